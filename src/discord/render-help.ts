import type { Collection } from "../answer/collection.ts";
import type { ArticleInfo } from "../articles/article.ts";
import { rangeInWords } from "./explain.ts";
import { label } from "./markdown.ts";
import { type Message, notice } from "./message.ts";
import type { Texts } from "./texts.ts";

const MAX_EXAMPLE = 80;

/** What the bot keeps of questions: with feedback, or in memory for completion. */
export type Keeps = { takesFeedback: boolean; remembers: boolean };

/** How to ask, with examples made of the articles at hand, what the bot will not do, and what is kept. */
export function renderHelp(
  { articles, status }: Pick<Collection, "articles" | "status">,
  keeps: Keeps,
  texts: Texts,
): Message {
  const examples = exampleLines(articles, texts);
  const sections = [
    texts("help"),
    ...(examples.length === 0 ? [] : [[texts("helpExamples"), ...examples].join("\n")]),
    texts("helpLimits"),
    closingLines({ articles, status }, keeps, texts),
  ];
  return notice(sections.join("\n\n"));
}

function closingLines(
  { articles, status }: Pick<Collection, "articles" | "status">,
  { takesFeedback, remembers }: Keeps,
  texts: Texts,
): string {
  const lines = [texts(takesFeedback ? "helpPrivacyFeedback" : "helpPrivacy")];
  if (remembers) lines.push(texts("helpRemembered"));
  if (articles.length > 0) {
    const range = rangeInWords(status, texts);
    lines.push(texts("helpCollection", { articles: texts("articles", { count: articles.length }), range }));
  }
  return lines.join("\n");
}

/** Commands to try, in the reader's words: the newest article, the older half by date, and a topic. */
function exampleLines(articles: readonly ArticleInfo[], texts: Texts): string[] {
  const newest = articles[0];
  const oldest = articles.at(-1);
  const middle = articles[Math.floor(articles.length / 2)];
  if (!newest || !oldest || !middle) return [];
  const ask = `/${texts("ask.name")} ${texts("ask.question.name")}:`;
  const topic = topicOf(articles);
  return [
    example([ask, newest.title]),
    example(
      [ask, oldest.title],
      [`${texts("from.name")}:`, oldest.date],
      [`${texts("to.name")}:`, middle.date],
    ),
    ...(topic === null
      ? []
      : [example([`/${texts("timeline.name")} ${texts("timeline.topic.name")}:`, topic])]),
  ];
}

/** What is typed: the bot's own words as code, what is filled in as plain text, since code knows no backslash. */
const example = (...parts: readonly (readonly [words: string, value: string])[]): string =>
  parts.map(([words, value]) => `\`${words}\` ${label(value, MAX_EXAMPLE)}`).join(" ");

/** Something that articles tell of: the place or else the publisher that most of them have, the newer first. */
function topicOf(articles: readonly ArticleInfo[]): string | null {
  return (
    mostFrequent(articles.map(({ place }) => place)) ??
    mostFrequent(articles.map(({ publisher }) => publisher))
  );
}

function mostFrequent(names: readonly (string | null)[]): string | null {
  const counts = new Map<string, number>();
  for (const name of names) if (name !== null) counts.set(name, (counts.get(name) ?? 0) + 1);
  const [first] = [...counts].sort(([, a], [, b]) => b - a);
  return first?.[0] ?? null;
}
