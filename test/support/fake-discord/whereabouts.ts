import type { InteractionHandle } from "./api.ts";
import type { FakeChannel, FakeMessage, FakeUser, Who } from "./types.ts";
import type { World } from "./world.ts";

/** Where somebody acts. @throws Error if there is no such channel. */
export function channelOf(world: World, who: Who): FakeChannel {
  if (who.guildId === null) return world.dmChannel(world.user(who));
  const channel = world.channels.get(who.channelId ?? world.textChannel.id);
  if (!channel) throw new Error(`there is no channel ${who.channelId}`);
  return channel;
}

export const messageOn = async (on: FakeMessage | InteractionHandle): Promise<FakeMessage> =>
  "reply" in on ? on.reply() : on;

/** The user who acts on a message; of an ephemeral one that is its reader. @throws Error if he does not see it. */
export function viewerOf(world: World, message: FakeMessage, channel: FakeChannel, who: Who): FakeUser {
  if (message.deleted) throw new Error("the message is gone");
  const reader = message.ephemeral ? message.interaction?.user : undefined;
  const user = reader && who.userId === undefined ? reader : world.user(who);
  if (reader && user.id !== reader.id) throw new Error(`only ${reader.username} sees this ephemeral message`);
  return channel.recipient ?? user;
}
