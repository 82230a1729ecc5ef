import { areaUnderCurve, decisionFigures, hitAt, mean, meanReciprocalRank } from "./metrics.ts";
import type { Outcome } from "./question-set.ts";

/** The figures of a question set, by their names in the table. */
export type Figures = Record<string, number>;

/**
 * - `hit@1`, `hit@3`, `MRR`: over the answerable questions; one that was refused counts as a miss
 * - `quotes …`: the same from the quotes alone, whether or not the question was refused
 * - `sources@5`: share of the gold sources among the first five quotes, over questions with two or more
 * - `abstention …`: of the decision not to answer
 */
export function summarise(outcomes: readonly Outcome[]): Figures {
  const answerable = outcomes.filter(({ question }) => question.gold.length > 0);
  const unanswerable = outcomes.filter(({ question }) => question.gold.length === 0);
  const shown = answerable.map(({ rank, answer }) => (answer.answered ? rank : 0));
  const ranks = answerable.map(({ rank }) => rank);
  const several = answerable.filter(
    ({ question }) => new Set(question.gold.map(({ source }) => source)).size > 1,
  );
  const quotes = outcomes.reduce((sum, { answer }) => sum + answer.quotes.length, 0);
  const share = (key: "exact" | "dated") =>
    quotes === 0 ? Number.NaN : outcomes.reduce((sum, one) => sum + one[key], 0) / quotes;
  const abstention = decisionFigures(
    outcomes.map(({ answer, question }) => ({
      decided: !answer.answered,
      right: question.gold.length === 0,
    })),
  );
  const confidence = (some: readonly Outcome[]) => some.map(({ answer }) => answer.confidence);
  return {
    questions: outcomes.length,
    "hit@1": hitAt(1, shown),
    "hit@3": hitAt(3, shown),
    MRR: meanReciprocalRank(shown),
    "quotes hit@1": hitAt(1, ranks),
    "quotes hit@3": hitAt(3, ranks),
    "quotes MRR": meanReciprocalRank(ranks),
    "sources@5": mean(several.map(({ sourcesFound }) => sourcesFound)),
    "quotes exact": share("exact"),
    "dates right": share("dated"),
    "answerable kept": mean(answerable.map(({ answer }) => +answer.answered)),
    "abstention precision": abstention.precision,
    "abstention recall": abstention.recall,
    "abstention F1": abstention.f1,
    "confidence AUC": areaUnderCurve(confidence(answerable), confidence(unanswerable)),
  };
}

/** The same figures for every value of a field of the questions. */
export function summariseBy(outcomes: readonly Outcome[], field: "type" | "lang"): Record<string, Figures> {
  const values = [...new Set(outcomes.map(({ question }) => question[field]))].sort();
  return Object.fromEntries(
    values.map((value) => [value, summarise(outcomes.filter(({ question }) => question[field] === value))]),
  );
}

/** Questions that came out wrong: a right answer not among the first three, a refusal, an answer where there is none. */
export const failures = (outcomes: readonly Outcome[]): Outcome[] =>
  outcomes.filter(({ question, answer, rank }) =>
    question.gold.length === 0 ? answer.answered : !answer.answered || rank === 0 || rank > 3,
  );
