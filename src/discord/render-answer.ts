import type { APIButtonComponent, APIComponentInContainer } from "discord.js";
import { type Answer, type AnswerOptions, MAX_LIMIT, type Quote } from "../answer/answer.ts";
import type { ArticleInfo } from "../articles/article.ts";
import type { AskState } from "./ask-state.ts";
import { answerButtons } from "./buttons/answer-buttons.ts";
import { contextButton } from "./buttons/context-button.ts";
import { explain, rangeInWords } from "./explain.ts";
import { label } from "./markdown.ts";
import {
  buttonRows,
  COLOUR,
  card,
  divider,
  MAX_COMPONENTS,
  type Message,
  section,
  TEXT_BUDGET,
  text,
  textSize,
} from "./message.ts";
import { questionLines } from "./question.ts";
import { renderQuote, sizeOf } from "./render-quote.ts";
import type { Texts } from "./texts.ts";

/** Discord's limit of components leaves room for ten quotes, each a section with text and button, and two rows of buttons. */
export const MAX_QUOTES = 10;
/** Up to five quotes have a line above and their source apart: a line, a text, and a section with text and button. */
const ROOMY_COMPONENTS_PER_QUOTE = 5;

/** How an answer is shown. */
export type AnswerView = {
  state: AskState;
  /** Whether its reader alone sees it. */
  isPrivate: boolean;
  /** Whether a reader may say if it helped. */
  takesFeedback: boolean;
};

/** What of an answer's quotes a message shows, and what else there is. */
export type Shown = { quotes: Quote[]; hasMore: boolean };

/** An answer with its quotes; or the news that the articles do not answer, with the closest passages on demand. */
export function renderAnswer(answer: Answer, view: AnswerView, texts: Texts): Message {
  const { offset, limit, kind } = view.state;
  const end = Math.min(offset + limit, MAX_LIMIT);
  const shown = { quotes: answer.quotes.slice(offset, end), hasMore: answer.quotes.length > end };
  const isShown = answer.answered || kind === "closest";
  if (isShown && shown.quotes.length > 0) return withQuotes(answer, shown, view, texts);
  const news = answer.reason ? explain(answer.reason, answer.options, texts) : texts("noMoreQuotes");
  // Where no quotes stand, they stand in no order.
  const unordered = { ...view, state: { ...view.state, order: "best" as const } };
  const head = text([...headLines(answer, unordered, texts), news].join("\n"));
  return card(COLOUR.notFound, [head, ...buttonRows(answerButtons(answer, shown, view, texts))]);
}

function withQuotes(answer: Answer, shown: Shown, view: AnswerView, texts: Texts): Message {
  const { options } = answer;
  const head = [...headLines(answer, view, texts), ...remarks(answer, texts)].join("\n");
  const rows = buttonRows(answerButtons(answer, shown, view, texts));
  const parts: APIComponentInContainer[] = [text(head)];
  const { quotes } = shown;
  let left = TEXT_BUDGET - textSize(head);
  let omitted = 0;
  const isRoomy = ROOMY_COMPONENTS_PER_QUOTE * quotes.length <= MAX_COMPONENTS - around(rows);
  quotes.forEach((quote, i) => {
    const share = left / (quotes.length - i);
    const inScope = { ...quote, alsoIn: quote.alsoIn.filter((article) => isInScope(article, options)) };
    const rendered = renderQuote(inScope, texts, share, left, view.state.kind === "timeline");
    if (!rendered) {
      omitted++;
      return;
    }
    left -= sizeOf(rendered);
    const { block, source } = rendered;
    const context = contextButton(quote, rendered.shown, i, texts);
    // Beside the source alone, the button leaves the words a phone's whole width.
    if (isRoomy) parts.push(divider, text(block), section(source, context));
    else parts.push(section(`${block}\n${source}`, context));
  });
  if (omitted > 0) parts.push(text(`-# ${texts("quotesTooLong", { count: omitted })}`));
  const colour = !answer.answered ? COLOUR.notFound : answer.sure ? COLOUR.answer : COLOUR.related;
  return card(colour, [...parts, ...rows]);
}

/** Components beside the quotes: the container, the head, a note that stands where a quote does not, and the buttons. */
const around = (rows: readonly { components: readonly APIButtonComponent[] }[]): number =>
  3 + rows.reduce((sum, { components }) => sum + 1 + components.length, 0);

/** The question, and what the answer is limited to. A long question leaves no room for those before it. */
function headLines(
  { question, options, withoutModel }: Answer,
  { state }: AnswerView,
  texts: Texts,
): string[] {
  const whole = questionLines({ question, history: options.history ?? [] });
  const asked =
    textSize(whole.join("\n")) <= TEXT_BUDGET / 2 ? whole : questionLines({ question, history: [] });
  return [
    ...asked,
    ...scopeLines(options, state, texts),
    // A mention shows the name and, like all of them, notifies nobody.
    ...(state.isShared ? [`-# ${texts("sharedBy", { user: `<@${state.asker}>` })}`] : []),
    ...(withoutModel ? [`-# ${texts("withoutModel")}`] : []),
  ];
}

function remarks({ answered, sure }: Answer, texts: Texts): string[] {
  if (!answered) return [texts("closestNotAnAnswer")];
  return sure ? [] : [texts("possiblyRelated")];
}

/** What the question was limited to, and in what order the quotes stand, in words. */
function scopeLines({ from, to, source }: AnswerOptions, { order }: AskState, texts: Texts): string[] {
  const parts: string[] = [];
  if (from !== undefined || to !== undefined)
    parts.push(texts("articlesDated", { range: rangeInWords({ from, to }, texts) }));
  if (source !== undefined) parts.push(texts("onlyIn", { file: label(source) }));
  if (order !== "best") parts.push(texts(`${order}Label`));
  return parts.length === 0 ? [] : [`-# ${parts.join(" · ")}`];
}

/** Whether the options let an article be named beside a quote. */
const isInScope = ({ id, date }: ArticleInfo, { from, to, source }: AnswerOptions): boolean =>
  (from === undefined || date >= from) &&
  (to === undefined || date <= to) &&
  (source === undefined || id === source);
