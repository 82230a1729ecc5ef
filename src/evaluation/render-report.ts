import { bootstrapInterval, mean } from "./metrics.ts";
import type { Outcome } from "./question-set.ts";
import { type Figures, failures, summarise, summariseBy } from "./summarise.ts";

const number = (value: number | undefined): string =>
  value === undefined || Number.isNaN(value)
    ? "-"
    : Number.isInteger(value) && value > 1
      ? String(value)
      : value.toFixed(3);

/** Figures side by side: a row each, a column per set of figures. */
export function renderFigures(columns: Readonly<Record<string, Figures>>): string {
  const names = Object.keys(columns);
  const rows = [...new Set(Object.values(columns).flatMap(Object.keys))];
  const cells = [
    ["", ...names],
    ...rows.map((row) => [row, ...names.map((name) => number(columns[name]?.[row]))]),
  ];
  const widths = ["", ...names].map((_, i) => Math.max(...cells.map((row) => row[i]?.length ?? 0)));
  return cells
    .map((row) =>
      row
        .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
        .join("  "),
    )
    .map((line) => line.trimEnd())
    .join("\n");
}

/** The whole report on a question set: all questions, then by type and by language. */
export const renderReport = (outcomes: readonly Outcome[]): string =>
  [
    renderFigures({ all: summarise(outcomes) }),
    renderFigures(summariseBy(outcomes, "lang")),
    ...transposed(summariseBy(outcomes, "type")),
  ].join("\n\n");

/** Many columns do not fit into a terminal: the chief figures by type, a row a type. */
function transposed(byType: Record<string, Figures>): string[] {
  const chief = ["questions", "hit@1", "hit@3", "quotes hit@1", "quotes hit@3", "answerable kept"];
  const columns = Object.fromEntries(
    chief.map((name) => [
      name,
      Object.fromEntries(
        Object.entries(byType).map(([type, figures]) => [type, figures[name] ?? Number.NaN]),
      ),
    ]),
  );
  return [renderFigures(columns)];
}

/** Each miss with what came instead. */
export function renderFailures(outcomes: readonly Outcome[]): string {
  const lines = failures(outcomes).map(({ question, answer, rank }) => {
    const verdict =
      question.gold.length === 0
        ? "answered"
        : answer.answered
          ? `first right quote: ${rank || "none"}`
          : "refused";
    const [first] = answer.quotes;
    const came = first ? `${first.article.id}: ${first.text.replace(/\s+/g, " ").slice(0, 100)}` : "nothing";
    const wanted = question.gold
      .map(({ source, quote }) => `\n    wanted ${source}: ${quote.slice(0, 100)}`)
      .join("");
    return `${question.id} (${question.type}) ${question.question}\n    ${verdict}, confidence ${answer.confidence.toFixed(2)}\n    came ${came}${wanted}`;
  });
  return `${lines.length} of ${outcomes.length} questions came out wrong.\n\n${lines.join("\n")}`;
}

/** Two runs over the same questions side by side, with the 95 % interval of the difference in reciprocal rank. */
export function renderComparison(a: { name: string; outcomes: readonly Outcome[] }, b: typeof a): string {
  const reciprocal = ({ rank, answer }: Outcome) => (answer.answered && rank > 0 ? 1 / rank : 0);
  const differences = a.outcomes.flatMap((one, i) => {
    const other = b.outcomes[i];
    return other && one.question.gold.length > 0 ? [reciprocal(other) - reciprocal(one)] : [];
  });
  const { low, high } = bootstrapInterval(differences);
  return [
    renderFigures({ A: summarise(a.outcomes), B: summarise(b.outcomes) }),
    `A is ${a.name}, B is ${b.name}.`,
    `MRR of B − A: ${mean(differences).toFixed(3)}, 95 % interval ${low.toFixed(3)} to ${high.toFixed(3)} (paired bootstrap).`,
  ].join("\n");
}
