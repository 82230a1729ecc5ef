import type { Row, Stage } from "./row.ts";

/** What Dateline should reach on two processors. */
type Aim = {
  what: string;
  stage: Stage;
  /** Null: whatever number there is. */
  passages: number | null;
  value: "p50_ms" | "ratio" | "rss_mb";
  /** Null: that it can be done at all. */
  atMost: number | null;
};

const AIMS: readonly Aim[] = [
  { what: "the 60 nearest of 50,000 vectors", stage: "dense", passages: 50_000, value: "ratio", atMost: 1 },
  {
    what: "ranking 50,000 passages by words",
    stage: "lexical",
    passages: 50_000,
    value: "p50_ms",
    atMost: 5,
  },
  { what: "opening an index of 50,000", stage: "open", passages: 50_000, value: "p50_ms", atMost: 400 },
  { what: "memory with it open", stage: "open", passages: 50_000, value: "rss_mb", atMost: 300 },
  { what: "writing 50,000 vectors", stage: "write", passages: 50_000, value: "p50_ms", atMost: 2_000 },
  { what: "opening an index of 250,000", stage: "open", passages: 250_000, value: "p50_ms", atMost: null },
  { what: "asking it by vectors", stage: "dense", passages: 250_000, value: "p50_ms", atMost: null },
  { what: "asking it by words", stage: "lexical", passages: 250_000, value: "p50_ms", atMost: null },
  {
    what: "writing it again with one article changed",
    stage: "rewrite",
    passages: 250_000,
    value: "p50_ms",
    atMost: null,
  },
  {
    what: "a question to its answer, 100 passages",
    stage: "answer",
    passages: 100,
    value: "p50_ms",
    atMost: 2,
  },
  {
    what: "a question to its answer, 10,000 passages",
    stage: "answer",
    passages: 10_000,
    value: "p50_ms",
    atMost: 10,
  },
  {
    what: "building an index with a model, beside the bare model",
    stage: "embed",
    passages: null,
    value: "ratio",
    atMost: 1.1,
  },
  {
    what: "npm start to the first answer, index up to date",
    stage: "start",
    passages: null,
    value: "p50_ms",
    atMost: 700,
  },
  {
    what: "the index after one of 10,000 articles has changed",
    stage: "rebuild",
    passages: 10_000,
    value: "p50_ms",
    atMost: 2_000,
  },
];

const UNITS = { p50_ms: "ms", ratio: "× floor", rss_mb: "MB" } as const;

/** What was measured beside what is aimed at: the rows of a table, its head first; aims of which nothing was measured are left out. */
export function aimCells(rows: readonly Row[]): string[][] {
  const found = AIMS.flatMap((aim) => {
    const row = rows.find(
      ({ contender, stage, passages }) =>
        contender === "dateline" && stage === aim.stage && (aim.passages ?? passages) === passages,
    );
    const measured = row?.[aim.value];
    // There is no ratio where the floor was not measured.
    return measured === undefined || (measured === null && row?.p50_ms !== null) ? [] : [{ aim, measured }];
  });
  if (found.length === 0) return [];
  return [
    ["aim", "measured", "at most", ""],
    ...found.map(({ aim: { what, value, atMost }, measured }) => [
      what,
      measured === null ? "-" : `${inWords(measured)} ${UNITS[value]}`,
      atMost === null ? "possible" : `${inWords(atMost)} ${UNITS[value]}`,
      measured === null || (atMost !== null && measured > atMost) ? "missed" : "met",
    ]),
  ];
}

const inWords = (value: number) => value.toLocaleString("en", { maximumFractionDigits: value < 10 ? 2 : 0 });
