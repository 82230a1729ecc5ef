import { fold } from "../../shared/tokens.ts";
import { hanReadings } from "./han-readings.ts";
import { startsWithSurname } from "./names.ts";
import type { Vocabulary } from "./piece.ts";

/** Words with a capital in a row: "Wang Xiaohong", "Phạm Minh Chính". */
const CAPITALISED_RUN = /(?<![\p{L}\p{M}])\p{Lu}[\p{L}\p{M}]*(?: \p{Lu}[\p{L}\p{M}]*)+/gu;
/** Characters of the longest name that is looked for, and words. */
const LONGEST = 3;

/** A personal name of a question, as Chinese articles write it. */
export type HanName = {
  /** As the question writes it. */
  written: string;
  /** Its pairs of characters joined by blanks, as `TermGroup` wants them. */
  term: string;
};

type Collection = Pick<Vocabulary, "has" | "together">;

/**
 * The Chinese and Vietnamese names of two or three syllables in a question in Latin letters that Chinese articles may have: each
 * syllable is read as every character with that sound, in pinyin or in Vietnamese with or without marks; what counts is a surname and a
 * given name of which the collection has all pairs of characters, in one sentence.
 */
export function hanNames(question: string, collection: Collection): HanName[] {
  return [...question.normalize("NFC").matchAll(CAPITALISED_RUN)].flatMap(([run]) => {
    const words = run.split(" ");
    // Other words with a capital may stand beside a name: "Did Minister Wang Xiaohong".
    for (let from = 0; from + 1 < words.length; from++) {
      for (let to = Math.min(words.length, from + LONGEST); to - from > 1; to--) {
        const name = words.slice(from, to);
        const term = pairsOf(name.map(fold), collection);
        if (term !== undefined) return [{ written: name.join(" "), term }];
      }
    }
    return [];
  });
}

/** The pairs of characters of a name: 王小洪 → "王小 小洪". */
function pairsOf(words: readonly string[], collection: Collection): string | undefined {
  const { readInMandarin, readInVietnamese } = hanReadings();
  const inMandarin = spellings(words).map((syllables) => syllables.map(readInMandarin));
  for (const [surnames = [], second = [], third] of [...inMandarin, words.map(readInVietnamese)]) {
    for (const a of surnames.filter((character) => startsWithSurname([character]))) {
      for (const b of second) {
        const pair = a + b;
        if (!collection.has(pair)) continue;
        if (!third) return pair;
        const next = third
          .map((c) => b + c)
          .find((one) => collection.has(one) && collection.together(pair, one));
        if (next !== undefined) return `${pair} ${next}`;
      }
    }
  }
  return undefined;
}

/** The syllables of a surname and a given name, which pinyin writes in one word: [wang, xiaohong] → [wang, xiao, hong]. */
function spellings(words: readonly string[]): string[][] {
  const [surname = "", given = "", ...more] = words;
  if (more.length > 0) return [];
  const { readInMandarin } = hanReadings();
  const isSyllable = (text: string) => readInMandarin(text).length > 0;
  const cuts = Array.from({ length: given.length - 1 }, (_, i) => [
    given.slice(0, i + 1),
    given.slice(i + 1),
  ]);
  return [[given], ...cuts]
    .filter((syllables) => syllables.every(isSyllable))
    .map((rest) => [surname, ...rest]);
}
