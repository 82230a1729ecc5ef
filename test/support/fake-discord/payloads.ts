import type { Json } from "./json.ts";
import { ORDINARY } from "./permissions.ts";
import type { FakeChannel, FakeUser } from "./types.ts";
import type { World } from "./world.ts";

const JOINED = "2024-01-01T00:00:00.000000+00:00";
const MINUTES_TO_ARCHIVE = 1440;
const ROLE_OVERWRITE = 0;

export const userPayload = ({ id, username, bot }: FakeUser): Json => ({
  id,
  username,
  discriminator: bot ? "0001" : "0",
  global_name: null,
  avatar: null,
  public_flags: 0,
  flags: 0,
  primary_guild: null,
  ...(bot && { bot: true }),
});

/** A member of a server, as messages carry it beside their author. */
export const memberPayload = (world: World, user: FakeUser): Json => ({
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

export const CHANNEL_TYPES = { text: 0, dm: 1, group: 3, thread: 11 };

/** What the role of the bot may do in a channel more or less than everybody. */
function overwritesOf(world: World, { botPermissions }: FakeChannel): Json[] {
  const [allow, deny] = [botPermissions & ~ORDINARY, ORDINARY & ~botPermissions];
  if (allow === 0n && deny === 0n) return [];
  return [{ id: world.botRoleId, type: ROLE_OVERWRITE, allow: String(allow), deny: String(deny) }];
}

export function channelPayload(world: World, channel: FakeChannel): Json {
  const { id, kind, guildId, recipient } = channel;
  const common = { id, type: CHANNEL_TYPES[kind], last_message_id: null, flags: 0 };
  if (kind === "dm") return { ...common, recipients: recipient ? [userPayload(recipient)] : [] };
  if (kind === "group") return { ...common, name: "a group", icon: null, owner_id: world.ownerId };
  const inGuild = { ...common, guild_id: guildId, rate_limit_per_user: 0 };
  if (kind === "text") {
    return {
      ...inGuild,
      name: "general",
      topic: null,
      position: 0,
      nsfw: false,
      parent_id: null,
      permission_overwrites: overwritesOf(world, channel),
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
      archived: channel.archived,
      auto_archive_duration: MINUTES_TO_ARCHIVE,
      archive_timestamp: JOINED,
      create_timestamp: JOINED,
      locked: channel.locked,
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
  permissions: String(ORDINARY),
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
  preferred_locale: world.guildLocale,
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
  members: [{ ...memberPayload(world, world.botUser), user: userPayload(world.botUser) }],
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
