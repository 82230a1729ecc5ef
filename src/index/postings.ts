/** One article as the word index sees it: the terms of its title and date, and those of each sentence. */
export type WordsArticle = { title: readonly string[]; sentences: readonly (readonly string[])[] };

/**
 * The postings of all terms in flat arrays ("compressed sparse rows"): the postings of term t are
 * `sentenceOf[postingsFrom[t] … postingsFrom[t + 1]]`, in order of the sentences.
 */
export type PackedPostings = {
  /** Sorted by their UTF-16 units, so that the same articles give the same index in whatever steps it was built. */
  terms: readonly string[];
  postingsFrom: Uint32Array;
  /** The sentence of each posting, numbered through all articles. */
  sentenceOf: Uint32Array;
  /** How often the term stands in that sentence. */
  countOf: Uint16Array;
  titlesFrom: Uint32Array;
  /** The articles whose title holds the term. */
  titleArticle: Uint32Array;
  /** The first sentence of each article, and at the end the number of all sentences. */
  sentencesFrom: Uint32Array;
  /** Terms in each sentence. */
  sentenceLength: Uint32Array;
};

/** @param articles numbered by their places, and their sentences through all of them */
export function packPostings(articles: readonly WordsArticle[]): PackedPostings {
  const sentences = articles.flatMap(({ sentences }) => sentences);
  const titles = articles.map(({ title }) => [...new Set(title)]);
  const { terms, numbers } = numberTerms([...sentences, ...titles]);
  const sentenceLength = Uint32Array.from(sentences, ({ length }) => length);
  const inSentences = numbers.subarray(0, sum(sentenceLength));
  const inTitles = numbers.subarray(inSentences.length);

  const titlesFrom = offsets(countEach(inTitles, terms.length));
  const titleArticle = new Uint32Array(inTitles.length);
  const nextTitle = titlesFrom.slice();
  let title = 0;
  for (const [article, { length }] of titles.entries()) {
    for (const end = title + length; title < end; title++) {
      titleArticle[take(nextTitle, inTitles[title] as number)] = article;
    }
  }

  // A term that stands in a sentence again is counted there, and its posting drops out.
  const roomFrom = offsets(countEach(inSentences, terms.length));
  const nextRoom = roomFrom.slice();
  const sentenceOf = new Uint32Array(inSentences.length);
  const countOf = new Uint16Array(inSentences.length);
  let token = 0;
  for (const [sentence, length] of sentenceLength.entries()) {
    for (const end = token + length; token < end; token++) {
      const term = inSentences[token] as number;
      const last = (nextRoom[term] as number) - 1;
      if (last >= (roomFrom[term] as number) && sentenceOf[last] === sentence) {
        countOf[last] = Math.min(MOST_COUNTED, (countOf[last] as number) + 1);
      } else {
        const at = take(nextRoom, term);
        sentenceOf[at] = sentence;
        countOf[at] = 1;
      }
    }
  }
  const used = terms.map((_, term) => [roomFrom[term] as number, nextRoom[term] as number] as const);
  return {
    terms,
    postingsFrom: offsets(used.map(([start, end]) => end - start)),
    sentenceOf: closeGaps(sentenceOf, used),
    countOf: closeGaps(countOf, used),
    titlesFrom,
    titleArticle,
    sentencesFrom: offsets(articles.map(({ sentences }) => sentences.length)),
    sentenceLength,
  };
}

/** Counts are kept in 16 bits. */
const MOST_COUNTED = 0xffff;

/** All terms, sorted, and of each word of the texts, one after the other, the number of its term. */
function numberTerms(texts: readonly (readonly string[])[]): { terms: string[]; numbers: Uint32Array } {
  const numbers = new Uint32Array(sum(texts.map(({ length }) => length)));
  // Looking a term up takes far longer than all else, so that it is done once for each word.
  const found = new Map<string, number>();
  let at = 0;
  for (const text of texts) {
    for (const term of text) {
      const known = found.get(term) ?? found.size;
      if (known === found.size) found.set(term, known);
      numbers[at++] = known;
    }
  }
  const terms = [...found.keys()].sort();
  const sorted = new Uint32Array(terms.length);
  for (const [place, term] of terms.entries()) sorted[found.get(term) as number] = place;
  for (let i = 0; i < numbers.length; i++) numbers[i] = sorted[numbers[i] as number] as number;
  return { terms, numbers };
}

function sum(numbers: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < numbers.length; i++) total += numbers[i] as number;
  return total;
}

/** How often each number below `below` occurs. */
function countEach(numbers: Uint32Array, below: number): Uint32Array {
  const counts = new Uint32Array(below);
  for (const number of numbers) counts[number] = (counts[number] as number) + 1;
  return counts;
}

/** The next free place of a term. */
function take(next: Uint32Array, term: number): number {
  const at = next[term] as number;
  next[term] = at + 1;
  return at;
}

/** The used parts of some values, each directly after the one before. Overwrites the values. */
function closeGaps<T extends Uint32Array | Uint16Array>(
  values: T,
  used: readonly (readonly [number, number])[],
): T {
  let end = 0;
  for (const [start, stop] of used) {
    values.copyWithin(end, start, stop);
    end += stop - start;
  }
  return values.slice(0, end) as T;
}

/** Where each of some parts begins when they lie one after the other, and at the end where the last one ends. */
export function offsets(lengths: ArrayLike<number>): Uint32Array {
  const from = new Uint32Array(lengths.length + 1);
  for (let i = 0; i < lengths.length; i++) from[i + 1] = (from[i] as number) + (lengths[i] as number);
  return from;
}

/**
 * The postings as one binary file: 4 bytes header length (unsigned, little-endian), the header in JSON, zeros up to a
 * multiple of 4, the arrays one after the other, each padded to a multiple of 4, and the terms, one a line.
 */
export function writePostings({ terms, ...arrays }: PackedPostings): Buffer {
  const lengths = Object.fromEntries(ARRAYS.map(([name]) => [name, arrays[name].length]));
  const header = Buffer.from(JSON.stringify(lengths));
  const parts: Buffer[] = [Buffer.alloc(4), header, padding(4 + header.length)];
  parts[0]?.writeUInt32LE(header.length);
  for (const [name] of ARRAYS) {
    const { buffer, byteOffset, byteLength } = arrays[name];
    parts.push(Buffer.from(buffer, byteOffset, byteLength), padding(byteLength));
  }
  return Buffer.concat([...parts, Buffer.from(terms.join("\n"))]);
}

/**
 * The arrays are views of the file's memory.
 * @throws RangeError or SyntaxError when the file is not one that `writePostings` wrote
 */
export function readPostings(written: Buffer): PackedPostings {
  const file = written.byteOffset % 4 === 0 ? written : copyAligned(written);
  const headerLength = file.readUInt32LE(0);
  const lengths = JSON.parse(file.toString("utf8", 4, 4 + headerLength)) as Record<string, number>;
  let at = aligned(4 + headerLength);
  const arrays = Object.fromEntries(
    ARRAYS.map(([name, Type]) => {
      const bytes = (lengths[name] as number) * Type.BYTES_PER_ELEMENT;
      if (!(at + bytes <= file.length)) throw new RangeError(`the file ends within ${name}`);
      const array = new Type(file.buffer as ArrayBuffer, file.byteOffset + at, lengths[name]);
      at += aligned(bytes);
      return [name, array];
    }),
  ) as Omit<PackedPostings, "terms">;
  const terms = at < file.length ? file.toString("utf8", at).split("\n") : [];
  if (terms.length + 1 !== arrays.postingsFrom.length) throw new RangeError("not as many terms as postings");
  return { terms, ...arrays };
}

const ARRAYS = [
  ["postingsFrom", Uint32Array],
  ["sentenceOf", Uint32Array],
  ["countOf", Uint16Array],
  ["titlesFrom", Uint32Array],
  ["titleArticle", Uint32Array],
  ["sentencesFrom", Uint32Array],
  ["sentenceLength", Uint32Array],
] as const;

function copyAligned(file: Buffer): Buffer {
  const copy = Buffer.allocUnsafeSlow(file.length);
  file.copy(copy);
  return copy;
}

const aligned = (bytes: number) => Math.ceil(bytes / 4) * 4;
const padding = (bytes: number) => Buffer.alloc(aligned(bytes) - bytes);
