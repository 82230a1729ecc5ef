import type { APIButtonComponent } from "discord.js";
import { type AskState, writeState } from "../ask-state.ts";
import { button } from "../message.ts";
import type { Texts } from "../texts.ts";

export const HELPFUL = "good";
export const NOT_HELPFUL = "bad";

/** The two buttons by which a reader says whether an answer helped. */
export const feedbackButtons = (state: AskState, texts: Texts): APIButtonComponent[] => [
  button(texts("helpfulLabel"), writeState(HELPFUL, state), "👍"),
  button(texts("notHelpfulLabel"), writeState(NOT_HELPFUL, state), "👎"),
];
