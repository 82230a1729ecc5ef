import { BOOLEAN_OPTION, CHAT_INPUT, INTEGER_OPTION, NUMBER_OPTION, STRING_OPTION } from "./command-rules.ts";
import { commandsOf } from "./command-store.ts";
import { buttonsOf, menusOf } from "./component-tree.ts";
import { AUTOCOMPLETE, COMMAND, COMPONENT, handleOf, openInteraction } from "./interaction.ts";
import { type Json, listOf, objectsOf } from "./json.ts";
import { addMessage, mentionsIn, publishMessage } from "./messages.ts";
import { messagePayload } from "./payloads.ts";
import type {
  Choice,
  FakeChannel,
  FakeDiscord,
  FakeMessage,
  InteractionHandle,
  OptionValue,
  Who,
} from "./types.ts";
import type { World } from "./world.ts";

type UserActions = Pick<
  FakeDiscord,
  "slash" | "autocomplete" | "press" | "select" | "say" | "editSaid" | "plant"
>;

const CHOICES_WAIT_MS = 5_000;

/**
 * What users do. Discord's client offers only what exists, so an action that it would not offer (an unregistered
 * command, a button that is not there, another user's ephemeral message) is an error of the test and is thrown.
 */
export function userActions(world: World): UserActions {
  function channelOf(who: Who): FakeChannel {
    if (who.guildId === null) return world.dmChannel(world.user(who));
    const channel = world.channels.get(who.channelId ?? world.textChannel.id);
    if (!channel) throw new Error(`there is no channel ${who.channelId}`);
    return channel;
  }

  function registered(name: string): Json {
    const all = [...commandsOf(world, world.guildId).values(), ...commandsOf(world).values()];
    const command = all.find((one) => one.name === name && one.type === CHAT_INPUT);
    if (!command) throw new Error(`no command /${name} is registered`);
    return command;
  }

  function openCommand(type: number, name: string, options: Json[], who: Who) {
    const command = registered(name);
    return openInteraction(world, {
      type,
      label: type === AUTOCOMPLETE ? `autocomplete of /${name}` : `/${name}`,
      commandName: name,
      channel: channelOf(who),
      user: world.user(who),
      source: null,
      locale: who.locale,
      data: {
        id: command.id,
        name,
        type: CHAT_INPUT,
        ...(command.guild_id !== undefined && { guild_id: command.guild_id }),
        ...(options.length > 0 && { options }),
      },
    });
  }

  async function openComponent(
    message: FakeMessage,
    component: Json,
    values: string[] | undefined,
    who: Who,
  ): Promise<InteractionHandle> {
    const { custom_id, type: component_type, id = 1 } = component;
    if (component.disabled) throw new Error(`"${custom_id}" is disabled`);
    const seenBy = message.interaction?.user;
    const user = message.ephemeral && seenBy && who.userId === undefined ? seenBy : world.user(who);
    if (message.ephemeral && seenBy && user.id !== seenBy.id) {
      throw new Error(`only ${seenBy.username} sees this ephemeral message`);
    }
    const channel = world.channels.get(message.channelId);
    if (!channel || message.deleted) throw new Error("the message is gone");
    const interaction = openInteraction(world, {
      type: COMPONENT,
      label: `the component "${custom_id}"`,
      channel,
      user: channel.recipient ?? user,
      source: message,
      locale: who.locale,
      data: { id, custom_id, component_type, ...(values && { values }) },
      message: messagePayload(world, message, 0),
    });
    return handleOf(world, interaction);
  }

  return {
    async slash(name, options = {}, who = {}) {
      const given = filledOptions(registered(name), options);
      return handleOf(world, openCommand(COMMAND, name, given, who));
    },

    async autocomplete(name, options, focused, who = {}) {
      const given = typedOptions(registered(name), options, focused);
      const interaction = openCommand(AUTOCOMPLETE, name, given, who);
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

    async press(on, customId, who = {}) {
      const message = await messageOf(on);
      const button = buttonsOf(message).find(({ custom_id }) => custom_id === customId);
      if (!button) throw new Error(`the message has no button "${customId}"`);
      return openComponent(message, button, undefined, who);
    },

    async select(on, customId, values, who = {}) {
      const message = await messageOf(on);
      const menu = menusOf(message).find(({ custom_id }) => custom_id === customId);
      if (!menu) throw new Error(`the message has no menu "${customId}"`);
      const offered = objectsOf(menu.options).map(({ value }) => value);
      const strange = values.find((value) => !offered.includes(value));
      if (strange !== undefined) throw new Error(`the menu "${customId}" does not offer "${strange}"`);
      const [least, most] = [Number(menu.min_values ?? 1), Number(menu.max_values ?? 1)];
      if (values.length < least || values.length > most) {
        throw new Error(`the menu "${customId}" takes ${least} to ${most} values`);
      }
      return openComponent(message, menu, values, who);
    },

    async say(content, options = {}) {
      const { dm, inThread, replyTo, ping = true, bot, webhookId, everyone } = options;
      const author = webhookId
        ? { id: webhookId, username: options.author?.username ?? "a webhook", bot: true }
        : world.user({
            ...options.author,
            ...(bot && { bot, username: options.author?.username ?? "a bot" }),
          });
      const channel = dm
        ? world.dmChannel(author)
        : channelOf({ channelId: inThread ? world.thread.id : options.channelId });
      const answered = replyTo === undefined ? undefined : world.messages.get(replyTo);
      if (replyTo !== undefined && !answered) throw new Error(`there is no message ${replyTo} to answer`);
      const found = mentionsIn(content);
      const pinged = answered && ping ? [answered.author.id] : [];
      const message = addMessage(
        world,
        channel,
        author,
        { content },
        {
          replyTo: replyTo ?? null,
          webhookId: webhookId ?? null,
          mentions: [...new Set([...found.mentions, ...(options.mentions ?? []), ...pinged])],
          roleMentions: found.roleMentions,
          mentionsEveryone: everyone ?? false,
        },
      );
      publishMessage(world, "MESSAGE_CREATE", message);
      return message;
    },

    editSaid(messageId, content) {
      const message = world.messages.get(messageId);
      if (!message || message.deleted) throw new Error(`there is no message ${messageId}`);
      const { mentions, roleMentions } = mentionsIn(content);
      Object.assign(message, { content, mentions, roleMentions, editedAt: Date.now() });
      message.edits++;
      publishMessage(world, "MESSAGE_UPDATE", message);
    },

    plant({ content = "", components = [], flags = 0 }, channelId = world.textChannel.id) {
      return addMessage(world, channelOf({ channelId }), world.botUser, { content, components, flags });
    },
  };
}

const messageOf = async (on: FakeMessage | InteractionHandle): Promise<FakeMessage> =>
  "reply" in on ? on.reply() : on;

/** The options of a command that is run: all required ones, each fitting its declaration. */
function filledOptions(command: Json, given: Record<string, OptionValue>): Json[] {
  const declared = objectsOf(command.options);
  for (const { name, required } of declared) {
    if (required === true && !(String(name) in given))
      throw new Error(`/${command.name} needs the option "${name}"`);
  }
  return Object.entries(given).map(([name, value]) => {
    const option = declared.find((one) => one.name === name);
    if (!option) throw new Error(`/${command.name} has no option "${name}"`);
    const wrong = misfit(option, value);
    if (wrong) throw new Error(`/${command.name} ${name}: ${JSON.stringify(value)} ${wrong}`);
    return { name, type: option.type, value };
  });
}

/** The options while one of them is being typed: nothing is complete yet. */
function typedOptions(command: Json, given: Record<string, OptionValue>, focused: string): Json[] {
  const declared = objectsOf(command.options);
  const option = declared.find(({ name }) => name === focused);
  if (option?.autocomplete !== true) {
    throw new Error(`/${command.name} has no option "${focused}" with autocomplete`);
  }
  const all = focused in given ? given : { ...given, [focused]: "" };
  return Object.entries(all).map(([name, value]) => {
    const type = declared.find((one) => one.name === name)?.type;
    if (type === undefined) throw new Error(`/${command.name} has no option "${name}"`);
    return { name, type, value, ...(name === focused && { focused: true }) };
  });
}

/** Why a value does not fit an option, or null. Discord's client allows 6,000 characters where no limit is set. */
function misfit(option: Json, value: OptionValue): string | null {
  const { type, min_value, max_value, min_length = 0, max_length = 6000 } = option;
  const choices = objectsOf(option.choices).map((choice) => choice.value);
  if (choices.length > 0 && !choices.includes(value)) return "is not one of the choices";
  switch (type) {
    case STRING_OPTION:
      if (typeof value !== "string") return "is not a text";
      if (value.length < Number(min_length)) return `is shorter than ${min_length}`;
      return value.length > Number(max_length) ? `is longer than ${max_length}` : null;
    case INTEGER_OPTION:
    case NUMBER_OPTION:
      if (typeof value !== "number") return "is not a number";
      if (type === INTEGER_OPTION && !Number.isInteger(value)) return "is not a whole number";
      if (min_value !== undefined && value < Number(min_value)) return `is less than ${min_value}`;
      return max_value !== undefined && value > Number(max_value) ? `is more than ${max_value}` : null;
    case BOOLEAN_OPTION:
      return typeof value === "boolean" ? null : "is not true or false";
    default:
      return `has an option type that the fake does not fill in: ${type}`;
  }
}
