/** A term, how it sounds in the common rough spelling, and how many consonants that has. */
export type Sounding = { term: string; sound: string; consonants: number };

const VOWEL = /[aeiou]/;
const CLASSES: Record<string, string> = { b: "p", d: "t", g: "k", j: "c", v: "f", w: "f", z: "s" };
/** Consonants that Chinese hardly tells apart are of one class, and so are all vowels. */
export const classOf = (letter: string) => (VOWEL.test(letter) ? "a" : (CLASSES[letter] ?? letter));
export const consonantsOf = (sound: string) => [...sound].filter((letter) => !VOWEL.test(letter)).length;

/**
 * How like the sound of a Chinese spelling and of an English word are, at most 1, by a weighted edit distance that forgives what Chinese
 * syllables cannot hold; 0 when it must be less than `least`, which of nearly all words is soon seen. The weights were tried on public
 * questions; small changes do not matter.
 * @param consonants how many the Chinese spelling has
 */
export function likenessOf(chinese: string, consonants: number, name: Sounding, least: number): number {
  const english = name.sound;
  const most = Math.max(consonants, name.consonants, 1);
  const { omitted } = scratch;
  let { row, next } = scratch;
  row[0] = 0;
  for (let j = 0; j < english.length; j++) {
    omitted[j] = omissionAt(english, j);
    row[j + 1] = (row[j] as number) + (omitted[j] as number);
  }
  for (const letter of chinese) {
    const { added, exchanges } = costsOf(letter);
    next[0] = (row[0] as number) + added;
    let nearest = next[0];
    for (let j = 0; j < english.length; j++) {
      const distance = Math.min(
        (row[j] as number) + (exchanges[english.charCodeAt(j) - FIRST_LETTER] as number),
        (row[j + 1] as number) + added,
        (next[j] as number) + (omitted[j] as number),
      );
      next[j + 1] = distance;
      if (distance < nearest) nearest = distance;
    }
    if (1 - nearest / most < least) return 0;
    const last = row;
    row = next;
    next = last;
  }
  return 1 - (row[english.length] as number) / most;
}

/** For one comparison at a time, of which a question asks thousands. */
const scratch = { row: [0], next: [0], omitted: [0] };

const LETTERS = "abcdefghijklmnopqrstuvwxyz";
const FIRST_LETTER = LETTERS.charCodeAt(0);

/** What it costs to add a letter of the Chinese spelling, and to exchange it for each letter of the alphabet. */
type Costs = { added: number; exchanges: readonly number[] };
const costs = new Map<string, Costs>();

function costsOf(letter: string): Costs {
  const known = costs.get(letter);
  if (known) return known;
  // A vowel only carries a consonant that Chinese cannot write alone.
  const added = VOWEL.test(letter) ? 0.12 : letter === "l" || letter === "h" ? 0.5 : 1;
  const made = { added, exchanges: [...LETTERS].map((english) => exchange(letter, english)) };
  costs.set(letter, made);
  return made;
}

function omissionAt(english: string, place: number): number {
  const letter = english.charCodeAt(place) - FIRST_LETTER;
  const after = place + 1 < english.length ? english.charCodeAt(place + 1) - FIRST_LETTER : -1;
  return (IS_VOWEL[after] ? OMITTED_BEFORE_VOWEL : OMITTED)[letter] as number;
}

/** Chinese leaves out an r, l or h before a consonant or at the end, and often the first of two consonants. */
function omissionOf(letter: string, beforeVowel: boolean): number {
  if (VOWEL.test(letter)) return 0.15;
  if (letter === "l" || letter === "h") return beforeVowel ? 0.7 : 0.2;
  return beforeVowel ? 1 : 0.55;
}

const IS_VOWEL = [...LETTERS].map((letter) => VOWEL.test(letter));
const OMITTED = [...LETTERS].map((letter) => omissionOf(letter, false));
const OMITTED_BEFORE_VOWEL = [...LETTERS].map((letter) => omissionOf(letter, true));

const NEAR_VOWELS = new Set(["ou", "uo", "ei", "ie", "ae", "ea", "ao", "oa"]);
const NEAR_CONSONANTS = new Set([
  "sc",
  "cs",
  "sh",
  "hs",
  "jk",
  "kj",
  "jg",
  "ck",
  "ct",
  "cj",
  "jc",
  "kh",
  "hk",
  "nm",
  "mn",
  "hf",
  "fh",
  "hw",
  "wl",
  "st",
  "ts",
]);
function exchange(chinese: string, english: string): number {
  if (chinese === english) return 0;
  const vowels = Number(VOWEL.test(chinese)) + Number(VOWEL.test(english));
  if (vowels === 2) return NEAR_VOWELS.has(chinese + english) ? 0.1 : 0.22;
  if (vowels === 1)
    return (chinese === "w" && /[ou]/.test(english)) || (english === "w" && chinese === "u") ? 0.2 : 2;
  if (classOf(chinese) === classOf(english)) return 0.15;
  return NEAR_CONSONANTS.has(chinese + english) ? 0.4 : 2;
}
