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

export function packPostings(articles: readonly WordsArticle[]): PackedPostings {
  const rows = new Map<string, { sentences: number[]; counts: number[]; titles: number[] }>();
  const row = (term: string) => {
    const known = rows.get(term);
    if (known) return known;
    const fresh = { sentences: [], counts: [], titles: [] };
    rows.set(term, fresh);
    return fresh;
  };
  const sentencesFrom = [0];
  const sentenceLength: number[] = [];
  for (const [article, { title, sentences }] of articles.entries()) {
    for (const terms of sentences) {
      const sentence = sentenceLength.length;
      for (const term of terms) {
        const { sentences: seen, counts } = row(term);
        if (seen.at(-1) !== sentence) {
          seen.push(sentence);
          counts.push(1);
        } else counts[counts.length - 1] = Math.min(MOST_COUNTED, (counts.at(-1) ?? 0) + 1);
      }
      sentenceLength.push(terms.length);
    }
    for (const term of new Set(title)) row(term).titles.push(article);
    sentencesFrom.push(sentenceLength.length);
  }
  const terms = [...rows.keys()].sort();
  const all = terms.map(row);
  return {
    terms,
    postingsFrom: offsets(all.map(({ sentences }) => sentences.length)),
    sentenceOf: Uint32Array.from(all.flatMap(({ sentences }) => sentences)),
    countOf: Uint16Array.from(all.flatMap(({ counts }) => counts)),
    titlesFrom: offsets(all.map(({ titles }) => titles.length)),
    titleArticle: Uint32Array.from(all.flatMap(({ titles }) => titles)),
    sentencesFrom: Uint32Array.from(sentencesFrom),
    sentenceLength: Uint32Array.from(sentenceLength),
  };
}

/** Counts are kept in 16 bits. */
const MOST_COUNTED = 0xffff;

export function offsets(lengths: readonly number[]): Uint32Array {
  const from = new Uint32Array(lengths.length + 1);
  lengths.forEach((length, i) => {
    from[i + 1] = (from[i] as number) + length;
  });
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
