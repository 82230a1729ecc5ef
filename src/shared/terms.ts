import { stemmer } from "stemmer";
import { STOP_WORDS } from "./stop-words.ts";
import { eachWord, fold, words } from "./tokens.ts";

/**
 * The terms under which a text is found by words: folded (no marks, lower case), English stop words dropped, number
 * words as digits ("eighth" and "8th" are one term, "eight" and "8" another), the rest stemmed (Porter 1980). In reading
 * order, with repetitions.
 */
export function terms(text: string): string[] {
  return words(text)
    .map(termOf)
    .filter((term) => term !== NO_TERM);
}

/** The first `most` of `terms(text)`, without reading what follows. */
export function firstTerms(text: string, most: number): string[] {
  const found: string[] = [];
  for (const word of eachWord(text)) {
    const term = termOf(word);
    if (term !== NO_TERM && found.push(term) === most) break;
  }
  return found;
}

const NO_TERM = "";

/** Texts repeat their words, and what makes a term of one takes most of the time of a question otherwise. */
const MOST_REMEMBERED = 50_000;
const LONGEST_REMEMBERED = 50;
const remembered = new Map<string, string>();

function termOf(word: string): string {
  const known = remembered.get(word);
  if (known !== undefined) return known;
  const term = makeTerm(word);
  if (word.length > LONGEST_REMEMBERED) return term;
  if (remembered.size === MOST_REMEMBERED) remembered.clear();
  // A copy, since a part of a text keeps the whole text in memory.
  remembered.set(Buffer.from(word).toString(), term);
  return term;
}

function makeTerm(word: string): string {
  const folded = fold(word);
  if (STOP_WORDS.has(folded)) return NO_TERM;
  return NUMBERS.get(folded) ?? (/^[a-z]+$/.test(folded) ? stemmer(folded) : folded);
}

const CARDINALS = [
  ...["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"],
  ...["fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"],
];
const ORDINALS = [
  ...[
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
  ],
  ...[
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
  ],
];

/** "One" is left out: it is more often a pronoun than a number. */
const NUMBERS: ReadonlyMap<string, string> = new Map([
  ...CARDINALS.map((word, i) => [word, String(i + 2)] as const),
  ...ORDINALS.map((word, i) => [word, `${i + 1}th`] as const),
  ...[1, 21, 31].map((n) => [`${n}st`, `${n}th`] as const),
  ...[2, 22].map((n) => [`${n}nd`, `${n}th`] as const),
  ...[3, 23].map((n) => [`${n}rd`, `${n}th`] as const),
]);
