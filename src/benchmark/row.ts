/** Who is measured. `floor` does the bare arithmetic, or the bare reading, writing or embedding, and nothing else. */
export const CONTENDERS = [
  "dateline",
  "floor",
  "vectra-json",
  "vectra-protobuf",
  "vectra-hybrid",
  "minisearch",
  "orama",
] as const;
export type Contender = (typeof CONTENDERS)[number];

/** What is measured, in the order of the table. What each means, `STAGES` says. */
export type Stage = keyof typeof STAGES;

export const STAGES = {
  answer: "a question to its answer; for the others to the passages that both of their legs found",
  ready: "the published index opened for questions, libraries and word lists loaded, built-in embedder",
  "embed-question": "one question to its vector, built-in embedder",
  search: "a question to its ranked sentences, its vector given",
  read: "a question to the groups of words that are looked for",
  lexical: "a question to its ranking by words",
  dense: "a vector of 384 numbers to the 60 nearest",
  fuse: "both rankings into one",
  open: "from the disk into memory, both legs where there are two",
  prepare: "an open index made ready for questions",
  write: "everything that the contender keeps into its files; of Dateline the vectors alone",
  build:
    "a whole index of passages that are split and embedded: words, vectors, checksums, the check that it reads back",
  rewrite: "an index written again of which one article was changed and embedded, all else taken over",
  embed:
    "all passages embedded by a model of the size of MiniLM-L6; with Dateline split, embedded and written",
  start: "npm start on the seeds with an index that is up to date, built-in embedder, to the first answer",
  "first-start": "the same without an index, which is built first",
  rebuild:
    "npm run index after one of as many articles as there are passages has changed, built-in embedder, without the start of Node",
} as const;

/** One line of the table. Times are null when the contender could not do it, and `note` says why. */
export type Row = {
  contender: Contender;
  stage: Stage;
  passages: number;
  p50_ms: number | null;
  p95_ms: number | null;
  /** p50 over that of the floor at the same stage and size; null without a floor. */
  ratio: number | null;
  /** Peak resident memory, in 10⁶ bytes, of the process that did it, up to the end of this stage; null where it is not known. */
  rss_mb: number | null;
  /** How often it was measured. */
  samples: number;
  note: string | null;
};

/** What one process measured of one stage. */
export type Measurement = {
  stage: Stage;
  /** Milliseconds; none if it failed. */
  samples: number[];
  rssMb: number | null;
  note: string | null;
};
