import type { QuoteId } from "../feedback/feedback-entry.ts";
import type { CoverageGap, FeedbackSummary, WorstAnswer } from "../feedback/summarise-feedback.ts";
import { dateInWords } from "../shared/calendar-date.ts";
import { counted } from "../shared/counted.ts";
import { printable } from "./render-answer.ts";
import type { Style } from "./style.ts";

/** More than this nobody reads in a terminal. */
const MAX_SHOWN = 20;

/**
 * What the votes say, as text: the totals, the answers that helped least, the questions without an answer.
 * @param unreadable lines of the file that were passed over
 */
export function renderFeedback(summary: FeedbackSummary, unreadable: number, style: Style): string {
  const blocks = [summary.votes === 0 ? "No feedback has been given yet." : totals(summary)];
  if (summary.worst.length > 0) {
    blocks.push(
      list("Answers that did not help", summary.worst, (answer) => worstAnswer(answer, style), style),
    );
  }
  if (summary.gaps.length > 0) {
    blocks.push(
      list("What the articles do not answer", summary.gaps, (gap) => coverageGap(gap, style), style),
    );
  }
  if (unreadable > 0) {
    blocks.push(
      `${counted(unreadable, "line")} of the file could not be read and ${unreadable === 1 ? "was" : "were"} passed over.`,
    );
  }
  return `${blocks.join("\n\n")}\n`;
}

function totals({ votes, people, from, to, helpful, shareHelpful }: FeedbackSummary): string {
  const days = from === to ? `on ${day(from)}` : `from ${day(from)} to ${day(to)}`;
  const share = `${Math.round((shareHelpful ?? 0) * 100)} %`;
  return `${counted(votes, "vote")} by ${counted(people, "person", "people")}, ${days}: ${helpful} helpful (${share}), ${votes - helpful} not.`;
}

const day = (date: string | null) => (date === null ? "" : dateInWords(date));

function list<T>(title: string, items: readonly T[], render: (item: T) => string[], style: Style): string {
  const shown = items.slice(0, MAX_SHOWN).map((item) => render(item).join("\n"));
  const more = items.length - shown.length;
  return [
    style.bold(title),
    ...shown,
    ...(more > 0 ? [`  and ${more.toLocaleString("en")} more; --json prints all`] : []),
  ].join("\n\n");
}

const worstAnswer = ({ question, helpful, notHelpful, quotes, reasons }: WorstAnswer, style: Style) => [
  `  ${style.bold(safe(question))}`,
  `  ${style.dim([`${notHelpful} not helpful`, `${helpful} helpful`, ...quotes.map(quoteInWords)].join(" · "))}`,
  ...reasons.map(reasonLine),
];

const coverageGap = ({ votes, questions, reasons }: CoverageGap, style: Style) => [
  `  ${style.dim(counted(votes, "vote"))}`,
  ...questions.map(
    ({ question, votes }) => `  ${style.bold(safe(question))}${votes > 1 ? ` (${votes})` : ""}`,
  ),
  ...reasons.map(reasonLine),
];

const quoteInWords = ({ article, start, end }: QuoteId) => `${safe(article)} ${start}–${end}`;

const reasonLine = (reason: string) => `    “${safe(reason)}”`;

/** Users wrote it: besides control characters, marks that turn the direction of writing are left out. */
const safe = (text: string) => printable(text.replace(/\p{Bidi_Control}/gu, ""));
