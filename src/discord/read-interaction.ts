import {
  type APIApplicationCommandAutocompleteInteraction,
  type APIApplicationCommandInteraction,
  type APIMessage,
  type APIModalSubmitInteraction,
  ApplicationCommandOptionType,
  ApplicationCommandType,
} from "discord.js";
import type { Options } from "./command.ts";

type Given = { type: number; name: string; value?: unknown; options?: readonly Given[]; focused?: boolean };

/** The chosen subcommand and the options by name, in whatever order they come; there may be none at all. */
export function readOptions(data: APIApplicationCommandInteraction["data"]): {
  subcommand: string | undefined;
  options: Options;
} {
  const { subcommand, given } = unfold(data);
  const options = given.flatMap(({ name, value }) => (isValue(value) ? [[name, value] as const] : []));
  return { subcommand, options: Object.fromEntries(options) };
}

const isValue = (value: unknown): value is string | number | boolean =>
  ["string", "number", "boolean"].includes(typeof value);

/** The option that is being typed, and what has been typed of it. */
export function focusedOption(data: APIApplicationCommandAutocompleteInteraction["data"]): {
  option: string;
  typed: string;
} {
  const focused = unfold(data).given.find((option) => option.focused);
  return { option: focused?.name ?? "", typed: String(focused?.value ?? "") };
}

function unfold(data: object): { subcommand: string | undefined; given: readonly Given[] } {
  const given = "options" in data && Array.isArray(data.options) ? (data.options as Given[]) : [];
  const [only] = given;
  if (only?.type !== ApplicationCommandOptionType.Subcommand) return { subcommand: undefined, given };
  return { subcommand: only.name, given: only.options ?? [] };
}

/** The message from whose menu a command was chosen. */
export const targetOf = (data: APIApplicationCommandInteraction["data"]): Partial<APIMessage> | undefined =>
  data.type === ApplicationCommandType.Message ? data.resolved?.messages?.[data.target_id] : undefined;

type Component = { custom_id?: string; value?: unknown; component?: Component; components?: Component[] };

/** The texts of a form by the custom_id of their input, which stands in a label or in a row. */
export function fieldsOf({ components }: APIModalSubmitInteraction["data"]): Record<string, string> {
  const inputs = (components as readonly Component[] | undefined)?.flatMap(
    ({ component, components: row }) => (component ? [component] : (row ?? [])),
  );
  return Object.fromEntries(
    (inputs ?? []).flatMap(({ custom_id, value }) =>
      custom_id !== undefined && typeof value === "string" ? [[custom_id, value]] : [],
    ),
  );
}
