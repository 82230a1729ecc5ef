import { stemmer } from "stemmer";
import { STOP_WORDS } from "./stop-words.ts";
import { fold, words } from "./tokens.ts";

/**
 * The terms under which a text is found by words: folded (no marks, lower case), English stop words dropped, stemmed
 * (Porter 1980). In reading order, with repetitions.
 */
export function terms(text: string): string[] {
  return words(text)
    .map(fold)
    .filter((word) => !STOP_WORDS.has(word))
    .map((word) => (/^[a-z]+$/.test(word) ? stemmer(word) : word));
}
