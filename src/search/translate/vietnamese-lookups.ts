import { once } from "../../shared/once.ts";
import { fold } from "../../shared/tokens.ts";
import { type Lexicon, vietnamesePlaces, vietnameseWords } from "./lexicon.ts";
import type { Matcher } from "./piece.ts";
import { vietnameseStops } from "./stop-phrases.ts";
import { type KeyOf, syllableKey, unmarkedKey } from "./syllables.ts";
import { vietnameseNumbers } from "./vietnamese-numbers.ts";
import { type WorldName, worldNames } from "./world-names.ts";

/** All that Vietnamese phrases are looked up in. */
export type VietnameseLookups = {
  keyOf: KeyOf;
  words: Lexicon;
  places: Lexicon;
  world: ReadonlyMap<string, WorldName>;
  stops: ReadonlySet<string>;
  numbers: Matcher;
  /** Every syllable of the glossary: an unknown word that is none of them belongs to another language. */
  syllables: ReadonlySet<string>;
};

export const markedLookups = once(
  (): VietnameseLookups => ({
    keyOf: syllableKey,
    words: vietnameseWords(),
    places: vietnamesePlaces(),
    world: worldNames.vi(),
    stops: vietnameseStops(),
    numbers: vietnameseNumbers(syllableKey),
    syllables: syllablesOf(vietnameseWords()),
  }),
);

/** For questions typed without any marks: words that differ by their marks alone fall together. */
export const unmarkedLookups = once((): VietnameseLookups => {
  const words = foldKeys(vietnameseWords(), (a, b) => [...a, ...b]);
  return {
    keyOf: unmarkedKey,
    words,
    places: foldKeys(vietnamesePlaces(), (a, b) => [...a, ...b]),
    world: foldKeys(worldNames.vi(), (a) => a),
    stops: new Set([...vietnameseStops()].map(fold)),
    numbers: vietnameseNumbers(unmarkedKey),
    syllables: syllablesOf(words),
  };
});

function foldKeys<T>(map: ReadonlyMap<string, T>, join: (a: T, b: T) => T): Map<string, T> {
  const folded = new Map<string, T>();
  for (const [key, value] of map) {
    const known = folded.get(fold(key));
    folded.set(fold(key), known === undefined ? value : join(known, value));
  }
  return folded;
}

const syllablesOf = (words: Lexicon) => new Set([...words.keys()].flatMap((key) => key.split(" ")));
