import { CHAT_INPUT, MESSAGE_COMMAND, USER_COMMAND } from "./command-types.ts";
import { createFieldChecks, type FieldChecks } from "./field-checks.ts";
import { isGiven, isObject, type Json, listOf, objectsOf } from "./json.ts";
import { createNaming, type Naming } from "./naming-rules.ts";
import { createOptionChecks } from "./option-rules.ts";
import { invalidForm } from "./refusal.ts";

/** How many commands of each type an application has. */
const MAX_COMMANDS: Record<number, number> = { [CHAT_INPUT]: 100, [USER_COMMAND]: 15, [MESSAGE_COMMAND]: 15 };
const TYPES = Object.keys(MAX_COMMANDS).map(Number);

/** All names, descriptions and choice values of one command together, each in its longest language. */
const MAX_COMMAND_LENGTH = 8000;

/** Checks the body of a bulk registration: a list of commands, each name once per type and language. @throws Refusal */
export function checkCommands(commands: readonly unknown[]): void {
  const fields = createFieldChecks();
  const naming = createNaming(fields);
  for (const type of TYPES) {
    const most = MAX_COMMANDS[type] as number;
    if (objectsOf(commands).filter((command) => (command.type ?? CHAT_INPUT) === type).length <= most)
      continue;
    fields.report("", "BASE_TYPE_MAX_LENGTH", `Must be ${most} or fewer in length.`);
  }
  commands.forEach((command, index) => {
    check(command, String(index), fields, naming);
  });
  naming.unique(
    commands.map((command) => (isObject(command) ? command : {})),
    String,
    "APPLICATION_COMMANDS_DUPLICATE_NAME",
  );
  if (fields.errors.length > 0) throw invalidForm(fields.errors);
}

/** Checks the body that registers one command. @throws Refusal */
export function checkCommand(command: Json): void {
  const fields = createFieldChecks();
  check(command, "", fields, createNaming(fields));
  if (fields.errors.length > 0) throw invalidForm(fields.errors);
}

function check(command: unknown, root: string, fields: FieldChecks, naming: Naming) {
  const { report } = fields;

  /** A list without repeats whose values are all among the allowed ones; null and absence are the default. */
  function choicesOf(owner: Json, field: string, allowed: readonly number[]) {
    const given = owner[field];
    if (!isGiven(given)) return;
    const values = listOf(given);
    if (values.length === 0 || new Set(values).size < values.length) {
      report(`${root}.${field}`, "SET_TYPE_ALREADY_CONTAINS_VALUE", "Must be a list without repeats");
    }
    if (!values.every((value) => allowed.includes(value as number))) {
      report(`${root}.${field}`, "BASE_TYPE_CHOICES", `Value must be one of {${allowed.join(", ")}}.`);
    }
  }

  if (!isObject(command)) return report(root, "MODEL_TYPE_CONVERT", "Only dictionaries may be used.");
  const { type = CHAT_INPUT, default_member_permissions: permissions } = command;
  if (type === CHAT_INPUT) {
    naming.slashName(command, root);
    naming.localizedText(command, "description", root, 100);
    createOptionChecks(fields, naming).options(command, root);
  } else if (TYPES.includes(type as number)) {
    naming.menuName(command, root);
    if (command.description || isGiven(command.description_localizations)) {
      const message = "Context menu commands cannot have description";
      report(`${root}.description`, "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION", message);
    }
    if (listOf(command.options).length > 0) {
      const message = "Context menu commands cannot have options";
      report(`${root}.options`, "APPLICATION_COMMAND_CONTEXT_MENU_OPTIONS", message);
    }
  } else {
    report(`${root}.type`, "BASE_TYPE_CHOICES", `Value must be one of {${TYPES.join(", ")}}.`);
  }
  choicesOf(command, "contexts", [0, 1, 2]);
  choicesOf(command, "integration_types", [0, 1]);
  if (isGiven(permissions) && !/^\d{1,20}$/.test(String(permissions))) {
    report(`${root}.default_member_permissions`, "NUMBER_TYPE_COERCE", `Value "${permissions}" is not int.`);
  }
  if (commandLength(command) > MAX_COMMAND_LENGTH) {
    report(root, "APPLICATION_COMMAND_TOO_LARGE", `Command exceeds ${MAX_COMMAND_LENGTH} characters`);
  }
}

function commandLength(node: Json): number {
  const own = ["name", "description", "value"].map((field) => longestOf(node, field));
  const inside = [...objectsOf(node.options), ...objectsOf(node.choices)].map(commandLength);
  return [...own, ...inside].reduce((sum, length) => sum + length, 0);
}

function longestOf(node: Json, field: string): number {
  const localized = node[`${field}_localizations`];
  const texts = [node[field], ...(isObject(localized) ? Object.values(localized) : [])];
  return Math.max(0, ...texts.map((text) => (typeof text === "string" ? text.length : 0)));
}
