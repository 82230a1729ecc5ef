import { setTimeout as delay } from "node:timers/promises";
import type { GatewayMessageCreateDispatchData, REST } from "discord.js";
import { ask } from "./ask.ts";
import { stateOf } from "./ask-state.ts";
import type { Caller } from "./command.ts";
import { earlierQuestions } from "./conversation.ts";
import { handleFailure } from "./failures.ts";
import type { InteractionDeps } from "./handle-interaction.ts";
import { readQuestion, type Self } from "./mentions.ts";
import { COLOUR, type Message, notice } from "./message.ts";
import { MAX_QUESTION } from "./question.ts";
import { replyInChannel } from "./reply.ts";
import type { SeenIds } from "./seen-ids.ts";
import { type ShowTyping, TYPING_TIMEOUT_MS } from "./show-typing.ts";
import { textsForMessage } from "./texts.ts";
import { traceQuestion } from "./trace-question.ts";

export type MessageDeps = InteractionDeps & { seen: SeenIds; showTyping: ShowTyping };

/** Where a message stands, as far as the bot knows. */
export type MessagePlace = {
  /** The server's preferred locale. */
  guildLocale: string | undefined;
  /** The channel that a thread belongs to. */
  parentId: string | undefined;
};

/**
 * Answers one MESSAGE_CREATE with exactly one message if it is a question for us, and with silence otherwise. Who asks too often is told
 * so once. A message that is delivered again, as after a resumed session, is not answered again. Never rejects.
 */
export async function handleMessage(
  message: GatewayMessageCreateDispatchData,
  self: Self,
  { guildLocale, parentId }: MessagePlace,
  rest: REST,
  { collection, services, log, onQuestion, seen, showTyping }: MessageDeps,
): Promise<void> {
  const texts = textsForMessage(message.content ?? "", guildLocale);
  const trace = traceQuestion("mention", onQuestion);
  const say = (answer: Message) => replyInChannel(rest, message, answer);
  const caller: Caller = {
    userId: message.author.id,
    guildId: message.guild_id,
    channelId: message.channel_id,
    parentId,
  };
  try {
    const question = readQuestion(message, self);
    if (question === null || !services.manners.allows(caller) || !seen.add(message.id)) return;
    const seconds = await services.manners.secondsToWait(caller);
    if (seconds > 0) return await tellToWait(seconds);
    const typing = showTyping(rest, message.channel_id, log);
    const answer = await answerTo(question);
    await Promise.race([typing, delay(TYPING_TIMEOUT_MS, undefined, { ref: false })]);
    await say(answer);
  } catch (error) {
    await handleFailure(error, "a mention", log.child({ id: trace.id }), texts, say);
    return trace.end(error);
  }
  trace.end();

  async function tellToWait(seconds: number) {
    if (!(await services.manners.mayTellToWait(caller))) return;
    await say(notice(texts("askAgainIn", { count: seconds }), COLOUR.error));
  }

  async function answerTo(question: string): Promise<Message> {
    if (question === "") return notice(texts("howToAsk"));
    if (question.length > MAX_QUESTION)
      return notice(texts("questionTooLong", { max: MAX_QUESTION }), COLOUR.error);
    const history = await earlierQuestions(message, self.userId, rest, log);
    // What goes on from an answer says little by itself.
    if (history.length === 0) services.recentQuestions?.add(caller.guildId, question);
    const state = stateOf(caller.userId, {});
    const view = { state, isPrivate: false, takesFeedback: services.takesFeedback };
    return ask({ collection: collection(), texts, trace }, { question, history }, view);
  }
}
