/** The sentences that hold a term, in order, how often each does, and the articles whose title holds it. */
export type Postings = { sentences: Uint32Array; counts: Uint16Array; titles: Uint32Array };

/** Where all of some terms stand together, which counts as one. */
export function join(all: readonly Postings[]): Postings {
  const sentences = inAll(all.map((one) => one.sentences));
  return {
    sentences,
    counts: new Uint16Array(sentences.length).fill(1),
    titles: inAll(all.map((one) => one.titles)),
  };
}

/** Where a term stands and another does not. */
export function without({ sentences, counts, titles }: Postings, other: Postings): Postings {
  const isFree = (sentence: number) => !includesSorted(other.sentences, sentence);
  return {
    sentences: sentences.filter(isFree),
    counts: counts.filter((_, i) => isFree(sentences[i] as number)),
    titles: titles.filter((article) => !includesSorted(other.titles, article)),
  };
}

/** The values that stand in every one of some sorted lists. */
function inAll(lists: readonly Uint32Array[]): Uint32Array {
  const [shortest = new Uint32Array(0), ...others] = [...lists].sort((a, b) => a.length - b.length);
  return shortest.filter((value) => others.every((other) => includesSorted(other, value)));
}

/** The place of the first value of a sorted array that is not below `least`. */
export function firstFrom(sorted: ArrayLike<number>, least: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

export const includesSorted = (sorted: ArrayLike<number>, value: number) =>
  sorted[firstFrom(sorted, value)] === value;
