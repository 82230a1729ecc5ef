import { type GatewayMessageCreateDispatchData, MessageReferenceType, MessageType } from "discord.js";
import { tidyQuestion } from "./question.ts";

/** Who we are, as far as a message can call us. */
export type Self = {
  userId: string;
  /** The role that Discord made for the bot in this server, if it is known. */
  roleId: string | undefined;
};

const TYPED_BY_USERS: readonly MessageType[] = [MessageType.Default, MessageType.Reply];

/**
 * What a message asks us: the question, empty if it only calls us; null if it is not for us. For us are direct messages,
 * mentions, and replies to our messages that notify us. Plain messages, `@everyone`, replies without a ping, bots,
 * webhooks and we ourselves are not.
 * @param message as Discord sends it; optional fields may be missing.
 */
export function readQuestion(message: GatewayMessageCreateDispatchData, self: Self): string | null {
  const { author, content } = message;
  if (author.bot || author.system || author.id === self.userId || message.webhook_id) return null;
  if (!TYPED_BY_USERS.includes(message.type ?? MessageType.Default)) return null;
  if (!isDirect(message) && !callsUs(message, self)) return null;
  return tidyQuestion(withoutMentions(content ?? ""));
}

const isDirect = ({ guild_id }: GatewayMessageCreateDispatchData): boolean => !guild_id;

/** A reply with a ping lists us among its mentions, like a mention in the text; one without a ping does not. */
function callsUs(
  { content, mentions, mention_roles, message_reference }: GatewayMessageCreateDispatchData,
  self: Self,
): boolean {
  if (message_reference?.type === MessageReferenceType.Forward) return false;
  return (
    Boolean(mentions?.some(({ id }) => id === self.userId)) ||
    Boolean(mention_roles?.some((id) => id === self.roleId)) ||
    mentionsOf(self).some((mention) => content?.replace(CODE, "").includes(mention))
  );
}

/** Who else is mentioned, channels, commands, timestamps and custom emoji are no words of a question. */
export const withoutMentions = (content: string): string => content.replace(MENTION_OR_EMOJI, " ");

const MENTION_OR_EMOJI =
  /<(?:@[!&]?|#)\d+>|<a?:\w+:\d+>|<\/[^<>\n]+:\d+>|<t:-?\d+(?::\w)?>|(?<!\w)@(?:everyone|here)\b/g;
/** In code a mention calls nobody. */
const CODE = /```[\s\S]*?```|`[^`\n]*`/g;

/** How a message names us; `<@!` is how older clients write it. */
const mentionsOf = ({ userId, roleId }: Self): string[] => [
  `<@${userId}>`,
  `<@!${userId}>`,
  ...(roleId === undefined ? [] : [`<@&${roleId}>`]),
];
