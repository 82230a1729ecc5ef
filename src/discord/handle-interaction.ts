import {
  type APIApplicationCommandAutocompleteInteraction,
  type APIApplicationCommandInteraction,
  type APIInteraction,
  type APIMessageComponentInteraction,
  ApplicationCommandOptionType,
  InteractionType,
  type REST,
} from "discord.js";
import type { Collection } from "../answer/collection.ts";
import type { Logger } from "../shared/log.ts";
import { showClosest } from "./buttons/show-closest.ts";
import { showContext } from "./buttons/show-context.ts";
import type { Button, Options } from "./command.ts";
import { COMMANDS } from "./commands/all.ts";
import { readCustomId } from "./custom-id.ts";
import { handleFailure } from "./failures.ts";
import { COLOUR, notice } from "./message.ts";
import { type InteractionReply, replyTo } from "./reply.ts";
import type { Texts } from "./texts.ts";

const BUTTONS: readonly Button[] = [showContext, showClosest];

export type InteractionDeps = { collection: () => Collection; texts: Texts; log: Logger };

/**
 * Answers one INTERACTION_CREATE, whatever it is: a command, a press, a menu, a typed option; what is unknown, old or
 * forged gets a polite private line. Never rejects.
 */
export async function handleInteraction(
  interaction: APIInteraction,
  rest: REST,
  { collection, texts, log }: InteractionDeps,
): Promise<void> {
  const reply = replyTo(rest, interaction);
  const surroundings = () => ({ collection: collection(), texts });

  async function runCommand({ data }: APIApplicationCommandInteraction) {
    const command = COMMANDS.find(({ data: { name } }) => name === data.name);
    if (!command) return reply.sendPrivately(notice(texts.unknownCommand(), COLOUR.error));
    await command.run({ ...surroundings(), options: optionsOf(data), reply });
  }

  async function press({ data, message }: APIMessageComponentInteraction) {
    const state = readCustomId(data.custom_id);
    const button = BUTTONS.find(({ action }) => action === state?.action);
    if (!state || !button) return reply.sendPrivately(notice(texts.unknownComponent(), COLOUR.error));
    const { components } = message ?? {};
    await button.press({ ...surroundings(), args: state.args, components, reply });
  }

  /** There is no way to tell a reader anything while he types, so a failure offers nothing and is logged. */
  async function complete({ data }: APIApplicationCommandAutocompleteInteraction) {
    try {
      await reply.complete(choicesFor(data));
    } catch (error) {
      log.warn({ err: error }, `completing an option of /${data.name} failed`);
    }
  }

  function choicesFor({ name, options }: APIApplicationCommandAutocompleteInteraction["data"]) {
    const command = COMMANDS.find(({ data }) => data.name === name);
    const focused = options?.find((option) => "focused" in option && option.focused);
    const typed = focused && "value" in focused ? String(focused.value) : "";
    return command?.complete?.({ ...surroundings(), typed }) ?? [];
  }

  switch (interaction.type) {
    case InteractionType.ApplicationCommand:
      return guard(`/${interaction.data.name}`, reply, () => runCommand(interaction));
    case InteractionType.MessageComponent:
      return guard("a button", reply, () => press(interaction));
    case InteractionType.ApplicationCommandAutocomplete:
      return complete(interaction);
    case InteractionType.ModalSubmit:
      return guard("a form", reply, () =>
        reply.sendPrivately(notice(texts.unknownComponent(), COLOUR.error)),
      );
  }

  async function guard(what: string, to: InteractionReply, handle: () => Promise<void>) {
    try {
      await handle();
    } catch (error) {
      await handleFailure(error, what, log, texts, (message) => to.sendPrivately(message));
    }
  }
}

/** The options by name, in whatever order they come; there may be none at all. */
function optionsOf(data: APIApplicationCommandInteraction["data"]): Options {
  const given = "options" in data ? (data.options ?? []) : [];
  return Object.fromEntries(
    given.flatMap((option) =>
      option.type !== ApplicationCommandOptionType.Subcommand && "value" in option
        ? [[option.name, option.value]]
        : [],
    ),
  );
}
