import { offsets, type PackedPostings } from "./postings.ts";

/** Postings of which some articles are taken over. */
export type PostingsPart = {
  packed: PackedPostings;
  /** The new number of each of its articles; null leaves the article out. */
  numbers: readonly (number | null)[];
};

/**
 * The postings of articles from several indexes: the same as if the terms of all these articles had been packed at once.
 * @param articles how many there are; each of the numbers below it occurs once in all parts
 */
export function mergePostings(parts: readonly PostingsPart[], articles: number): PackedPostings {
  const lengths = new Array<Uint32Array>(articles);
  for (const { packed, numbers } of parts) {
    for (const [old, number] of numbers.entries()) {
      if (number !== null)
        lengths[number] = packed.sentenceLength.subarray(...range(packed.sentencesFrom, old));
    }
  }
  const sentencesFrom = offsets(lengths.map((of) => of.length));
  const sentenceLength = new Uint32Array(sentencesFrom[articles] ?? 0);
  for (const [article, of] of lengths.entries()) sentenceLength.set(of, sentencesFrom[article]);

  const rows = parts.map((part) => openRows(part, sentencesFrom));
  const postings = growing();
  const titles = growing();
  const terms: string[] = [];
  const postingsFrom = [0];
  const titlesFrom = [0];
  for (const term of [...new Set(parts.flatMap(({ packed }) => packed.terms))].sort()) {
    const [firstPosting, firstTitle] = [postings.end(), titles.end()];
    for (const row of rows) row(term, postings.add, titles.add);
    if (postings.end() === firstPosting && titles.end() === firstTitle) continue;
    postings.sortFrom(firstPosting);
    titles.sortFrom(firstTitle);
    terms.push(term);
    postingsFrom.push(postings.end());
    titlesFrom.push(titles.end());
  }
  const pairs = postings.all();
  const sentenceOf = new Uint32Array(pairs.length);
  const countOf = new Uint16Array(pairs.length);
  for (let i = 0; i < pairs.length; i++) {
    const pair = pairs[i] as number;
    sentenceOf[i] = Math.floor(pair / COUNTS);
    countOf[i] = pair % COUNTS;
  }
  return {
    terms,
    postingsFrom: Uint32Array.from(postingsFrom),
    sentenceOf,
    countOf,
    titlesFrom: Uint32Array.from(titlesFrom),
    titleArticle: Uint32Array.from(titles.all()),
    sentencesFrom,
    sentenceLength,
  };
}

/** A sentence and a count as one number that sorts as the sentence does: `sentence · 2¹⁶ + count`. */
const COUNTS = 0x1_0000;

type Add = (value: number) => void;

/** Gives the postings of one term after the other; the terms must come sorted. */
function openRows({ packed, numbers }: PostingsPart, sentencesFrom: Uint32Array) {
  const { terms, postingsFrom, sentenceOf, countOf, titlesFrom, titleArticle } = packed;
  const newSentence = new Float64Array(packed.sentenceLength.length).fill(-1);
  for (const [old, number] of numbers.entries()) {
    if (number === null) continue;
    const [start, end] = range(packed.sentencesFrom, old);
    for (let s = start; s < end; s++) newSentence[s] = (sentencesFrom[number] as number) + s - start;
  }
  let next = 0;
  return (term: string, addPosting: Add, addTitle: Add) => {
    if (terms[next] !== term) return;
    const [start, end] = range(postingsFrom, next);
    for (let p = start; p < end; p++) {
      const sentence = newSentence[sentenceOf[p] as number] as number;
      if (sentence >= 0) addPosting(sentence * COUNTS + (countOf[p] as number));
    }
    const [firstTitle, lastTitle] = range(titlesFrom, next);
    for (let t = firstTitle; t < lastTitle; t++) {
      const article = numbers[titleArticle[t] as number] ?? null;
      if (article !== null) addTitle(article);
    }
    next += 1;
  };
}

const range = (from: Uint32Array, i: number) => [from[i] as number, from[i + 1] as number] as const;

/** Numbers of which nobody knows how many there will be. */
function growing() {
  let values = new Float64Array(1_024);
  let length = 0;
  return {
    add(value: number) {
      if (length === values.length) {
        const larger = new Float64Array(2 * length);
        larger.set(values);
        values = larger;
      }
      values[length++] = value;
    },
    end: () => length,
    sortFrom(start: number) {
      for (let i = start + 1; i < length; i++) {
        // Those of one part are sorted already.
        if ((values[i] as number) < (values[i - 1] as number))
          return void values.subarray(start, length).sort();
      }
    },
    all: () => values.subarray(0, length),
  };
}
