import type { APIComponentInContainer } from "discord.js";
import { type Answer, type AnswerOptions, DEFAULT_LIMIT } from "../answer/answer.ts";
import type { ArticleInfo } from "../articles/article.ts";
import { dateInWords } from "../shared/calendar-date.ts";
import { closestButton } from "./buttons/closest-button.ts";
import { contextButton } from "./buttons/context-button.ts";
import { label } from "./markdown.ts";
import {
  buttonRow,
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
import { MAX_ECHO, questionLine } from "./question.ts";
import { renderQuote } from "./render-quote.ts";
import type { Texts } from "./texts.ts";

/** Container, question and closing note; then a section with its text and its button per quote. */
const COMPONENTS_AROUND_QUOTES = 3;
const COMPONENTS_PER_QUOTE = 3;

/** As many quotes as one message can hold beside the question. */
export const MAX_QUOTES = Math.min(
  10,
  Math.floor((MAX_COMPONENTS - COMPONENTS_AROUND_QUOTES) / COMPONENTS_PER_QUOTE),
);

/** An answer with its quotes; or the news that the articles do not answer, with the closest passages on demand. */
export function renderAnswer(answer: Answer, texts: Texts): Message {
  if (answer.answered && answer.quotes.length > 0) return withQuotes(answer, COLOUR.answer, [], texts);
  const head = [questionLine(answer.question), ...scopeLines(answer.options, texts)].join("\n");
  const { from, to } = answer.options;
  const news =
    answer.reason === "no-article-in-range" && (from !== undefined || to !== undefined)
      ? texts.noArticleInRange(rangeInWords(from, to, texts))
      : texts.notInTheArticles();
  const parts: APIComponentInContainer[] = [text(`${head}\n${news}`)];
  if (answer.quotes.length > 0) parts.push(buttonRow(closestButton(answer.options, texts)));
  return card(COLOUR.notFound, parts);
}

/** The passages that come closest where the articles do not answer, marked as such. */
export function renderClosest(answer: Answer, texts: Texts): Message {
  if (answer.answered || answer.quotes.length === 0) return renderAnswer(answer, texts);
  return withQuotes(answer, COLOUR.notFound, [texts.closestNotAnAnswer()], texts);
}

function withQuotes(answer: Answer, colour: number, remarks: readonly string[], texts: Texts): Message {
  const { options } = answer;
  const head = [questionLine(answer.question, MAX_ECHO), ...remarks, ...scopeLines(options, texts)].join(
    "\n",
  );
  const quotes = answer.quotes.slice(0, Math.min(options.limit ?? DEFAULT_LIMIT, MAX_QUOTES));
  const parts: APIComponentInContainer[] = [text(head)];
  let left = TEXT_BUDGET - textSize(head);
  let omitted = 0;
  const hasRoomForLines =
    COMPONENTS_AROUND_QUOTES + (COMPONENTS_PER_QUOTE + 1) * quotes.length <= MAX_COMPONENTS;
  quotes.forEach((quote, i) => {
    const share = left / (quotes.length - i);
    const shown = { ...quote, alsoIn: quote.alsoIn.filter((article) => isInScope(article, options)) };
    const rendered = renderQuote(shown, texts, share, left);
    if (!rendered) {
      omitted++;
      return;
    }
    left -= textSize(rendered.markdown);
    if (hasRoomForLines) parts.push(divider);
    parts.push(section(rendered.markdown, contextButton(quote, rendered.shown, i, texts)));
  });
  if (omitted > 0) parts.push(text(`-# ${texts.quotesTooLong(omitted)}`));
  return card(colour, parts);
}

/** What the question was limited to, in words. */
function scopeLines({ from, to, source }: AnswerOptions, texts: Texts): string[] {
  const range =
    from === undefined && to === undefined ? [] : [texts.articlesDated(rangeInWords(from, to, texts))];
  const file = source === undefined ? [] : [texts.onlyIn(label(source))];
  const scope = [...range, ...file].join(" · ");
  return scope === "" ? [] : [`-# ${scope}`];
}

function rangeInWords(from: string | undefined, to: string | undefined, texts: Texts): string {
  if (from !== undefined && to !== undefined) {
    return from === to ? texts.on(dateInWords(from)) : texts.between(dateInWords(from), dateInWords(to));
  }
  if (from !== undefined) return texts.since(dateInWords(from));
  return texts.until(dateInWords(to ?? ""));
}

/** Whether the options let an article be named beside a quote. */
const isInScope = ({ id, date }: ArticleInfo, { from, to, source }: AnswerOptions): boolean =>
  (from === undefined || date >= from) &&
  (to === undefined || date <= to) &&
  (source === undefined || id === source);
