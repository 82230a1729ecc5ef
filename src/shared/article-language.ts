/** The languages that a search treats differently; "other" is found by its words as they are, like English. */
export type ArticleLanguage = "vi" | "zh" | "other";

/** Enough of an article to tell its language, in UTF-16 units. */
const SAMPLE = 2_000;
/** In Vietnamese prose more than half of the words carry such marks; in English about Vietnam, a few names do. */
const VIETNAMESE_SHARE = 0.25;
const CHINESE_SHARE = 0.3;
/** đ, ơ, ư, ă and the tone marks that only Vietnamese has (hook above, dot below), alone or over another mark. */
const VIETNAMESE = /[đơưă]|[\u0309\u0323\u031b]/u;

const LETTERS = /\p{L}+/gu;
const HAN = /\p{Script=Han}/u;
const WORDS = /[\p{Script=Latin}\p{M}]+/gu;
const BEYOND_ASCII = /[^\0-\x7f]/;

/** Tells the language of an article's words. */
export function articleLanguage(text: string): ArticleLanguage {
  const sample = text.slice(0, SAMPLE).toLowerCase();
  // Letters and words are looked at where they decide: over every article, that takes longer than finding its sentences.
  if (!BEYOND_ASCII.test(sample)) return "other";
  if (HAN.test(sample)) {
    const letters = (sample.match(LETTERS) ?? []).flatMap((run) => [...run]);
    const han = letters.filter((letter) => HAN.test(letter));
    if (letters.length > 0 && han.length / letters.length > CHINESE_SHARE) return "zh";
  }
  const words = sample.match(WORDS) ?? [];
  const marked = words.filter(
    (word) => BEYOND_ASCII.test(word) && VIETNAMESE.test(word.normalize("NFD").concat(word)),
  );
  return words.length > 0 && marked.length / words.length > VIETNAMESE_SHARE ? "vi" : "other";
}
