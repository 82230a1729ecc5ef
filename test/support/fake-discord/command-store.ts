import { CHAT_INPUT } from "./command-types.ts";
import { isGiven, type Json, listOf, objectsOf } from "./json.ts";
import type { World } from "./world.ts";

const GLOBAL = "global";

/** The registered commands of a server, or the global ones, by id. */
export function commandsOf(world: World, guildId?: string): Map<string, Json> {
  const key = guildId ?? GLOBAL;
  let commands = world.commands.get(key);
  if (!commands) {
    commands = new Map();
    world.commands.set(key, commands);
  }
  return commands;
}

/** Stores a checked command; one of the same name and type among the `known` keeps its id. */
export function keepCommand(world: World, command: Json, guildId: string | undefined, known: Json[]): Json {
  const same = known.find(({ name, type }) => name === command.name && type === (command.type ?? CHAT_INPUT));
  const stored = storedCommand(command, {
    id: String(same?.id ?? world.nextId()),
    application_id: world.applicationId,
    version: world.nextId(),
    ...(guildId !== undefined && { guild_id: guildId }),
  });
  commandsOf(world, guildId).set(String(stored.id), stored);
  return stored;
}

const OPTION_FIELDS = [
  "channel_types",
  "min_value",
  "max_value",
  "min_length",
  "max_length",
  "required",
  "autocomplete",
];

/** An option as Discord returns it: what is false or null is left out. */
function storedOption(option: Json): Json {
  const kept = OPTION_FIELDS.filter((field) => isGiven(option[field]) && option[field] !== false);
  return {
    type: option.type,
    name: option.name,
    name_localizations: option.name_localizations ?? null,
    description: option.description,
    description_localizations: option.description_localizations ?? null,
    ...Object.fromEntries(kept.map((field) => [field, option[field]])),
    ...(listOf(option.choices).length > 0 && {
      choices: objectsOf(option.choices).map(({ name, value, name_localizations = null }) => ({
        name,
        name_localizations,
        value,
      })),
    }),
    ...(listOf(option.options).length > 0 && { options: objectsOf(option.options).map(storedOption) }),
  };
}

/** A command as Discord keeps and returns it, with what it adds to what was sent. */
export function storedCommand(
  command: Json,
  ids: { id: string; version: string; application_id: string; guild_id?: string },
): Json {
  return {
    ...ids,
    default_member_permissions: isGiven(command.default_member_permissions)
      ? String(command.default_member_permissions)
      : null,
    type: command.type ?? CHAT_INPUT,
    name: command.name,
    name_localizations: command.name_localizations ?? null,
    description: command.description ?? "",
    description_localizations: command.description_localizations ?? null,
    ...(ids.guild_id === undefined && {
      dm_permission: command.dm_permission ?? true,
      contexts: command.contexts ?? null,
      integration_types: command.integration_types ?? [0],
    }),
    ...(listOf(command.options).length > 0 && { options: objectsOf(command.options).map(storedOption) }),
    nsfw: command.nsfw ?? false,
  };
}

/** The same without localizations: a listing gives them only when asked with `with_localizations=true`. */
export function withoutLocalizations(node: Json): Json {
  const { name_localizations: _names, description_localizations: _descriptions, ...rest } = node;
  for (const field of ["options", "choices"]) {
    if (Array.isArray(rest[field])) rest[field] = objectsOf(rest[field]).map(withoutLocalizations);
  }
  return rest;
}
