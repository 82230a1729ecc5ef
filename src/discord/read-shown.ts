import type { ArticleInfo } from "../articles/article.ts";
import type { Outcome, QuoteId } from "../feedback/feedback-entry.ts";
import { CONTEXT } from "./buttons/context-button.ts";
import { readStretch } from "./buttons/stretch.ts";
import { readCustomId } from "./custom-id.ts";
import { COLOUR, walk } from "./message.ts";

/**
 * What a message of ours shows, read from the message itself, since the articles may have changed meanwhile: its quotes by the buttons
 * beside them, and by its colour whether they answer. Quotes of articles that are gone are left out.
 * @param components as Discord gives them back
 */
export function readShown(
  components: unknown,
  articles: readonly ArticleInfo[],
): { outcome: Outcome; quotes: QuoteId[] } {
  const parts = Array.isArray(components) ? [...walk(components)] : [];
  const states = parts.flatMap(({ custom_id }) =>
    typeof custom_id === "string" ? (readCustomId(custom_id) ?? []) : [],
  );
  const beside = states.filter(({ action }) => action === CONTEXT);
  if (beside.length === 0) return { outcome: "abstained", quotes: [] };
  const quotes = beside.flatMap(({ args }) => {
    const stretch = readStretch(args, articles);
    return stretch === null || stretch === "gone" ? [] : [{ article: stretch.articleId, ...stretch.span }];
  });
  const isDoubtful = parts.some(({ accent_color }) => accent_color === COLOUR.related);
  return { outcome: isDoubtful ? "possibly-related" : "answered", quotes };
}
