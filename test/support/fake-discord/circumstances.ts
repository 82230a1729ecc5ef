import type { FakeDiscord, InteractionHandle } from "./api.ts";
import { GUILDS } from "./intents.ts";
import type { Interaction } from "./interaction.ts";
import { channelPayload } from "./payloads.ts";
import { setThread } from "./threads.ts";
import type { World } from "./world.ts";

/** What changes around a bot without its doing, so that things which went well before are refused. */
export function circumstances(
  world: World,
): Pick<FakeDiscord, "setThread" | "closeDms" | "permitBot" | "expire" | "forget"> {
  function end({ id }: InteractionHandle, how: Interaction["ended"]) {
    const interaction = world.interactions.get(id);
    if (!interaction) throw new Error(`there is no interaction ${id}`);
    clearTimeout(interaction.overdue);
    interaction.ended = how;
    interaction.late ??= `${interaction.label} is ${how}`;
    world.changed();
  }

  return {
    setThread: ({ archived = false, locked = false }) => setThread(world, world.thread, { archived, locked }),

    closeDms(userId) {
      world.closedToDms.add(userId);
    },

    permitBot(permissions, channelId) {
      const channels = channelId
        ? [world.channels.get(channelId)]
        : [...world.channels.values()].filter(({ guildId }) => guildId === world.guildId);
      for (const channel of channels) {
        if (!channel) throw new Error(`there is no channel ${channelId}`);
        channel.botPermissions = permissions;
        const type = channel.kind === "thread" ? "THREAD_UPDATE" : "CHANNEL_UPDATE";
        world.publish({ type, intent: GUILDS, data: () => channelPayload(world, channel) });
      }
    },

    expire: (interaction) => end(interaction, "expired"),
    forget: (interaction) => end(interaction, "forgotten"),
  };
}
