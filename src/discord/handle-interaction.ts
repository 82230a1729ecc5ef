import {
  type APIApplicationCommandAutocompleteInteraction,
  type APIApplicationCommandInteraction,
  type APIInteraction,
  type APIMessageComponentInteraction,
  type APIModalSubmitInteraction,
  InteractionType,
  type REST,
} from "discord.js";
import type { Collection } from "../answer/collection.ts";
import type { Logger } from "../shared/log.ts";
import { BUTTONS, FORMS } from "./buttons/all.ts";
import type { Caller } from "./command.ts";
import { COMMANDS } from "./commands/all.ts";
import { readCustomId } from "./custom-id.ts";
import { handleFailure, isExpectedRefusal, logRefusal } from "./failures.ts";
import { COLOUR, notice } from "./message.ts";
import { fieldsOf, focusedOption, readOptions, targetOf } from "./read-interaction.ts";
import { replyTo } from "./reply.ts";
import type { Services } from "./services.ts";
import { textsFor } from "./texts.ts";
import { type OnQuestion, traceQuestion } from "./trace-question.ts";

export type InteractionDeps = {
  collection: () => Collection;
  services: Services;
  log: Logger;
  onQuestion: OnQuestion;
};

/**
 * Answers one INTERACTION_CREATE, whatever it is: a command, a press, a menu, a form, a typed option; what is unknown, old or
 * forged gets a polite private line. Never rejects.
 */
export async function handleInteraction(
  interaction: APIInteraction,
  rest: REST,
  { collection, services, log, onQuestion }: InteractionDeps,
): Promise<void> {
  if (interaction.type === InteractionType.Ping) return;
  const texts = textsFor(interaction.locale, interaction.guild_locale);
  const trace = traceQuestion(sourceOf(interaction), onQuestion);
  const reply = replyTo(rest, interaction);
  const caller = callerOf(interaction);
  const call = () => ({ collection: collection(), texts, caller, services, reply, trace, log });
  const isAllowed = () => services.manners.allows(caller);
  const refuse = (text: string) => reply.sendPrivately(notice(text, COLOUR.error));

  async function runCommand({ data }: APIApplicationCommandInteraction) {
    const command = COMMANDS.find(({ data: { name } }) => name === data.name);
    if (!command?.isAlwaysAllowed && !isAllowed()) return refuse(texts("notHere"));
    if (!command) return refuse(texts("unknownCommand"));
    const seconds = command.asks ? await services.manners.secondsToWait(caller) : 0;
    if (seconds > 0) return refuse(texts("askAgainIn", { count: seconds }));
    await command.run({ ...call(), ...readOptions(data), target: targetOf(data) });
  }

  async function press({ data, message }: APIMessageComponentInteraction) {
    if (!isAllowed()) return refuse(texts("notHere"));
    const state = readCustomId(data.custom_id);
    const button = BUTTONS.find(({ action }) => action === state?.action);
    if (!state || !button) return refuse(texts("unknownComponent"));
    const values = "values" in data ? data.values : [];
    await button.press({ ...call(), args: state.args, values, message });
  }

  async function submit({ data, message }: APIModalSubmitInteraction) {
    if (!isAllowed()) return refuse(texts("notHere"));
    const state = readCustomId(data.custom_id);
    const form = FORMS.find(({ action }) => action === state?.action);
    if (!state || !form) return refuse(texts("unknownComponent"));
    await form.submit({ ...call(), args: state.args, fields: fieldsOf(data), message });
  }

  /** There is no way to tell a reader anything while he types, so a failure offers nothing and is logged. */
  async function complete({ data }: APIApplicationCommandAutocompleteInteraction) {
    try {
      const command = COMMANDS.find(({ data: { name } }) => name === data.name);
      const choices = isAllowed() && command?.complete?.({ ...call(), ...focusedOption(data) });
      await reply.complete(choices || []);
    } catch (error) {
      const what = `completing an option of /${data.name}`;
      if (isExpectedRefusal(error)) logRefusal(error, what, log);
      else log.warn({ err: error }, `${what} failed`);
    }
  }

  async function guard(what: string, handle: () => Promise<void>) {
    try {
      await handle();
    } catch (error) {
      await handleFailure(error, what, log.child({ id: trace.id }), texts, reply.sendPrivately);
      return trace.end(error);
    }
    trace.end();
  }

  switch (interaction.type) {
    case InteractionType.ApplicationCommand:
      return guard(`/${interaction.data.name}`, () => runCommand(interaction));
    case InteractionType.MessageComponent:
      return guard("a button", () => press(interaction));
    case InteractionType.ModalSubmit:
      return guard("a form", () => submit(interaction));
    case InteractionType.ApplicationCommandAutocomplete:
      return complete(interaction);
  }
}

/** What a question comes from: the command, or the action of the button under an answer. */
function sourceOf(interaction: APIInteraction): string {
  if (interaction.type === InteractionType.ApplicationCommand) return interaction.data.name;
  const isPress = interaction.type === InteractionType.MessageComponent;
  return (isPress && readCustomId(interaction.data.custom_id)?.action) || "";
}

/** In a server Discord sends a member, elsewhere a user. */
function callerOf({ member, user, guild_id, channel, channel_id }: APIInteraction): Caller {
  return {
    userId: (member?.user ?? user)?.id ?? "",
    guildId: guild_id,
    channelId: channel?.id ?? channel_id,
    parentId: channel && "parent_id" in channel ? (channel.parent_id ?? undefined) : undefined,
  };
}
