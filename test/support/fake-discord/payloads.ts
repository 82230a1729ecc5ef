import { withIds } from "./component-tree.ts";
import { MESSAGE_CONTENT } from "./intents.ts";
import type { Json } from "./json.ts";
import { EPHEMERAL } from "./message-rules.ts";
import type { FakeChannel, FakeMessage, FakeUser } from "./types.ts";
import type { World } from "./world.ts";

const LOADING = 1 << 7;
const JOINED = "2024-01-01T00:00:00.000000+00:00";

/** View channel, send messages, embed links, read history, use application commands, send in threads. */
const PERMISSIONS = String((1n << 10n) | (1n << 11n) | (1n << 14n) | (1n << 16n) | (1n << 31n) | (1n << 38n));

const DEFAULT_TYPE = 0;
const REPLY_TYPE = 19;
const CHAT_INPUT_COMMAND_TYPE = 20;

export const userPayload = ({ id, username, bot }: FakeUser): Json => ({
  id,
  username,
  discriminator: bot ? "0001" : "0",
  global_name: null,
  avatar: null,
  public_flags: 0,
  ...(bot && { bot: true }),
});

/** A member of the server; `withUser` false for messages, where the author already says who it is. */
export const memberPayload = (world: World, user: FakeUser, withUser: boolean): Json => ({
  ...(withUser && { user: userPayload(user), permissions: PERMISSIONS }),
  roles: user.id === world.botUser.id ? [world.botRoleId] : [],
  nick: null,
  avatar: null,
  joined_at: JOINED,
  premium_since: null,
  communication_disabled_until: null,
  deaf: false,
  mute: false,
  pending: false,
  flags: 0,
});

const CHANNEL_TYPES = { text: 0, dm: 1, thread: 11 };

export function channelPayload(world: World, channel: FakeChannel): Json {
  const { id, kind, guildId, recipient } = channel;
  const common = { id, type: CHANNEL_TYPES[kind], last_message_id: null, flags: 0 };
  if (kind === "dm") return { ...common, recipients: recipient ? [userPayload(recipient)] : [] };
  const inGuild = { ...common, guild_id: guildId, rate_limit_per_user: 0 };
  if (kind === "text") {
    return {
      ...inGuild,
      name: "general",
      topic: null,
      position: 0,
      nsfw: false,
      parent_id: null,
      permission_overwrites: [],
    };
  }
  return {
    ...inGuild,
    name: "a thread",
    parent_id: world.textChannel.id,
    owner_id: world.ownerId,
    message_count: 0,
    member_count: 1,
    total_message_sent: 0,
    thread_metadata: {
      archived: false,
      auto_archive_duration: 1440,
      archive_timestamp: JOINED,
      create_timestamp: JOINED,
      locked: false,
    },
  };
}

const role = (id: string, name: string, extra: Json = {}): Json => ({
  id,
  name,
  color: 0,
  colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
  hoist: false,
  icon: null,
  unicode_emoji: null,
  position: 0,
  permissions: PERMISSIONS,
  managed: false,
  mentionable: false,
  flags: 0,
  ...extra,
});

/** What GUILD_CREATE carries. */
export const guildPayload = (world: World): Json => ({
  id: world.guildId,
  name: "a server",
  icon: null,
  owner_id: world.ownerId,
  unavailable: false,
  large: false,
  joined_at: JOINED,
  member_count: 2,
  preferred_locale: "en-US",
  features: [],
  verification_level: 0,
  default_message_notifications: 0,
  explicit_content_filter: 0,
  mfa_level: 0,
  nsfw_level: 0,
  premium_tier: 0,
  system_channel_id: null,
  system_channel_flags: 0,
  afk_channel_id: null,
  afk_timeout: 300,
  roles: [
    role(world.guildId, "@everyone"),
    role(world.botRoleId, world.botUser.username, { managed: true, tags: { bot_id: world.botUser.id } }),
  ],
  emojis: [],
  stickers: [],
  soundboard_sounds: [],
  channels: [channelPayload(world, world.textChannel)],
  threads: [channelPayload(world, world.thread)],
  members: [memberPayload(world, world.botUser, true)],
  presences: [],
  voice_states: [],
  stage_instances: [],
  guild_scheduled_events: [],
});

export const applicationPayload = (world: World): Json => ({
  id: world.applicationId,
  name: world.botUser.username,
  icon: null,
  description: "",
  bot_public: true,
  bot_require_code_grant: false,
  verify_key: "0".repeat(64),
  flags: 0,
  owner: userPayload({ id: world.ownerId, username: "owner", bot: false }),
  team: null,
  bot: userPayload(world.botUser),
  approximate_guild_count: 1,
});

/** The channel and the acting user, as every interaction carries them. */
export function interactionScene(world: World, channel: FakeChannel, user: FakeUser, locale: string): Json {
  const place = {
    channel_id: channel.id,
    channel: { ...channelPayload(world, channel), permissions: PERMISSIONS },
    app_permissions: PERMISSIONS,
    locale,
    entitlements: [],
    attachment_size_limit: 10 * 1024 * 1024,
    version: 1,
    application_id: world.applicationId,
  };
  if (!channel.guildId) {
    return { ...place, user: userPayload(user), context: 1, authorizing_integration_owners: { "0": "0" } };
  }
  return {
    ...place,
    guild_id: channel.guildId,
    guild: { id: channel.guildId, locale: "en-US", features: [] },
    guild_locale: "en-US",
    member: memberPayload(world, user, true),
    context: 0,
    authorizing_integration_owners: { "0": channel.guildId },
  };
}

/** Without the Message Content intent a bot reads only direct messages, messages that mention it, and its own. */
const mayRead = (world: World, message: FakeMessage, intents: number): boolean =>
  (intents & MESSAGE_CONTENT) !== 0 ||
  message.guildId === null ||
  message.author.id === world.botUser.id ||
  message.mentions.includes(world.botUser.id);

const isoTime = (at: number) => new Date(at).toISOString().replace("Z", "000+00:00");

/** A message as Discord sends it to a bot with these intents. */
export function messagePayload(world: World, message: FakeMessage, intents: number): Json {
  const { interaction, replyTo, webhookId, nonce } = message;
  const readable = mayRead(world, message, intents);
  const answered = replyTo ? world.messages.get(replyTo) : undefined;
  const mentioned = message.mentions.map((id) => world.users.get(id)).filter((user) => user !== undefined);
  return {
    id: message.id,
    channel_id: message.channelId,
    type: interaction ? CHAT_INPUT_COMMAND_TYPE : replyTo ? REPLY_TYPE : DEFAULT_TYPE,
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
      interaction_metadata: {
        id: interaction.id,
        type: interaction.type,
        user: userPayload(interaction.user),
        authorizing_integration_owners: {},
        ...(interaction.name !== undefined && { name: interaction.name }),
      },
    }),
    ...(replyTo !== null && {
      message_reference: {
        type: 0,
        message_id: replyTo,
        channel_id: message.channelId,
        ...(message.guildId && { guild_id: message.guildId }),
      },
      referenced_message: answered && !answered.deleted ? messagePayload(world, answered, intents) : null,
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
      ...(message.webhookId === null && { member: memberPayload(world, message.author, false) }),
    }),
  };
}
