import type { APIButtonComponent } from "discord.js";
import type { Answer } from "../../answer/answer.ts";
import { writeState } from "../ask-state.ts";
import { button } from "../message.ts";
import type { AnswerView, Shown } from "../render-answer.ts";
import type { Texts } from "../texts.ts";
import { feedbackButtons } from "./feedback-buttons.ts";
import { readButton } from "./read-button.ts";
import { writeStretch } from "./stretch.ts";

/** The actions of the buttons that lead from one view of an answer to another. */
export const SHOW = "show";
export const CLOSEST = "closest";
export const SHARE = "share";

/** The buttons under an answer: seven at most, since feedback is asked for under the first page alone. */
export function answerButtons(
  answer: Answer,
  shown: Shown,
  view: AnswerView,
  texts: Texts,
): APIButtonComponent[] {
  const { state, isPrivate } = view;
  const { offset, limit, kind } = state;
  const [first] = shown.quotes;
  const isShown = first !== undefined && (answer.answered || kind === "closest");
  const buttons: APIButtonComponent[] = [];
  const show = (label: string, change: Partial<typeof state>) =>
    buttons.push(button(label, writeState(SHOW, { ...state, ...change })));

  if (offset > 0) show(texts("backLabel"), { offset: Math.max(0, offset - limit) });
  if (isShown) {
    if (shown.hasMore) show(texts("moreLabel"), { offset: offset + limit });
    const other = otherOrder(answer, shown, view);
    if (other) show(texts(`${other}Label`), { order: other, offset: 0 });
    buttons.push(readButton(writeStretch(first, first), texts));
    if (isPrivate && kind !== "closest") buttons.push(button(texts("shareLabel"), writeState(SHARE, state)));
  } else if (first !== undefined) {
    buttons.push(
      button(texts("closestLabel"), writeState(CLOSEST, { ...state, kind: "closest", offset: 0 })),
    );
  }
  if (view.takesFeedback && offset === 0 && kind !== "closest")
    buttons.push(...feedbackButtons(state, texts));
  return buttons;
}

/** Another order makes sense only among different dates, and not for passages that do not answer. */
function otherOrder({ quotes }: Answer, { hasMore }: Shown, { state: { kind, order } }: AnswerView) {
  const dates = new Set(quotes.map(({ article }) => article.date));
  const isSingle = dates.size < 2 && !hasMore;
  if (kind === "closest" || (isSingle && (order === "best" || kind === "timeline"))) return undefined;
  if (kind === "timeline") return order === "oldest" ? "newest" : "oldest";
  return order === "best" ? "newest" : "best";
}
