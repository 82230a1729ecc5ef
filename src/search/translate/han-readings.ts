import { once } from "../../shared/once.ts";
import { fold } from "../../shared/tokens.ts";
import { lexiconLines } from "../lexicon-lines.ts";
import { syllableKey } from "./syllables.ts";

type HanReadings = {
  /** All readings of a character in Mandarin, without tones. */
  pinyin(character: string): readonly string[];
  /** All readings of a character in Vietnamese. */
  vietnamese(character: string): readonly string[];
  /** The simplified form of a traditional character, any other character itself. */
  simplified(character: string): string;
  /** The characters with a reading in Mandarin. */
  readInMandarin(syllable: string): readonly string[];
  /** Those with a reading in Vietnamese, which is given without marks. */
  readInVietnamese(syllable: string): readonly string[];
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
  const inMandarin = once(() => byReading(pinyin));
  const inVietnamese = once(() => byReading(vietnamese));
  return {
    readInMandarin: (syllable) => inMandarin().get(syllable) ?? [],
    readInVietnamese: (syllable) => inVietnamese().get(syllable) ?? [],
    pinyin: (character) => pinyin.get(character) ?? [],
    vietnamese: (character) => vietnamese.get(character) ?? [],
    simplified: (character) => simplified.get(character) ?? character,
    pinyinOfSyllable: (syllable) => [...(bySyllable.get(syllableKey(syllable)) ?? [])],
  };
});

const NONE = "-";

/** Characters by each of their readings without marks. */
function byReading(readings: ReadonlyMap<string, readonly string[]>): Map<string, string[]> {
  const characters = new Map<string, string[]>();
  for (const [character, all] of readings) {
    for (const reading of new Set(all.map(fold)))
      characters.set(reading, [...(characters.get(reading) ?? []), character]);
  }
  return characters;
}
