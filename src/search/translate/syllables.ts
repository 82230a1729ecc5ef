import { fold } from "../../shared/tokens.ts";

const TONE_MARKS = /[\u0300\u0301\u0303\u0309\u0323]/g;

/**
 * One spelling for all ways to write a Vietnamese syllable: lower case, the tone mark at the end ("hoà" = "hòa"), and `i`
 * for a closing `y` where both are in use ("kỹ" = "kĩ", "quý" = "quí").
 */
export function syllableKey(syllable: string): string {
  const decomposed = syllable.toLowerCase().normalize("NFD");
  const letters = decomposed
    .replace(TONE_MARKS, "")
    .replace(/(?<=^(?:h|k|l|m|s|t|qu))y$/, "i")
    .normalize("NFC");
  return letters + (decomposed.match(TONE_MARKS)?.join("") ?? "");
}

/** How a syllable is looked up: `syllableKey`, or `unmarkedKey` where a question was typed without any marks. */
export type KeyOf = (syllable: string) => string;
export const unmarkedKey: KeyOf = (syllable) => fold(syllableKey(syllable));

/** The keys of all syllables of a Vietnamese phrase, with a space between. */
export const phraseKey = (phrase: string, keyOf: KeyOf = syllableKey) =>
  phrase
    .split(/[\s-]+/u)
    .map(keyOf)
    .join(" ");
