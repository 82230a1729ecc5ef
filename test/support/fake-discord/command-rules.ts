import { isObject, type Json, lengthOf, listOf, objectsOf } from "./json.ts";
import { type FieldError, invalidForm } from "./refusal.ts";

export const CHAT_INPUT = 1;
const SUBCOMMAND = 1;
const SUBCOMMAND_GROUP = 2;
export const STRING_OPTION = 3;
export const INTEGER_OPTION = 4;
export const BOOLEAN_OPTION = 5;
export const NUMBER_OPTION = 10;
const LAST_OPTION_TYPE = 11;

/** Names of slash commands and of options; letters that have a lower case must be in lower case. */
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const MAX_OPTIONS = 25;
const MAX_CHOICES = 25;
const MAX_COMMANDS = 100;
/** All names, descriptions and choice values of one command together. */
const MAX_COMMAND_LENGTH = 8000;

/** Checks the body of a bulk registration: a list of commands, at most 100, each name once. @throws Refusal */
export function checkCommands(commands: readonly unknown[]): void {
  if (commands.length > MAX_COMMANDS) {
    const message = `Must be ${MAX_COMMANDS} or fewer in length.`;
    throw invalidForm([{ path: "", code: "BASE_TYPE_MAX_LENGTH", message }]);
  }
  const errors = commands.flatMap((command, index) => commandErrors(command, String(index)));
  const taken = new Set<string>();
  objectsOf(commands).forEach(({ type = CHAT_INPUT, name }, index) => {
    const key = `${type} ${name}`;
    if (taken.has(key)) {
      const message = "Application command names must be unique";
      errors.push({ path: `${index}.name`, code: "APPLICATION_COMMANDS_DUPLICATE_NAME", message });
    }
    taken.add(key);
  });
  if (errors.length > 0) throw invalidForm(errors);
}

/** Checks the body that registers one command. @throws Refusal */
export function checkCommand(command: Json): void {
  const errors = commandErrors(command, "");
  if (errors.length > 0) throw invalidForm(errors);
}

function commandErrors(command: unknown, root: string): FieldError[] {
  const errors: FieldError[] = [];
  const report = (path: string, code: string, message: string) =>
    errors.push({ path: path.replace(/^\./, ""), code, message });

  function name(value: unknown, path: string) {
    if (typeof value !== "string") {
      report(`${path}.name`, "BASE_TYPE_REQUIRED", "This field is required");
    } else if (!NAME.test(value) || value !== value.toLowerCase()) {
      report(`${path}.name`, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid");
    }
  }

  function length(owner: Json, field: string, path: string, min: number, max: number) {
    const value = owner[field];
    if (typeof value !== "string") {
      report(`${path}.${field}`, "BASE_TYPE_REQUIRED", "This field is required");
    } else if (lengthOf(value) < min || lengthOf(value) > max) {
      report(`${path}.${field}`, "BASE_TYPE_BAD_LENGTH", `Must be between ${min} and ${max} in length.`);
    }
  }

  function eachObject(values: readonly unknown[], path: string, look: (value: Json, at: string) => void) {
    values.forEach((value, index) => {
      if (isObject(value)) look(value, `${path}.${index}`);
      else report(`${path}.${index}`, "MODEL_TYPE_CONVERT", "Only dictionaries may be used.");
    });
  }

  function choices(option: Json, path: string) {
    const given = listOf(option.choices);
    if (given.length > MAX_CHOICES) {
      report(`${path}.choices`, "BASE_TYPE_MAX_LENGTH", `Must be ${MAX_CHOICES} or fewer in length.`);
    }
    if (given.length > 0 && option.autocomplete === true) {
      const message = "Autocomplete cannot be true when choices are given";
      report(`${path}.choices`, "APPLICATION_COMMAND_OPTIONS_CHOICES_AND_AUTOCOMPLETE", message);
    }
    eachObject(given, `${path}.choices`, (choice, at) => {
      length(choice, "name", at, 1, 100);
      if (option.type === STRING_OPTION) length(choice, "value", at, 1, 100);
      else if (typeof choice.value !== "number") {
        report(`${at}.value`, "NUMBER_TYPE_COERCE", `Value "${choice.value}" is not a number.`);
      }
    });
  }

  function options(owner: Json, path: string) {
    const given = listOf(owner.options);
    if (given.length > MAX_OPTIONS) {
      report(`${path}.options`, "BASE_TYPE_MAX_LENGTH", `Must be ${MAX_OPTIONS} or fewer in length.`);
    }
    const names = new Set<unknown>();
    let optionalSeen = false;
    eachObject(given, `${path}.options`, (option, at) => {
      const { type, required } = option;
      if (!Number.isInteger(type) || (type as number) < 1 || (type as number) > LAST_OPTION_TYPE) {
        report(
          `${at}.type`,
          "BASE_TYPE_CHOICES",
          "Value must be one of {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}.",
        );
      }
      name(option.name, at);
      if (names.has(option.name)) {
        const message = `Option name ${option.name} is already used`;
        report(`${at}.name`, "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", message);
      }
      names.add(option.name);
      length(option, "description", at, 1, 100);
      if (required === true && optionalSeen) {
        const message = "Required options must be placed before non-required options";
        report(at, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", message);
      }
      if (required !== true) optionalSeen = true;
      choices(option, at);
      if (type === SUBCOMMAND || type === SUBCOMMAND_GROUP) options(option, at);
    });
  }

  if (!isObject(command)) {
    report(root, "MODEL_TYPE_CONVERT", "Only dictionaries may be used.");
    return errors;
  }
  if ((command.type ?? CHAT_INPUT) === CHAT_INPUT) {
    name(command.name, root);
    length(command, "description", root, 1, 100);
    options(command, root);
  } else {
    length(command, "name", root, 1, 32);
    if (command.description || listOf(command.options).length > 0) {
      const message = "Context menu commands cannot have description or options";
      report(root, "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION", message);
    }
  }
  if (commandLength(command) > MAX_COMMAND_LENGTH) {
    report(root, "APPLICATION_COMMAND_TOO_LARGE", `Command exceeds ${MAX_COMMAND_LENGTH} characters`);
  }
  return errors;
}

function commandLength(node: Json): number {
  const own = [node.name, node.description, node.value].filter((value) => typeof value === "string");
  const inside = [...objectsOf(node.options), ...objectsOf(node.choices)];
  return own.join("").length + inside.reduce((sum, child) => sum + commandLength(child), 0);
}
