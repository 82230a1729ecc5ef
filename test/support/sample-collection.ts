import { readdirSync, readFileSync } from "node:fs";
import {
  type Answer,
  type AnswerOptions,
  DEFAULT_LIMIT,
  type Quote,
  type Reason,
} from "../../src/answer/answer.ts";
import type { Collection } from "../../src/answer/collection.ts";
import type { Article, Span } from "../../src/articles/article.ts";
import { splitSentences } from "../../src/articles/split-sentences.ts";
import { DatelineError } from "../../src/shared/errors.ts";
import { terms } from "../../src/shared/terms.ts";

const SEEDS = new URL("../../seeds/", import.meta.url);
const SENTENCES_PER_PASSAGE = 3;
/** The share of a question's words that a passage must hold to count as an answer. */
const LEAST_OVERLAP = 0.5;

/** The seed articles, newest first. */
export const seedArticles = (): Article[] =>
  readdirSync(SEEDS)
    .filter((file) => file.endsWith(".txt"))
    .map((file) => sampleArticle(file, readFileSync(new URL(file, SEEDS), "utf8")))
    .sort((a, b) => b.date.localeCompare(a.date));

/** An article of the seeds' format, read as simply as possible. */
export function sampleArticle(id: string, text: string, known: Partial<Article> = {}): Article {
  const head = /^\s*date (\d{4}-\d{2}-\d{2})/.exec(text);
  const bodyStart = head?.[0].length ?? 0;
  const [first = { start: 0, end: 0 }] = splitSentences(text, bodyStart);
  return {
    id,
    date: head?.[1] ?? "2023-01-01",
    title: text.slice(first.start, first.end),
    publisher: /VNS|VNA|Xinhua/.exec(text)?.[0] ?? null,
    place: null,
    url: null,
    text,
    bodyStart,
    ...known,
  };
}

/** A collection in memory that ranks runs of sentences by the share of the question's words in them. */
export function sampleCollection(articles: readonly Article[] = seedArticles()): Collection {
  const passages = articles.flatMap((article) => passagesOf(article).map((span) => ({ article, span })));

  async function answer(question: string, options: AnswerOptions = {}): Promise<Answer> {
    const wanted = [...new Set(terms(question))];
    if (wanted.length === 0) throw new DatelineError("question", "The question has no words to look for.");
    const { from = "", to = "9999-12-31", source, limit = DEFAULT_LIMIT } = options;
    const allowed = passages.filter(
      ({ article: { date, id } }) => date >= from && date <= to && (source ?? id) === id,
    );
    const ranked = allowed
      .map(({ article, span }) => quoteOf(article, span, wanted))
      .sort((a, b) => b.score - a.score);
    const confidence = ranked[0]?.score ?? 0;
    const answered = confidence >= LEAST_OVERLAP;
    const reason: Reason | null = answered
      ? null
      : { kind: allowed.length === 0 ? "no-article-in-range" : "not-found" };
    const quotes = ordered(ranked, options).slice(0, limit);
    return { question, options, answered, sure: answered, reason, confidence, withoutModel: false, quotes };
  }

  /** As the options want them: by date, one of each article. */
  function ordered(quotes: readonly Quote[], { order, onePerArticle }: AnswerOptions): Quote[] {
    const seen = new Set<string>();
    const kept = quotes.filter(({ article: { id } }) => !onePerArticle || (!seen.has(id) && seen.add(id)));
    const sign = order === "oldest" ? 1 : -1;
    return order ? kept.sort((a, b) => sign * a.article.date.localeCompare(b.article.date)) : kept;
  }

  const dates = articles.map(({ date }) => date).sort();
  return {
    status: {
      articles: articles.length,
      passages: passages.length,
      from: dates[0] ?? "2023-01-01",
      to: dates.at(-1) ?? "2023-01-01",
      embedder: {
        kind: "built-in",
        model: "sample",
        revision: null,
        dimensions: 1,
        maxTokens: Number.POSITIVE_INFINITY,
      },
      embedderNote: null,
      reranker: null,
      builtAt: "2024-05-06T07:08:09.000Z",
    },
    articles: articles.map(({ text: _text, bodyStart: _bodyStart, ...info }) => ({
      ...info,
      passages: passages.filter(({ article }) => article.id === info.id).length,
    })),
    answer,
    article: (id) => articles.find((article) => article.id === id),
    paragraphAround: ({ text, bodyStart }, start, end) => {
      const before = text.slice(bodyStart, start).lastIndexOf("\n\n");
      const after = text.indexOf("\n\n", end);
      return { start: before < 0 ? bodyStart : bodyStart + before + 2, end: after < 0 ? text.length : after };
    },
    close: async () => {},
  };
}

function passagesOf({ text, bodyStart }: Article): Span[] {
  const sentences = splitSentences(text, bodyStart);
  return sentences.flatMap((first, i) => {
    const last = sentences[Math.min(i + SENTENCES_PER_PASSAGE, sentences.length) - 1] ?? first;
    return i % SENTENCES_PER_PASSAGE === 0 ? [{ start: first.start, end: last.end }] : [];
  });
}

/** A quote whose best sentence is highlighted. */
function quoteOf(article: Article, { start, end }: Span, wanted: readonly string[]): Quote {
  const { text: whole, bodyStart: _bodyStart, ...info } = article;
  const text = whole.slice(start, end);
  const overlap = (words: string) => {
    const found = new Set(terms(words));
    return wanted.filter((word) => found.has(word)).length / wanted.length;
  };
  const [best] = splitSentences(text)
    .map((span) => ({ ...span, overlap: overlap(text.slice(span.start, span.end)) }))
    .sort((a, b) => b.overlap - a.overlap);
  const highlights: [number, number][] = best && best.overlap > 0 ? [[best.start, best.end]] : [];
  return {
    article: info,
    start,
    end,
    text,
    highlights,
    score: overlap(text),
    alsoIn: [],
    cut: { before: false, after: false },
  };
}
