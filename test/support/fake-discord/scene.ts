import { IN_BOT_DM, IN_GUILD, IN_PRIVATE_CHANNEL } from "./command-types.ts";
import type { Json } from "./json.ts";
import { channelPayload, memberPayload, userPayload } from "./payloads.ts";
import { ORDINARY } from "./permissions.ts";
import type { FakeChannel, FakeUser, Who } from "./types.ts";
import { isInstalledIn, type World } from "./world.ts";

const ATTACHMENT_SIZE_LIMIT = 10 * 1024 * 1024;

/** Where an interaction comes from: 0 a server, 1 the direct messages with the bot, 2 other private channels. */
export function contextOf({ guildId, kind }: FakeChannel): number {
  if (guildId) return IN_GUILD;
  return kind === "dm" ? IN_BOT_DM : IN_PRIVATE_CHANNEL;
}

/** Who has installed the application: by "0" the server ("0" for the bot's direct messages), by "1" the user. */
export function ownersOf(world: World, channel: FakeChannel, user: FakeUser, userInstalled = false): Json {
  const installed = isInstalledIn(world, channel);
  return {
    ...(installed && { "0": channel.guildId ?? "0" }),
    ...((userInstalled || !installed) && { "1": user.id }),
  };
}

export type Acting = {
  channel: FakeChannel;
  user: FakeUser;
  owners: Json;
  who: Pick<Who, "locale" | "guildLocale" | "permissions">;
};

/** The channel and the acting user, as every interaction carries them. */
export function interactionScene(world: World, { channel, user, owners, who }: Acting): Json {
  const permissions = String(who.permissions ?? ORDINARY);
  const place = {
    channel_id: channel.id,
    channel: { ...channelPayload(world, channel), permissions },
    app_permissions: String(channel.botPermissions),
    locale: who.locale ?? "en-US",
    entitlements: [],
    attachment_size_limit: ATTACHMENT_SIZE_LIMIT,
    version: 1,
    application_id: world.applicationId,
    context: contextOf(channel),
    authorizing_integration_owners: owners,
  };
  if (!channel.guildId) return { ...place, user: userPayload(user) };
  const guildLocale = who.guildLocale ?? world.guildLocale;
  return {
    ...place,
    guild_id: channel.guildId,
    guild: { id: channel.guildId, locale: guildLocale, features: [] },
    guild_locale: guildLocale,
    member: { ...memberPayload(world, user), user: userPayload(user), permissions },
  };
}
