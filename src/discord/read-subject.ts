import type { APIMessage } from "discord.js";
import { type AskState, readState } from "./ask-state.ts";
import { type Asked, readQuestionLines } from "./question.ts";

/** What the buttons under an answer are about: how it is shown, and the question. */
export type Subject = { state: AskState; asked: Asked };

/** Read from the button and its message, so that it works after a restart; null if they are not ours, or the message did not come along. */
export function readSubject(
  args: readonly string[],
  message: Partial<APIMessage> | undefined,
): Subject | null {
  const state = readState(args);
  const asked = readQuestionLines(message?.components);
  return state && asked && { state, asked };
}
