import { type Row, STAGES } from "./row.ts";

/** The rows as a Markdown table, then what its stages mean. */
export function renderTable(rows: readonly Row[], versions: Readonly<Record<string, string>>): string {
  const cells = [HEAD, ...rows.map(toCells)];
  const widths = HEAD.map((_, i) => Math.max(...cells.map((row) => row[i]?.length ?? 0)));
  const line = (row: readonly string[], fill = " ") =>
    `| ${row.map((cell, i) => (isNumber(i) ? cell.padStart(widths[i] ?? 0, fill) : cell.padEnd(widths[i] ?? 0, fill))).join(" | ")} |`;
  const rule = widths.map((width, i) => (isNumber(i) ? `${"-".repeat(width - 1)}:` : "-".repeat(width)));
  const stages = Object.entries(STAGES).filter(([name]) => rows.some(({ stage }) => stage === name));
  return [
    Object.entries(versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(", "),
    "",
    line(HEAD),
    line(rule),
    ...cells.slice(1).map((row) => line(row)),
    "",
    ...stages.map(([name, meaning]) => `- ${name}: ${meaning}`),
  ].join("\n");
}

const HEAD = ["stage", "passages", "contender", "p50 ms", "p95 ms", "× floor", "peak MB", "note"];
const isNumber = (column: number) => column === 1 || (column > 2 && column < HEAD.length - 1);

const toCells = (row: Row): string[] => [
  row.stage,
  row.passages.toLocaleString("en"),
  row.contender,
  milliseconds(row.p50_ms),
  milliseconds(row.p95_ms),
  row.ratio === null ? "" : row.ratio.toFixed(2),
  row.rss_mb === null ? "" : String(row.rss_mb),
  (row.note ?? "").replaceAll("|", "\\|"),
];

function milliseconds(value: number | null): string {
  if (value === null) return "-";
  const digits = value < 1 ? 3 : value < 100 ? 1 : 0;
  return value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}
