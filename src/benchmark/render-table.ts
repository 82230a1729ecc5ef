import { aimCells } from "./aims.ts";
import { type Row, STAGES } from "./row.ts";

/** The rows as a Markdown table, then what its stages mean, then a table of what was aimed at. */
export function renderTable(rows: readonly Row[], versions: Readonly<Record<string, string>>): string {
  const aims = aimCells(rows);
  const stages = Object.entries(STAGES).filter(([name]) => rows.some(({ stage }) => stage === name));
  return [
    Object.entries(versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(", "),
    "",
    ...toTable(
      [HEAD, ...rows.map(toCells)],
      (column) => column === 1 || (column > 2 && column < HEAD.length - 1),
    ),
    "",
    ...stages.map(([name, meaning]) => `- ${name}: ${meaning}`),
    ...(aims.length > 0 ? ["", ...toTable(aims, (column) => column === 1 || column === 2)] : []),
  ].join("\n");
}

/** @param cells rows of cells, the head first */
function toTable(cells: readonly (readonly string[])[], isNumber: (column: number) => boolean): string[] {
  const [head = [], ...body] = cells;
  const widths = head.map((_, i) => Math.max(3, ...cells.map((row) => row[i]?.length ?? 0)));
  const padded = (cell: string, i: number) =>
    isNumber(i) ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0);
  const line = (row: readonly string[]) => `| ${row.map(padded).join(" | ")} |`;
  const rule = widths.map((width, i) => (isNumber(i) ? `${"-".repeat(width - 1)}:` : "-".repeat(width)));
  return [line(head), line(rule), ...body.map(line)];
}

const HEAD = ["stage", "passages", "contender", "p50 ms", "p95 ms", "× floor", "peak MB", "note"];

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
