import { once } from "../../shared/once.ts";
import { lexiconLines } from "../lexicon-lines.ts";
import { syllableKey } from "./syllables.ts";

type HanReadings = {
  /** All readings of a character in Mandarin, without tones. */
  pinyin(character: string): readonly string[];
  /** All readings of a character in Vietnamese. */
  vietnamese(character: string): readonly string[];
  /** The simplified form of a traditional character, any other character itself. */
  simplified(character: string): string;
  /** How the characters that are read as this Vietnamese syllable sound in Mandarin. */
  pinyinOfSyllable(syllable: string): readonly string[];
};

/** han-readings.txt is made by make-han-readings.ts; sino-vietnamese.txt adds, by hand, what the Unihan database lacks. */
export const hanReadings = once((): HanReadings => {
  const pinyin = new Map<string, string[]>();
  const vietnamese = new Map<string, string[]>();
  const simplified = new Map<string, string>();
  const list = (field: string | undefined) => (field === undefined || field === NONE ? [] : field.split(","));
  for (const line of lexiconLines("han-readings.txt")) {
    const [character = "", mandarin, sino, short] = line.split(" ");
    pinyin.set(character, list(mandarin));
    vietnamese.set(character, list(sino));
    if (short !== undefined) simplified.set(character, short);
  }
  for (const line of lexiconLines("sino-vietnamese.txt")) {
    const [character = "", reading = ""] = line.split(" ");
    vietnamese.set(character, [reading, ...(vietnamese.get(character) ?? [])]);
  }
  const bySyllable = new Map<string, Set<string>>();
  for (const [character, syllables] of vietnamese) {
    for (const syllable of syllables) {
      const known = bySyllable.get(syllableKey(syllable)) ?? new Set();
      for (const reading of pinyin.get(character) ?? []) known.add(reading);
      bySyllable.set(syllableKey(syllable), known);
    }
  }
  return {
    pinyin: (character) => pinyin.get(character) ?? [],
    vietnamese: (character) => vietnamese.get(character) ?? [],
    simplified: (character) => simplified.get(character) ?? character,
    pinyinOfSyllable: (syllable) => [...(bySyllable.get(syllableKey(syllable)) ?? [])],
  };
});

const NONE = "-";
