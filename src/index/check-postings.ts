import type { PackedPostings } from "./postings.ts";

/**
 * Makes sure that every number of some postings names what there is, in order: else a search may never end.
 * @param articles how many there are
 * @param sentences how many they have in all
 * @throws RangeError
 */
export function checkPostings(packed: PackedPostings, articles: number, sentences: number): void {
  const {
    terms,
    postingsFrom,
    sentenceOf,
    countOf,
    titlesFrom,
    titleArticle,
    sentencesFrom,
    sentenceLength,
  } = packed;
  const fit =
    areOffsets(sentencesFrom, articles, sentences) &&
    sentenceLength.length === sentences &&
    countOf.length === sentenceOf.length &&
    areOffsets(postingsFrom, terms.length, sentenceOf.length) &&
    areSortedRows(sentenceOf, postingsFrom, sentences) &&
    areOffsets(titlesFrom, terms.length, titleArticle.length) &&
    areSortedRows(titleArticle, titlesFrom, articles);
  if (!fit) throw new RangeError("the postings are not those of the articles");
}

/** Whether `from` says where each of so many rows begins, and at the end where the last one ends. */
function areOffsets(from: Uint32Array, rows: number, end: number): boolean {
  if (from.length !== rows + 1 || from[0] !== 0 || from[rows] !== end) return false;
  return from.every((start, i) => i === 0 || start >= (from[i - 1] as number));
}

/** Whether the values of each row go up and stay below `below`. */
function areSortedRows(values: Uint32Array, from: Uint32Array, below: number): boolean {
  for (let row = 0; row + 1 < from.length; row++) {
    let least = 0;
    for (let i = from[row] as number; i < (from[row + 1] as number); i++) {
      const value = values[i] as number;
      if (value < least || value >= below) return false;
      least = value + 1;
    }
  }
  return true;
}
