import { isDeepStrictEqual } from "node:util";
import {
  type APIApplication,
  ApplicationCommandType,
  REST,
  type RESTPostAPIApplicationCommandsJSONBody,
  Routes,
} from "discord.js";
import { DatelineError, messageOf } from "../shared/errors.ts";
import { COMMANDS } from "./commands/all.ts";
import { refusalByError, restOptions } from "./connect.ts";

type Data = RESTPostAPIApplicationCommandsJSONBody;
type Json = Record<string, unknown>;

const CHAT_INPUT = ApplicationCommandType.ChatInput;

export type Registration = {
  written: boolean;
  /** How many commands there are, and for which server; undefined: for all. */
  commands: number;
  guildId: string | undefined;
};

/**
 * Compares our commands with what Discord has, and writes them, all at once, only if they differ: Discord counts
 * writes and lets clients reload commands after them.
 * @param guildId for one server, where commands appear at once; else for all servers and direct messages.
 */
export async function registerCommands(
  rest: REST,
  applicationId: string,
  guildId: string | undefined,
): Promise<Registration> {
  const route = routeOf(applicationId, guildId);
  const wanted = COMMANDS.map(({ data }) => (guildId === undefined ? data : withoutScope(data)));
  const registered = await rest.get(route, { query: new URLSearchParams({ with_localizations: "true" }) });
  const written = !areSame(wanted, registered, guildId === undefined);
  if (written) await rest.put(route, { body: wanted });
  return { written, commands: wanted.length, guildId };
}

const routeOf = (applicationId: string, guildId: string | undefined) =>
  guildId === undefined
    ? Routes.applicationCommands(applicationId)
    : Routes.applicationGuildCommands(applicationId, guildId);

/** Nobody tries a bot in more servers than this before it serves all. */
const MOST_TRIED = 10;

/**
 * Removes our commands where they were registered before: those for all servers once they are for one, and the other way round.
 * Members would see each of them twice.
 * @param guildIds the servers in which the bot is
 */
export async function removeTwins(
  rest: REST,
  applicationId: string,
  guildId: string | undefined,
  guildIds: readonly string[],
): Promise<void> {
  const names = new Set(COMMANDS.map(({ data }) => data.name));
  const others = guildId === undefined ? guildIds.slice(0, MOST_TRIED) : [undefined];
  for (const other of others) {
    const registered = listOf(await rest.get(routeOf(applicationId, other)));
    const areOurs = registered.every(({ name }) => names.has(String(name)));
    if (registered.length > 0 && areOurs) await rest.put(routeOf(applicationId, other), { body: [] });
  }
}

/**
 * The same without a running bot, for a script.
 * @returns one line for the operator.
 * @throws DatelineError "config" without a token, "discord" if Discord refuses or cannot be reached.
 */
export async function registerFromConfig(config: {
  discordToken?: string | undefined;
  discordGuildId?: string | undefined;
  discordRestApi?: string | undefined;
}): Promise<string> {
  const { discordToken, discordGuildId, discordRestApi } = config;
  if (!discordToken) {
    throw new DatelineError("config", "DISCORD_TOKEN is not set: write the bot's token into .env.");
  }
  const rest = new REST(restOptions(discordRestApi)).setToken(discordToken);
  try {
    const application = (await rest.get(Routes.currentApplication())) as APIApplication;
    const registration = await registerCommands(rest, application.id, discordGuildId);
    await removeTwins(rest, application.id, discordGuildId, []);
    return describeRegistration(registration);
  } catch (error) {
    throw (
      refusalByError(error) ??
      new DatelineError("discord", `The commands could not be registered: ${messageOf(error)}.`, {
        cause: error,
      })
    );
  }
}

/** One line for the operator. */
export function describeRegistration({ written, commands, guildId }: Registration): string {
  const where = guildId === undefined ? "for all servers" : `for the server ${guildId}`;
  return written
    ? `${commands} commands registered ${where}.`
    : `${commands} commands are up to date ${where}.`;
}

/** Where a command can be used is asked of global commands only; one of a server belongs there. */
function withoutScope({ integration_types: _types, contexts: _contexts, ...data }: Data): Data {
  return data;
}

/** Whether Discord has exactly the wanted commands, in any order, fields that it adds or fills in left aside. */
function areSame(wanted: readonly Data[], registered: unknown, isGlobal: boolean): boolean {
  if (!Array.isArray(registered) || registered.length !== wanted.length) return false;
  return wanted.every((data) => {
    const twin = (registered as Json[]).find(
      ({ name, type }) => name === data.name && (type ?? CHAT_INPUT) === (data.type ?? CHAT_INPUT),
    );
    return twin !== undefined && isDeepStrictEqual(essence(data, isGlobal), essence(twin, isGlobal));
  });
}

/** The fields of a command that we decide, with Discord's defaults filled in. */
function essence(command: Json | Data, isGlobal: boolean): Json {
  const json = command as Json;
  return {
    name: json.name,
    description: json.description ?? "",
    options: listOf(json.options).map(essenceOfOption),
    scope: isGlobal && [json.integration_types, json.contexts].map((list) => [...listOf(list)].sort()),
    permissions: json.default_member_permissions == null ? null : String(json.default_member_permissions),
    nsfw: json.nsfw ?? false,
    ...localizationsOf(json),
  };
}

/** An option, or a subcommand with options of its own. */
function essenceOfOption(option: Json): Json {
  return {
    type: option.type,
    name: option.name,
    description: option.description,
    required: option.required ?? false,
    autocomplete: option.autocomplete ?? false,
    options: listOf(option.options).map(essenceOfOption),
    choices: listOf(option.choices).map(({ name, value }) => ({ name, value })),
    bounds: [option.min_value, option.max_value, option.min_length, option.max_length].map((n) => n ?? null),
    ...localizationsOf(option),
  };
}

/** Discord gives back null where there are none. */
const localizationsOf = ({ name_localizations, description_localizations }: Json): Json => ({
  nameIn: { ...(name_localizations as Json | null | undefined) },
  descriptionIn: { ...(description_localizations as Json | null | undefined) },
});

const listOf = (value: unknown): Json[] => (Array.isArray(value) ? value : []);
