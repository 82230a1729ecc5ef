import { type AnswerOptions, MAX_LIMIT } from "../answer/answer.ts";
import type { ArticleInfo } from "../articles/article.ts";
import { isCalendarDate } from "../shared/calendar-date.ts";
import { articleIdOf, articleKey } from "./article-key.ts";
import { writeCustomId } from "./custom-id.ts";

/** What a message shows of which question: all that its buttons need, beside the question, which stands in the message. */
export type AskState = {
  /** The user who may change the message; others get a copy. */
  asker: string;
  kind: "answer" | "closest" | "timeline";
  order: "best" | "newest" | "oldest";
  /** The place of the first quote shown, from 0, and how many a message shows. */
  offset: number;
  limit: number;
  from?: string;
  to?: string;
  /** The key of the one article that was asked for. */
  source?: string;
  /** Whether the asker has shared a private answer. */
  isShared?: boolean;
};

const KINDS = { a: "answer", c: "closest", t: "timeline" } as const;
const ORDERS = { b: "best", n: "newest", o: "oldest" } as const;
const SHARED = "s";
/** More quotes than a message can hold are asked for by nobody but a forger. */
const MOST_PER_PAGE = 10;
const NUMBER = /^\d{1,2}$/;
const USER = /^\d{1,20}$/;

/** The state of a new question. */
export const stateOf = (asker: string, options: AnswerOptions, known: Partial<AskState> = {}): AskState => ({
  asker,
  kind: "answer",
  order: "best",
  offset: 0,
  limit: DEFAULT_PAGE,
  ...(options.from !== undefined && { from: options.from }),
  ...(options.to !== undefined && { to: options.to }),
  ...(options.source !== undefined && { source: articleKey(options.source) }),
  ...(options.limit !== undefined && { limit: options.limit }),
  ...known,
});

/** As many quotes as fit two screens of a phone. */
const DEFAULT_PAGE = 3;

/** A custom_id that holds a state: 80 characters at most, with the longest ids. */
export function writeState(action: string, state: AskState): string {
  const { asker, kind, order, offset, limit, from = "", to = "", source = "", isShared } = state;
  return writeCustomId(action, [
    asker,
    `${kind[0]}${order[0]}${isShared ? SHARED : ""}`,
    String(offset),
    String(limit),
    from,
    to,
    source,
  ]);
}

/** The state in the custom_id of a button of ours; null if it is not ours. */
export function readState(args: readonly string[]): AskState | null {
  const [asker = "", letters = "", offset = "", limit = "", from = "", to = "", source = ""] = args;
  const kind = KINDS[letters.charAt(0) as keyof typeof KINDS];
  const order = ORDERS[letters.charAt(1) as keyof typeof ORDERS];
  const areNumbers = NUMBER.test(offset) && NUMBER.test(limit) && Number(limit) > 0;
  if (!USER.test(asker) || !kind || !order || !areNumbers) return null;
  if (![from, to].every((date) => date === "" || isCalendarDate(date))) return null;
  return {
    asker,
    kind,
    order,
    offset: Number(offset),
    limit: Math.min(Number(limit), MOST_PER_PAGE),
    ...(from !== "" && { from }),
    ...(to !== "" && { to }),
    ...(source !== "" && { source }),
    ...(letters.charAt(2) === SHARED && { isShared: true }),
  };
}

/**
 * The options that give the quotes of a state and one more, which tells whether there are more.
 * @returns "gone" if the one article that was asked for is no longer there
 */
export function optionsOf(state: AskState, articles: readonly ArticleInfo[]): AnswerOptions | "gone" {
  const { kind, order, offset, limit, from, to, source: key } = state;
  const source = key === undefined ? undefined : articleIdOf(key, articles);
  if (key !== undefined && source === undefined) return "gone";
  return {
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(source !== undefined && { source }),
    ...(order !== "best" && { order }),
    ...(kind === "timeline" && { onePerArticle: true }),
    limit: Math.min(offset + limit + 1, MAX_LIMIT),
  };
}
