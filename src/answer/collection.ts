import type { Article, ArticleInfo } from "../articles/article.ts";
import type { EmbedderInfo } from "../embedding/embedder.ts";
import type { Lap } from "../shared/stages.ts";
import type { Answer, AnswerOptions } from "./answer.ts";

/** An open index that can be asked: all that Discord and the terminal know of what lies below them. */
export type Collection = {
  status: CollectionStatus;
  /** Every article, newest first, with the number of its passages. */
  articles: readonly ListedArticle[];
  /**
   * Answers a question with quotes, or says that the articles do not.
   * @param lap told of each stage that ends
   * @throws DatelineError with code "question" when the question or an option cannot be used, or "busy" when too many
   * others are waiting.
   */
  answer(question: string, options?: AnswerOptions, lap?: Lap): Promise<Answer>;
  /** A whole article by its id. */
  article(id: string): Article | undefined;
  /** The paragraph around a stretch of an article: `[start, end)` offsets into its text. */
  paragraphAround(article: Article, start: number, end: number): { start: number; end: number };
  close(): Promise<void>;
};

export type ListedArticle = ArticleInfo & { passages: number };

export type CollectionStatus = {
  articles: number;
  passages: number;
  /** Dates of the oldest and the newest article, `YYYY-MM-DD`. */
  from: string;
  to: string;
  embedder: EmbedderInfo;
  /** One plain sentence when the built-in embedder stands in for the model, else null. */
  embedderNote: string | null;
  /** The model that ranks the best sentences once more, or null. */
  reranker: string | null;
  /** ISO 8601 time of the build. */
  builtAt: string;
};
