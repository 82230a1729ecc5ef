/** The sentences that hold a term, in order, how often each does, and the articles whose title holds it. */
export type Postings = { sentences: Uint32Array; counts: Uint16Array; titles: Uint32Array };

export const NOWHERE: Postings = {
  sentences: new Uint32Array(0),
  counts: new Uint16Array(0),
  titles: new Uint32Array(0),
};

/** Where all of some terms stand in one sentence or title, which counts there as one term. */
export function intersection(all: readonly Postings[]): Postings {
  const sentences = intersectionOfSorted(all.map((one) => one.sentences));
  return {
    sentences,
    counts: new Uint16Array(sentences.length).fill(1),
    titles: intersectionOfSorted(all.map((one) => one.titles)),
  };
}

/** Where a term stands and another does not. */
export function difference({ sentences, counts, titles }: Postings, other: Postings): Postings {
  const isFree = (sentence: number) => !includesSorted(other.sentences, sentence);
  return {
    sentences: sentences.filter(isFree),
    counts: counts.filter((_, i) => isFree(sentences[i] as number)),
    titles: titles.filter((article) => !includesSorted(other.titles, article)),
  };
}

/** The values that stand in every one of some sorted lists. */
function intersectionOfSorted(lists: readonly Uint32Array[]): Uint32Array {
  const [shortest = new Uint32Array(0), ...others] = [...lists].sort((a, b) => a.length - b.length);
  return shortest.filter((value) => others.every((other) => includesSorted(other, value)));
}

/** Whether two sorted lists have a value in common. */
export function haveCommon(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  const [few, many] = a.length < b.length ? [a, b] : [b, a];
  for (let i = 0; i < few.length; i++) if (includesSorted(many, few[i] as number)) return true;
  return false;
}

/** The place of the first value that is not below `least` in a sorted array, or in the part of it that is sorted. */
export function lowerBound(sorted: ArrayLike<number>, least: number, start = 0, end = sorted.length): number {
  let [low, high] = [start, end];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function includesSorted(
  sorted: ArrayLike<number>,
  value: number,
  start = 0,
  end = sorted.length,
): boolean {
  const place = lowerBound(sorted, value, start, end);
  return place < end && sorted[place] === value;
}
