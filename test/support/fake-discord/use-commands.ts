import type { Choice, FakeDiscord } from "./api.ts";
import {
  filledOptions,
  nested,
  type RunnableCommand,
  resolveCommand,
  typedOptions,
} from "./command-options.ts";
import { commandsOf } from "./command-store.ts";
import { CHAT_INPUT, GUILD_INSTALL, IN_BOT_DM, IN_GUILD, MESSAGE_COMMAND } from "./command-types.ts";
import { AUTOCOMPLETE, COMMAND, openInteraction } from "./interaction.ts";
import { handleOf } from "./interaction-handle.ts";
import { type Json, listOf } from "./json.ts";
import { targetPayload } from "./message-payloads.ts";
import { hasAll, ORDINARY } from "./permissions.ts";
import { contextOf, ownersOf } from "./scene.ts";
import type { AnsweredInteraction, FakeChannel, FakeUser, Who } from "./types.ts";
import { channelOf, messageOn, viewerOf } from "./whereabouts.ts";
import type { World } from "./world.ts";

const CHOICES_WAIT_MS = 5_000;

/** What users do with the commands of a bot, as far as Discord's client would offer it to them. */
export function commandActions(world: World): Pick<FakeDiscord, "slash" | "autocomplete" | "messageCommand"> {
  function find(type: number, name: string, channel: FakeChannel): Json {
    const ofServer = channel.guildId === world.guildId ? [...commandsOf(world, world.guildId).values()] : [];
    const command = [...ofServer, ...commandsOf(world).values()].find(
      (one) => one.name === name && one.type === type,
    );
    if (!command) throw new Error(`no command ${labelOf(type, name)} is registered`);
    return command;
  }

  type Use = {
    type: number;
    command: Json;
    /** With group and subcommand. */
    name: string;
    channel: FakeChannel;
    user: FakeUser;
    who: Who;
    data: Json;
    told?: Partial<AnsweredInteraction>;
  };

  function open({ type, command, name, channel, user, who, data, told }: Use) {
    const label = labelOf(Number(command.type), name);
    checkPlace(command, label, channel, who);
    const owners = ownersFor(world, command, label, channel, user, who);
    return openInteraction(world, {
      type,
      label: type === AUTOCOMPLETE ? `autocomplete of ${label}` : label,
      channel,
      user,
      owners,
      who,
      source: null,
      told: { name, commandType: Number(command.type), ...told },
      data: {
        id: command.id,
        name: command.name,
        type: command.type,
        ...(command.guild_id !== undefined && { guild_id: command.guild_id }),
        ...data,
      },
    });
  }

  function openSlash(type: number, name: string, who: Who, options: (runnable: RunnableCommand) => Json[]) {
    const path = name.replace(/^\//, "").split(" ");
    const channel = channelOf(world, who);
    const command = find(CHAT_INPUT, path[0] ?? "", channel);
    const given = nested(path, options(resolveCommand(command, path)));
    const data = given.length > 0 ? { options: given } : {};
    return open({ type, command, name: path.join(" "), channel, user: world.user(who), who, data });
  }

  return {
    async slash(name, options = {}, who = {}) {
      return handleOf(
        world,
        openSlash(COMMAND, name, who, (runnable) => filledOptions(runnable, options)),
      );
    },

    async autocomplete(name, options, focused, who = {}) {
      const interaction = openSlash(AUTOCOMPLETE, name, who, (runnable) =>
        typedOptions(runnable, options, focused),
      );
      const data = await world.until(
        () => {
          if (interaction.late !== null) throw new Error(interaction.late);
          return interaction.ack?.data;
        },
        CHOICES_WAIT_MS,
        () => `${interaction.label} got no choices within ${CHOICES_WAIT_MS} ms`,
      );
      return listOf(data.choices) as Choice[];
    },

    async messageCommand(name, on, who = {}) {
      const message = await messageOn(on);
      const channel = channelOf(world, { channelId: message.channelId });
      const command = find(MESSAGE_COMMAND, name, channel);
      const interaction = open({
        type: COMMAND,
        command,
        name,
        channel,
        user: viewerOf(world, message, channel, who),
        who,
        data: {
          target_id: message.id,
          resolved: { messages: { [message.id]: targetPayload(world, message) } },
        },
        told: { targetMessageId: message.id },
      });
      return handleOf(world, interaction);
    },
  };
}

const labelOf = (type: number, name: string) => (type === CHAT_INPUT ? `/${name}` : `"${name}"`);

/** @throws Error if the command is not offered in this place, or not to a member with these permissions. */
function checkPlace(command: Json, label: string, channel: FakeChannel, who: Who) {
  const { contexts, default_member_permissions: needed, dm_permission } = command;
  const context = contextOf(channel);
  const isOffered = Array.isArray(contexts)
    ? contexts.includes(context)
    : context !== IN_BOT_DM || dm_permission !== false;
  if (!isOffered) throw new Error(`${label} is not offered here: its contexts do not include ${context}`);
  if (context !== IN_GUILD || typeof needed !== "string" || who.allowedByServer) return;
  // "0" is for administrators only.
  const wanted = BigInt(needed) || ~0n;
  if (!hasAll(who.permissions ?? ORDINARY, wanted)) {
    throw new Error(`${label} is not offered to this member: it needs the permissions ${needed}`);
  }
}

/** Who has brought the command here: the installations that it is made for. @throws Error if it is not here at all. */
function ownersFor(
  world: World,
  command: Json,
  label: string,
  channel: FakeChannel,
  user: FakeUser,
  who: Who,
): Json {
  const types = Array.isArray(command.integration_types) ? command.integration_types : [GUILD_INSTALL];
  const owners = Object.entries(ownersOf(world, channel, user, who.userInstalled)).filter(([type]) =>
    types.includes(Number(type)),
  );
  if (owners.length === 0) {
    throw new Error(`${label} is not offered here: its integration_types are ${JSON.stringify(types)}`);
  }
  return Object.fromEntries(owners);
}
