import type { OptionValue } from "./api.ts";
import {
  BOOLEAN_OPTION,
  INTEGER_OPTION,
  NUMBER_OPTION,
  STRING_OPTION,
  SUBCOMMAND,
  SUBCOMMAND_GROUP,
} from "./command-types.ts";
import { type Json, objectsOf } from "./json.ts";

/** What a user fills in: a command, or the subcommand that was named. */
export type RunnableCommand = { label: string; declared: Json[] };

const holdsOptions = ({ type }: Json) => type === SUBCOMMAND || type === SUBCOMMAND_GROUP;

/** The command or subcommand at a path such as `["admin", "reindex"]`. @throws Error if it cannot be run. */
export function resolveCommand(command: Json, path: readonly string[]): RunnableCommand {
  let declared = objectsOf(command.options);
  path.slice(1).forEach((name, depth) => {
    const inner = declared.find((option) => option.name === name && holdsOptions(option));
    if (!inner) throw new Error(`/${path.slice(0, depth + 1).join(" ")} has no subcommand "${name}"`);
    declared = objectsOf(inner.options);
  });
  const label = `/${path.join(" ")}`;
  const inside = declared.filter(holdsOptions).map(({ name }) => name);
  if (inside.length > 0) throw new Error(`${label} needs a subcommand: ${inside.join(", ")}`);
  return { label, declared };
}

/** The options inside the subcommand and group of a path, as Discord sends them. */
export function nested(path: readonly string[], options: Json[]): Json[] {
  return path.slice(1).reduceRight((inside, name, index) => {
    const type = path.length === 3 && index === 0 ? SUBCOMMAND_GROUP : SUBCOMMAND;
    return [{ name, type, ...(inside.length > 0 && { options: inside }) }];
  }, options);
}

/** The options of a command that is run: all required ones, each fitting its declaration. */
export function filledOptions(
  { label, declared }: RunnableCommand,
  given: Record<string, OptionValue>,
): Json[] {
  for (const { name, required } of declared) {
    if (required === true && !(String(name) in given)) throw new Error(`${label} needs the option "${name}"`);
  }
  return Object.entries(given).map(([name, value]) => {
    const option = declared.find((one) => one.name === name);
    if (!option) throw new Error(`${label} has no option "${name}"`);
    const wrong = misfit(option, value);
    if (wrong) throw new Error(`${label} ${name}: ${JSON.stringify(value)} ${wrong}`);
    return { name, type: option.type, value };
  });
}

/** The options while one of them is being typed: nothing is complete yet. */
export function typedOptions(
  { label, declared }: RunnableCommand,
  given: Record<string, OptionValue>,
  focused: string,
): Json[] {
  const option = declared.find(({ name }) => name === focused);
  if (option?.autocomplete !== true) throw new Error(`${label} has no option "${focused}" with autocomplete`);
  const all = focused in given ? given : { ...given, [focused]: "" };
  return Object.entries(all).map(([name, value]) => {
    const type = declared.find((one) => one.name === name)?.type;
    if (type === undefined) throw new Error(`${label} has no option "${name}"`);
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
