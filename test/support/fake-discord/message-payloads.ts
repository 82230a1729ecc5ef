import { MESSAGE_COMMAND } from "./command-types.ts";
import { withIds } from "./component-tree.ts";
import { MESSAGE_CONTENT } from "./intents.ts";
import type { Json } from "./json.ts";
import { EPHEMERAL } from "./message-rules.ts";
import { CHANNEL_TYPES, memberPayload, userPayload } from "./payloads.ts";
import type { AnsweredInteraction, FakeMessage } from "./types.ts";
import type { World } from "./world.ts";

const LOADING = 1 << 7;

/** Types of messages. */
const DEFAULT = 0;
const REPLY = 19;
const CHAT_INPUT_COMMAND = 20;
const CONTEXT_MENU_COMMAND = 23;

/** Without the Message Content intent a bot reads only direct messages, messages that mention it, and its own. */
const mayRead = (world: World, message: FakeMessage, intents: number): boolean =>
  (intents & MESSAGE_CONTENT) !== 0 ||
  message.guildId === null ||
  message.author.id === world.botUser.id ||
  message.mentions.includes(world.botUser.id);

const isoTime = (at: number) => new Date(at).toISOString().replace("Z", "000+00:00");

function typeOf({ interaction, replyTo }: FakeMessage): number {
  if (interaction?.commandType !== undefined && interaction.originalId === undefined) {
    return interaction.commandType === MESSAGE_COMMAND ? CONTEXT_MENU_COMMAND : CHAT_INPUT_COMMAND;
  }
  return replyTo === null ? DEFAULT : REPLY;
}

const metadataPayload = (answered: AnsweredInteraction): Json => ({
  id: answered.id,
  type: answered.type,
  user: userPayload(answered.user),
  authorizing_integration_owners: answered.owners,
  ...(answered.name !== undefined && { name: answered.name }),
  ...(answered.originalId !== undefined && { original_response_message_id: answered.originalId }),
  ...(answered.targetMessageId !== undefined && { target_message_id: answered.targetMessageId }),
  ...(answered.interactedMessageId !== undefined && { interacted_message_id: answered.interactedMessageId }),
  ...(answered.triggering && { triggering_interaction_metadata: metadataPayload(answered.triggering) }),
});

/** A message as Discord sends it to a bot with these intents; the message that it answers is told one level deep. */
export function messagePayload(world: World, message: FakeMessage, intents: number): Json {
  const payload = flatPayload(world, message, intents);
  if (message.replyTo === null || world.omitReferencedMessage) return payload;
  const answered = world.messages.get(message.replyTo);
  const isThere = answered && !answered.deleted;
  return { ...payload, referenced_message: isThere ? flatPayload(world, answered, intents) : null };
}

/** A message as the target of a command: its content is there whoever wrote it, what it answers is not. */
export const targetPayload = (world: World, message: FakeMessage): Json =>
  flatPayload(world, message, MESSAGE_CONTENT);

function flatPayload(world: World, message: FakeMessage, intents: number): Json {
  const { interaction, replyTo, webhookId, nonce } = message;
  const readable = mayRead(world, message, intents);
  const mentioned = message.mentions.map((id) => world.users.get(id)).filter((user) => user !== undefined);
  return {
    id: message.id,
    channel_id: message.channelId,
    type: typeOf(message),
    author: userPayload(message.author),
    content: readable ? message.content : "",
    components: readable ? withIds(message.components) : [],
    embeds: readable ? message.embeds : [],
    attachments: readable ? message.attachments : [],
    timestamp: isoTime(message.createdAt),
    edited_timestamp: message.editedAt === null ? null : isoTime(message.editedAt),
    flags: message.flags | (message.ephemeral ? EPHEMERAL : 0) | (message.loading ? LOADING : 0),
    mentions: mentioned.map(userPayload),
    mention_roles: message.roleMentions,
    mention_everyone: message.mentionsEveryone,
    pinned: false,
    tts: false,
    ...(nonce !== null && { nonce }),
    ...(webhookId !== null && { webhook_id: webhookId }),
    ...(interaction && {
      application_id: world.applicationId,
      interaction_metadata: metadataPayload(interaction),
    }),
    ...(replyTo !== null && {
      message_reference: {
        type: 0,
        message_id: replyTo,
        channel_id: message.channelId,
        ...(message.guildId && { guild_id: message.guildId }),
      },
    }),
  };
}

/** The same with what only gateway events carry. */
export function messageEventPayload(world: World, message: FakeMessage, intents: number): Json {
  const kind = world.channels.get(message.channelId)?.kind ?? "text";
  return {
    ...messagePayload(world, message, intents),
    channel_type: CHANNEL_TYPES[kind],
    ...(message.guildId && {
      guild_id: message.guildId,
      ...(message.webhookId === null && { member: memberPayload(world, message.author) }),
    }),
  };
}
