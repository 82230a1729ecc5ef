import {
  type APIMessage,
  type GatewayMessageCreateDispatchData,
  MessageReferenceType,
  type REST,
  Routes,
} from "discord.js";
import { messageOf } from "../shared/errors.ts";
import type { Logger } from "../shared/log.ts";
import { historyOf, readQuestionLines } from "./question.ts";

/** The answer does not wait longer for the message that it follows. */
const FETCH_TIMEOUT_MS = 2000;

type Reference = Partial<APIMessage> | null | undefined;

/**
 * The questions before a message that replies to an answer of ours, oldest first: they stand in that answer. None for any other message.
 * Discord mostly sends the answer along; else it is fetched, and if that fails, the question stands by itself.
 */
export async function earlierQuestions(
  { message_reference: reference, referenced_message, channel_id }: GatewayMessageCreateDispatchData,
  botId: string,
  rest: REST,
  log: Logger,
): Promise<string[]> {
  if (!reference?.message_id || reference.type === MessageReferenceType.Forward) return [];
  if (referenced_message && referenced_message.author?.id !== botId) return [];
  const answer: Reference = referenced_message?.components
    ? referenced_message
    : await fetchMessage(reference.channel_id ?? channel_id, reference.message_id);
  if (answer?.author?.id !== botId) return [];
  const asked = readQuestionLines(answer.components);
  return asked ? historyOf(asked) : [];

  async function fetchMessage(channelId: string, messageId: string): Promise<Reference> {
    try {
      const signal = AbortSignal.timeout(FETCH_TIMEOUT_MS);
      return (await rest.get(Routes.channelMessage(channelId, messageId), { signal })) as APIMessage;
    } catch (error) {
      log.debug(`the message before a question could not be read: ${messageOf(error)}`);
      return null;
    }
  }
}
