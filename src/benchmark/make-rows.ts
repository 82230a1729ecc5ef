import { percentile } from "./percentile.ts";
import { CONTENDERS, type Contender, type Measurement, type Row, STAGES } from "./row.ts";

/** A stage measured by one of the processes of a contender. */
export type Measured = { contender: Contender; passages: number } & Measurement;

/** Joins what several processes measured of the same, adds the ratios to the floor, and sorts as the table is read. */
export function makeRows(all: readonly Measured[]): Row[] {
  const groups = new Map<string, Measured[]>();
  for (const one of all) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  const rows = [...groups.values()].map(toRow);
  const floors = new Map(
    rows.flatMap((row) => (row.contender === "floor" ? [[placeOf(row), row.p50_ms] as const] : [])),
  );
  return rows
    .map((row) => ({ ...row, ratio: ratio(row.p50_ms, floors.get(placeOf(row)) ?? null) }))
    .sort(
      (a, b) =>
        STAGE_ORDER.indexOf(a.stage) - STAGE_ORDER.indexOf(b.stage) ||
        a.passages - b.passages ||
        CONTENDERS.indexOf(a.contender) - CONTENDERS.indexOf(b.contender),
    );
}

const STAGE_ORDER = Object.keys(STAGES);

const placeOf = ({ stage, passages }: Pick<Measured, "stage" | "passages">) => `${stage} ${passages}`;
const keyOf = (one: Measured) => `${one.contender} ${placeOf(one)}`;

function toRow(of: readonly Measured[]): Row {
  const { contender, stage, passages } = of[0] as Measured;
  const samples = of.flatMap((one) => one.samples);
  const p50 = percentile(samples, 0.5);
  const perSecond = stage === "embed" && samples.length > 0 ? ((1_000 * passages) / p50).toFixed(1) : null;
  const peaks = of.flatMap(({ rssMb }) => rssMb ?? []);
  return {
    contender,
    stage,
    passages,
    p50_ms: rounded(p50),
    p95_ms: rounded(percentile(samples, 0.95)),
    ratio: null,
    rss_mb: peaks.length > 0 ? Math.round(Math.max(...peaks)) : null,
    samples: samples.length,
    note:
      [perSecond && `${perSecond} passages/s`, noteOf(of)].filter((part) => part !== null).join(", ") || null,
  };
}

/** What went wrong in one process does not matter when another one measured it. */
function noteOf(of: readonly Measured[]): string | null {
  const successful = of.filter(({ samples }) => samples.length > 0);
  return (successful.length > 0 ? successful : of).find(({ note }) => note !== null)?.note ?? null;
}

const ratio = (value: number | null, floor: number | null) =>
  value === null || !floor ? null : rounded(value / floor);

/** To four digits: a benchmark knows no more. */
const rounded = (value: number) => (Number.isNaN(value) ? null : Number(value.toPrecision(4)));
