import { textOf } from "./component-tree.ts";
import { DIRECT_MESSAGES, GUILD_MESSAGES } from "./intents.ts";
import { isObject, type Json, listOf } from "./json.ts";
import { messageEventPayload } from "./message-payloads.ts";
import { EPHEMERAL, type MessageState } from "./message-rules.ts";
import type { FakeChannel, FakeMessage, FakeUser } from "./types.ts";
import { isInstalledIn, type World } from "./world.ts";

const USER_MENTION = /<@!?(\d{17,20})>/g;
const ROLE_MENTION = /<@&(\d{17,20})>/g;
const EVERYONE_MENTION = /@(everyone|here)\b/;

/** Adds a message to the world without telling anyone. */
export function addMessage(
  world: World,
  channel: FakeChannel,
  author: FakeUser,
  state: Partial<MessageState>,
  details: Partial<Omit<FakeMessage, keyof MessageState>> = {},
): FakeMessage {
  const flags = state.flags ?? 0;
  const message: FakeMessage = {
    id: world.nextId(),
    channelId: channel.id,
    guildId: channel.guildId,
    author,
    content: state.content ?? "",
    components: state.components ?? [],
    embeds: state.embeds ?? [],
    attachments: state.attachments ?? [],
    flags: flags & ~EPHEMERAL,
    ephemeral: (flags & EPHEMERAL) !== 0,
    loading: false,
    nonce: null,
    replyTo: null,
    mentions: [],
    roleMentions: [],
    mentionsEveryone: false,
    webhookId: null,
    interaction: null,
    edits: 0,
    deleted: false,
    removed: false,
    createdAt: Date.now(),
    editedAt: null,
    ...details,
  };
  world.messages.set(message.id, message);
  return message;
}

/** Whether the bot gets events of a message: not of an ephemeral one, nor of one in a place where it is not. */
function isSeen(world: World, message: FakeMessage): boolean {
  const channel = world.channels.get(message.channelId);
  return !message.ephemeral && channel !== undefined && isInstalledIn(world, channel);
}

/** Tells the bot of a message. */
export function publishMessage(
  world: World,
  type: "MESSAGE_CREATE" | "MESSAGE_UPDATE",
  message: FakeMessage,
) {
  if (!isSeen(world, message)) return;
  world.publish({
    type,
    intent: message.guildId ? GUILD_MESSAGES : DIRECT_MESSAGES,
    data: (intents) => messageEventPayload(world, message, intents),
  });
}

export function editMessage(world: World, message: FakeMessage, state: MessageState) {
  const { content, components, embeds, attachments, flags } = state;
  Object.assign(message, { content, components, embeds, attachments, flags });
  if (message.loading) {
    message.loading = false;
  } else {
    message.editedAt = Date.now();
    message.edits++;
  }
  publishMessage(world, "MESSAGE_UPDATE", message);
  world.changed();
}

export function deleteMessage(world: World, message: FakeMessage) {
  message.deleted = true;
  if (isSeen(world, message)) {
    const { id, channelId: channel_id, guildId: guild_id } = message;
    world.publish({
      type: "MESSAGE_DELETE",
      intent: guild_id ? GUILD_MESSAGES : DIRECT_MESSAGES,
      data: () => ({ id, channel_id, ...(guild_id && { guild_id }) }),
    });
  }
  world.changed();
}

type Mentions = Pick<FakeMessage, "mentions" | "roleMentions" | "mentionsEveryone">;

/** Whom a text mentions if nothing holds it back: users and roles by their marks, everyone by the word. */
export function mentionsIn(text: string): Mentions {
  return {
    mentions: [...new Set([...text.matchAll(USER_MENTION)].map((match) => match[1] as string))],
    roleMentions: [...new Set([...text.matchAll(ROLE_MENTION)].map((match) => match[1] as string))],
    mentionsEveryone: EVERYONE_MENTION.test(text),
  };
}

/** Whom a message of the bot notifies: what its text mentions, held back by its `allowed_mentions`. */
export function notifiedBy(world: World, state: MessageState, body: Json, replyTo: string | null): Mentions {
  const found = mentionsIn(textOf(state));
  const allowed = isObject(body.allowed_mentions) ? body.allowed_mentions : undefined;
  const parses = (kind: string) => !allowed || listOf(allowed.parse).includes(kind);
  const mentions = found.mentions.filter((id) => parses("users") || listOf(allowed?.users).includes(id));
  const answered = replyTo ? world.messages.get(replyTo)?.author.id : undefined;
  const pingsAnswered = allowed ? allowed.replied_user === true : true;
  return {
    mentions: [...new Set(answered && pingsAnswered ? [...mentions, answered] : mentions)],
    roleMentions: found.roleMentions.filter((id) => parses("roles") || listOf(allowed?.roles).includes(id)),
    mentionsEveryone: found.mentionsEveryone && parses("everyone"),
  };
}
