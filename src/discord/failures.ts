import { randomBytes } from "node:crypto";
import { RESTJSONErrorCodes } from "discord.js";
import { DatelineError, messageOf } from "../shared/errors.ts";
import type { Logger } from "../shared/log.ts";
import { label } from "./markdown.ts";
import { COLOUR, type Message, notice } from "./message.ts";
import { codeOf } from "./reply.ts";
import type { Texts } from "./texts.ts";

const REFERENCE_BYTES = 4;
const MAX_REASON = 1000;

/** What happens in a living Discord and is nobody's bug: the message is gone, the token ran out, a permission was taken. */
const EXPECTED_REFUSALS: ReadonlySet<unknown> = new Set([
  RESTJSONErrorCodes.UnknownChannel,
  RESTJSONErrorCodes.UnknownMessage,
  RESTJSONErrorCodes.UnknownWebhook,
  RESTJSONErrorCodes.UnknownInteraction,
  RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged,
  RESTJSONErrorCodes.MissingAccess,
  RESTJSONErrorCodes.CannotSendMessagesToThisUser,
  RESTJSONErrorCodes.CannotSendMessagesToThisUserDueToHavingNoMutualGuilds,
  RESTJSONErrorCodes.CannotReplyWithoutPermissionToReadMessageHistory,
  RESTJSONErrorCodes.MessageWasBlockedByAutomaticModeration,
  RESTJSONErrorCodes.ActionCannotBePerformedDueToSlowmodeRateLimit,
  RESTJSONErrorCodes.MissingPermissions,
  RESTJSONErrorCodes.InvalidWebhookToken,
  RESTJSONErrorCodes.InvalidActionOnArchivedThread,
  RESTJSONErrorCodes.ThreadLocked,
]);

export const isExpectedRefusal = (error: unknown): boolean => EXPECTED_REFUSALS.has(codeOf(error));

/** One line, since a stack would tell nothing. */
export function logRefusal(error: unknown, what: string, log: Logger): void {
  log.warn({ code: codeOf(error) }, `${what}: Discord refused: ${messageOf(error)}`);
}

/**
 * Deals with whatever a handler threw: a refusal of Discord is logged in one line; a fault in the question is told to the
 * reader as it stands, and so is that too many others ask; anything else is logged with its stack and a reference id, and the reader gets that id.
 * Never throws.
 * @param tell says something to the reader; not called where Discord has just refused to let us speak.
 */
export async function handleFailure(
  error: unknown,
  what: string,
  log: Logger,
  texts: Texts,
  tell: (message: Message) => Promise<void>,
): Promise<void> {
  if (isExpectedRefusal(error)) return logRefusal(error, what, log);
  const message = notice(textFor(error, what, log, texts), COLOUR.error);
  try {
    await tell(message);
  } catch (failure) {
    log.warn({ code: codeOf(failure) }, `${what}: the reader could not be told: ${messageOf(failure)}`);
  }
}

function textFor(error: unknown, what: string, log: Logger, texts: Texts): string {
  if (error instanceof DatelineError && error.code === "question") return label(error.message, MAX_REASON);
  if (error instanceof DatelineError && error.code === "busy") return texts("busy");
  return texts("unexpected", { reference: logUnexpected(error, what, log) });
}

function logUnexpected(error: unknown, what: string, log: Logger): string {
  const reference = randomBytes(REFERENCE_BYTES).toString("hex");
  log.error({ err: error, reference }, `${what} failed`);
  return reference;
}
