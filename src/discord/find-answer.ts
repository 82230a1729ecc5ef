import { MAX_LIMIT } from "../answer/answer.ts";
import type { Collection } from "../answer/collection.ts";
import type { Outcome, QuoteId } from "../feedback/feedback-entry.ts";
import { type AskState, optionsOf } from "./ask-state.ts";
import type { Asked } from "./question.ts";

/**
 * What a message with this state shows, found again by asking anew: the message may be older than the bot's memory or its index.
 * @returns "gone" if the one article that was asked for is no longer there
 */
export async function findAnswer(
  collection: Collection,
  { question, history }: Asked,
  state: AskState,
): Promise<{ outcome: Outcome; quotes: QuoteId[] } | "gone"> {
  const options = optionsOf(state, collection.articles);
  if (options === "gone") return "gone";
  const { answered, sure, quotes } = await collection.answer(question, { ...options, history });
  if (!answered) return { outcome: "abstained", quotes: [] };
  const { offset, limit } = state;
  const shown = quotes.slice(offset, Math.min(offset + limit, MAX_LIMIT));
  return {
    outcome: sure ? "answered" : "possibly-related",
    quotes: shown.map(({ article, start, end }) => ({ article: article.id, start, end })),
  };
}
