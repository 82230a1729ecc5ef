import { stemmer } from "stemmer";
import { STOP_WORDS } from "./stop-words.ts";
import { fold, words } from "./tokens.ts";

/**
 * The terms under which a text is found by words: folded (no marks, lower case), English stop words dropped, number
 * words as digits ("eighth" and "8th" are one term, "eight" and "8" another), the rest stemmed (Porter 1980). In reading
 * order, with repetitions.
 */
export function terms(text: string): string[] {
  return words(text)
    .map(fold)
    .filter((word) => !STOP_WORDS.has(word))
    .map((word) => NUMBERS.get(word) ?? (/^[a-z]+$/.test(word) ? stemmer(word) : word));
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
