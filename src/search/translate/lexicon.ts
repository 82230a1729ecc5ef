import { once } from "../../shared/once.ts";
import { terms } from "../../shared/terms.ts";
import { lexiconLines } from "../lexicon-lines.ts";
import { phraseKey } from "./syllables.ts";

/** English for one foreign phrase: the terms of each line that has the phrase, in the order of the file. */
export type Renderings = readonly (readonly string[])[];

/** By Chinese word, or by `phraseKey` of a Vietnamese phrase. */
export type Lexicon = ReadonlyMap<string, Renderings>;

const GLOSSARIES = ["glossary.txt", "glossary-additions.txt"];
const PLACES = ["place-names.txt", "place-names-additions.txt"];
const CHARACTERS = ["character-words.txt"];

export const vietnameseWords = once(() => readLexicon(GLOSSARIES, VIETNAMESE, phraseKey));
export const chineseWords = once(() => readLexicon(GLOSSARIES, CHINESE, String));
export const vietnamesePlaces = once(() => readLexicon(PLACES, VIETNAMESE, phraseKey));
export const chinesePlaces = once(() => readLexicon(PLACES, CHINESE, String));
export const characterWords = once(() => readLexicon(CHARACTERS, CHINESE, String));

/** Which field of a line is in which language; the first is in English. */
export const VIETNAMESE = 1;
export const CHINESE = 2;

/** The fields of every line, in the order of the files. */
export const glossaryLines = () => fieldsOf(GLOSSARIES);
export const placeLines = () => fieldsOf(PLACES);

const fieldsOf = (files: readonly string[]): string[][] =>
  files.flatMap(lexiconLines).map((line) => line.split(";"));

/** Lines are "English words;Vietnamese phrases;Chinese words" with commas between the phrases. */
function readLexicon(files: readonly string[], column: number, keyOf: (phrase: string) => string): Lexicon {
  const lexicon = new Map<string, string[][]>();
  for (const fields of fieldsOf(files)) {
    const english = [...new Set(terms(fields[0] ?? ""))];
    for (const phrase of (fields[column] ?? "").split(",")) {
      const key = keyOf(phrase);
      if (phrase === "" || english.length === 0) continue;
      const known = lexicon.get(key);
      if (known) known.push(english);
      else lexicon.set(key, [english]);
    }
  }
  return lexicon;
}
