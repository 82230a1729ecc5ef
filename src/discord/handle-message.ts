import { setTimeout as delay } from "node:timers/promises";
import { type GatewayMessageCreateDispatchData, type REST, Routes } from "discord.js";
import type { Collection } from "../answer/collection.ts";
import { messageOf } from "../shared/errors.ts";
import type { Logger } from "../shared/log.ts";
import { handleFailure } from "./failures.ts";
import { readQuestion, type Self } from "./mentions.ts";
import { COLOUR, type Message, notice } from "./message.ts";
import { MAX_QUESTION } from "./question.ts";
import { renderAnswer } from "./render-answer.ts";
import { replyInChannel } from "./reply.ts";
import type { SeenIds } from "./seen-ids.ts";
import type { Texts } from "./texts.ts";

/** "is typing" is a courtesy: the answer does not wait longer for it. */
const TYPING_TIMEOUT_MS = 2000;

export type MessageDeps = { collection: () => Collection; texts: Texts; log: Logger; seen: SeenIds };

/**
 * Answers one MESSAGE_CREATE with exactly one message if it is a question for us, and with silence otherwise. A message
 * that is delivered again, as after a resumed session, is not answered again. Never rejects.
 */
export async function handleMessage(
  message: GatewayMessageCreateDispatchData,
  self: Self,
  rest: REST,
  { collection, texts, log, seen }: MessageDeps,
): Promise<void> {
  const say = (answer: Message) => replyInChannel(rest, message, answer);
  try {
    const question = readQuestion(message, self);
    if (question === null || !seen.add(message.id)) return;
    const typing = showTyping(rest, message.channel_id, log);
    const answer = await answerTo(question, collection, texts);
    await Promise.race([typing, delay(TYPING_TIMEOUT_MS, undefined, { ref: false })]);
    await say(answer);
  } catch (error) {
    await handleFailure(error, "a mention", log, texts, say);
  }
}

async function answerTo(question: string, collection: () => Collection, texts: Texts): Promise<Message> {
  if (question === "") return notice(texts.howToAsk());
  if (question.length > MAX_QUESTION) return notice(texts.questionTooLong(MAX_QUESTION), COLOUR.error);
  return renderAnswer(await collection().answer(question), texts);
}

async function showTyping(rest: REST, channelId: string, log: Logger): Promise<void> {
  try {
    await rest.post(Routes.channelTyping(channelId), { signal: AbortSignal.timeout(TYPING_TIMEOUT_MS) });
  } catch (error) {
    log.debug(`"is typing" could not be shown: ${messageOf(error)}`);
  }
}
