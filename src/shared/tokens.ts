/** Scripts written without spaces between words. U+30FC, the long-vowel mark of Katakana, belongs to no single script. */
const UNSPACED = "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\u30FC";
const WORD = "\\p{L}\\p{M}\\p{N}";
const HAS_UNSPACED = new RegExp(`[${UNSPACED}]`, "u");
const SPACED_TOKEN = new RegExp(`[${WORD}]+`, "gu");
const TOKEN = new RegExp(
  `(?<unspaced>(?:(?=[${WORD}])[${UNSPACED}])+)|(?:(?![${UNSPACED}])[${WORD}])+`,
  "gu",
);

/**
 * The words of a text, in order: lower case, NFC, runs of letters, marks and digits; everything else, hyphens and
 * apostrophes included, separates. A run of Han, Hiragana or Katakana becomes its overlapping pairs of characters
 * ("外交部" → "外交", "交部"), a character that stands alone stays alone.
 */
export function words(text: string): string[] {
  const written = asWritten(text);
  return HAS_UNSPACED.test(written) ? [...eachToken(written)] : (written.match(SPACED_TOKEN) ?? []);
}

/** `words(text)` one after the other, for those who do not need them all. */
export function* eachWord(text: string): Generator<string> {
  const written = asWritten(text);
  if (HAS_UNSPACED.test(written)) yield* eachToken(written);
  else for (const [word] of written.matchAll(SPACED_TOKEN)) yield word;
}

const asWritten = (text: string) => text.toLowerCase().normalize("NFC");

function* eachToken(written: string): Generator<string> {
  for (const match of written.matchAll(TOKEN)) {
    if (match.groups?.unspaced === undefined) yield match[0];
    else yield* pairs(match[0]);
  }
}

function pairs(run: string): string[] {
  const characters = [...run];
  if (characters.length === 1) return characters;
  return characters.slice(1).map((character, i) => `${characters[i]}${character}`);
}

/**
 * The text in lower case without diacritical marks: "Hà Nội" → "ha noi", "Đảng" → "dang". Letters that Unicode does
 * not decompose (ø, ł, ß) stay, except đ, which Vietnamese is often typed without.
 */
export function fold(text: string): string {
  return text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replaceAll("đ", "d").normalize("NFC");
}
