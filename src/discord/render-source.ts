import type { Collection } from "../answer/collection.ts";
import type { Article } from "../articles/article.ts";
import { articlePages } from "./article-pages.ts";
import { linkButton, readWholeButton } from "./buttons/article-buttons.ts";
import { label } from "./markdown.ts";
import { buttonRows, COLOUR, card, type Message, notice, text } from "./message.ts";
import { quoteBlock } from "./quote-block.ts";
import { sourceOf } from "./render-quote.ts";
import { shortenToSentences } from "./shorten-quote.ts";
import type { Texts } from "./texts.ts";

const MAX_TITLE = 300;
const MAX_PLACE = 60;
/** A few sentences: enough to know whether to read on. */
const LEAD_LENGTH = 450;

/** One article of a collection, or the news that it is gone. */
export function openSource(
  { articles, article }: Pick<Collection, "articles" | "article">,
  id: string | undefined,
  texts: Texts,
): Message {
  const listed = articles.find((one) => one.id === id);
  const found = listed && article(listed.id);
  return found ? renderSource(found, listed.passages, texts) : notice(texts("articleGone"), COLOUR.notFound);
}

/** What is known of an article, its first sentences, and the ways to the whole of it. */
export function renderSource(article: Article, passages: number, texts: Texts): Message {
  const facts = [
    ...(article.place === null ? [] : [label(article.place, MAX_PLACE)]),
    texts("passages", { count: passages }),
  ];
  const lines = [
    `**${label(article.title, MAX_TITLE)}**`,
    `-# ${sourceOf(article, texts)}`,
    `-# ${facts.join(" · ")}`,
    leadBlock(article),
  ];
  const buttons = [readWholeButton(article, texts), ...linkButton(article.url, texts)];
  return card(COLOUR.information, [text(lines.join("\n")), ...buttonRows(buttons)]);
}

/** The first sentences, of the first page: however long a sentence is, what stands there fits into a message. */
function leadBlock(article: Article): string {
  const [first = [], ...others] = articlePages(article);
  const words = article.text.slice(first[0]?.start ?? 0, first.at(-1)?.end ?? 0);
  const parts = shortenToSentences(words, [], LEAD_LENGTH);
  return quoteBlock(words, parts, [], { before: false, after: others.length > 0 });
}
