import type { APIButtonComponentWithCustomId } from "discord.js";
import { type AnswerOptions, DEFAULT_LIMIT } from "../../answer/answer.ts";
import type { ArticleInfo } from "../../articles/article.ts";
import { isCalendarDate } from "../../shared/calendar-date.ts";
import { articleIdOf, articleKey } from "../article-key.ts";
import { writeCustomId } from "../custom-id.ts";
import { button } from "../message.ts";
import type { Texts } from "../texts.ts";

export const CLOSEST = "closest";

const LIMIT = /^\d{1,2}$/;

/**
 * The button under "the articles do not answer this". Its custom_id holds the options; the question is too long for it
 * and is read back from the message, where it stands whole.
 */
export function closestButton(
  { from, to, source, limit }: AnswerOptions,
  texts: Texts,
): APIButtonComponentWithCustomId {
  const key = source === undefined ? "" : articleKey(source);
  const args = [from ?? "", to ?? "", key, String(limit ?? DEFAULT_LIMIT)];
  return button(texts.closestLabel(), writeCustomId(CLOSEST, args));
}

/** The options of a button of ours; "gone" if the one article they name is no longer there; null if it is not ours. */
export function readClosestOptions(
  args: readonly string[],
  articles: readonly ArticleInfo[],
): AnswerOptions | "gone" | null {
  const [from = "", to = "", key = "", limit = ""] = args;
  if (!LIMIT.test(limit) || ![from, to].every((date) => date === "" || isCalendarDate(date))) return null;
  const source = key === "" ? undefined : articleIdOf(key, articles);
  if (key !== "" && source === undefined) return "gone";
  return {
    ...(from !== "" && { from }),
    ...(to !== "" && { to }),
    ...(source !== undefined && { source }),
    limit: Math.max(1, Number(limit)),
  };
}
