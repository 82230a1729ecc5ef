import { z } from "zod";
import { sha256 } from "../shared/sha256.ts";

const quoteId = z.object({
  /** The article's id. */
  article: z.string(),
  /** UTF-16 offsets into the article's text. */
  start: z.int().nonnegative(),
  end: z.int().nonnegative(),
});

/** One vote, as it lies on the disk: an object of this shape per line. */
export const feedbackEntry = z.object({
  /**
   * A salted hash of the user's id. It is the first of the fields, so that a line which a crash has torn tells whose it
   * is, or tells nothing.
   */
  user: z.string().regex(/^[0-9a-f]{32}$/),
  /** ISO 8601. */
  time: z.iso.datetime(),
  question: z.string(),
  verdict: z.enum(["helpful", "not-helpful"]),
  /** What the user wrote of it. */
  reason: z.string().optional(),
  /** What the bot had replied with. */
  outcome: z.enum(["answered", "possibly-related", "abstained"]),
  quotes: z.array(quoteId),
  /** Which answer to which question: two votes of one user with the same are a vote and its correction. */
  answer: z.string(),
});

export type FeedbackEntry = z.infer<typeof feedbackEntry>;
export type QuoteId = z.infer<typeof quoteId>;
export type Verdict = FeedbackEntry["verdict"];
export type Outcome = FeedbackEntry["outcome"];

const ANSWER_ID_LENGTH = 16;

/** 16 hexadecimal digits that stand for a question with its quotes, in their order. */
export const answerId = (question: string, quotes: readonly QuoteId[]): string =>
  sha256(JSON.stringify([question, ...quotes.map(({ article, start, end }) => [article, start, end])])).slice(
    0,
    ANSWER_ID_LENGTH,
  );
