import { EVERY_OPTION, STRING_OPTION, SUBCOMMAND, SUBCOMMAND_GROUP, VALUE_OPTIONS } from "./command-types.ts";
import type { FieldChecks } from "./field-checks.ts";
import { type Json, listOf, objectsOf } from "./json.ts";
import type { Naming } from "./naming-rules.ts";

const MAX_OPTIONS = 25;
const MAX_CHOICES = 25;

const holdsOptions = (option: Json) => option.type === SUBCOMMAND || option.type === SUBCOMMAND_GROUP;

/** Discord's rules for the options of a slash command: groups hold subcommands, and those hold options with values. */
export function createOptionChecks({ report, text, eachObject }: FieldChecks, naming: Naming) {
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
      naming.localizedText(choice, "name", at, 100);
      if (option.type === STRING_OPTION) text(choice, "value", at, 1, 100);
      else if (typeof choice.value !== "number") {
        report(`${at}.value`, "NUMBER_TYPE_COERCE", `Value "${choice.value}" is not a number.`);
      }
    });
  }

  function inside(option: Json, path: string) {
    const allowed = option.type === SUBCOMMAND ? VALUE_OPTIONS : [SUBCOMMAND];
    if (option.type === SUBCOMMAND_GROUP && listOf(option.options).length === 0) {
      report(`${path}.options`, "BASE_TYPE_REQUIRED", "This field is required");
    }
    options(option, path, allowed);
  }

  function options(owner: Json, path: string, allowed: readonly number[] = EVERY_OPTION) {
    const given = listOf(owner.options);
    if (given.length > MAX_OPTIONS) {
      report(`${path}.options`, "BASE_TYPE_MAX_LENGTH", `Must be ${MAX_OPTIONS} or fewer in length.`);
    }
    const isMixed = objectsOf(given).some(holdsOptions) && !objectsOf(given).every(holdsOptions);
    let optionalSeen = false;
    eachObject(given, `${path}.options`, (option, at) => {
      const { type, required } = option;
      if (!allowed.includes(type as number)) {
        report(`${at}.type`, "BASE_TYPE_CHOICES", `Value must be one of {${allowed.join(", ")}}.`);
      } else if (isMixed && holdsOptions(option)) {
        const message =
          "Sub-command and sub-command group option types are mutually exclusive to all other types";
        report(at, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", message);
      }
      naming.slashName(option, at);
      naming.localizedText(option, "description", at, 100);
      if (required === true && optionalSeen) {
        const message = "Required options must be placed before non-required options";
        report(at, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", message);
      }
      if (required !== true) optionalSeen = true;
      choices(option, at);
      if (holdsOptions(option)) inside(option, at);
    });
    // Within one list, names are unique whatever the types.
    naming.unique(
      objectsOf(given).map((option) => ({ ...option, type: 0 })),
      (index) => `${path}.options.${index}`,
      "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS",
    );
  }

  return { options };
}
