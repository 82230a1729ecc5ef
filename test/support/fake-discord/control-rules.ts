import { SELECTS, STRING_SELECT, TEXT_INPUT } from "./component-types.ts";
import type { FieldChecks } from "./field-checks.ts";
import { isGiven, isObject, type Json, lengthOf, objectsOf } from "./json.ts";

const LINK_STYLE = 5;
const PREMIUM_STYLE = 6;
const PARAGRAPH_STYLE = 2;
const MAX_OPTIONS = 25;
const MAX_INPUT = 4000;

/** Discord's rules for what a user can press, choose or fill in. Custom ids are unique within one set of checks. */
export function createControlChecks({ report, text, integer, children, eachObject }: FieldChecks) {
  const customIds = new Set<unknown>();

  function customId(component: Json, path: string) {
    text(component, "custom_id", path, 1, 100);
    if (customIds.has(component.custom_id)) {
      const message = "Component custom id cannot be duplicated";
      report(`${path}.custom_id`, "COMPONENT_CUSTOM_ID_DUPLICATED", message);
    }
    customIds.add(component.custom_id);
  }

  function linkButton(component: Json, path: string) {
    text(component, "url", path, 1, 512);
    if (isGiven(component.custom_id)) {
      const message = "A custom id and url cannot both be specified";
      report(`${path}.custom_id`, "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", message);
    }
    if (typeof component.url === "string" && !/^(https?|discord):\/\/./.test(component.url)) {
      const message = "Scheme must be one of ('http', 'https', 'discord').";
      report(`${path}.url`, "URL_TYPE_INVALID_SCHEME", message);
    }
  }

  function button(component: Json, path: string) {
    const { style } = component;
    integer(component, "style", path, 1, PREMIUM_STYLE);
    if (!isGiven(style)) report(`${path}.style`, "BASE_TYPE_REQUIRED", "This field is required");
    text(component, "label", path, 0, 80);
    if (style === LINK_STYLE) {
      linkButton(component, path);
    } else if (style !== PREMIUM_STYLE) {
      customId(component, path);
      if (isGiven(component.url)) {
        report(`${path}.url`, "BUTTON_COMPONENT_INVALID_URL", "Only a link button has a url");
      }
    }
    const emoji = isObject(component.emoji) && (isGiven(component.emoji.id) || isGiven(component.emoji.name));
    if (style !== PREMIUM_STYLE && !component.label && !emoji) {
      report(path, "BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED", "A button needs a label or an emoji");
    }
  }

  function select(component: Json, path: string) {
    customId(component, path);
    text(component, "placeholder", path, 0, 150);
    integer(component, "min_values", path, 0, MAX_OPTIONS);
    integer(component, "max_values", path, 1, MAX_OPTIONS);
    if (Number(component.min_values ?? 1) > Number(component.max_values ?? 1)) {
      const message = "min_values cannot exceed max_values";
      report(`${path}.min_values`, "SELECT_COMPONENT_MIN_VALUES_TOO_LARGE", message);
    }
    if (component.type === STRING_SELECT) selectOptions(component, path);
  }

  function selectOptions(component: Json, path: string) {
    const options = children(component, "options", path, 1, MAX_OPTIONS);
    const most = Number(component.max_values ?? 1);
    if (most > options.length) {
      const message = "max_values cannot exceed the number of options";
      report(`${path}.max_values`, "SELECT_COMPONENT_MAX_VALUES_TOO_LARGE", message);
    }
    if (objectsOf(options).filter((option) => option.default === true).length > most) {
      const message = "More options are chosen beforehand than max_values allows";
      report(`${path}.options`, "SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES", message);
    }
    const values = new Set<unknown>();
    eachObject(options, `${path}.options`, (option, at) => {
      text(option, "label", at, 1, 100);
      text(option, "value", at, 1, 100);
      text(option, "description", at, 0, 100);
      if (values.has(option.value)) {
        const message = "The specified option value is already used";
        report(`${at}.value`, "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", message);
      }
      values.add(option.value);
    });
  }

  /** @param labelled whether a Label around it says what it is for; in an action row it must say so itself. */
  function textInput(component: Json, path: string, labelled: boolean) {
    customId(component, path);
    if (!labelled) text(component, "label", path, 1, 45);
    else if (isGiven(component.label)) {
      const message = "A text input in a label has no label of its own";
      report(`${path}.label`, "TEXT_INPUT_COMPONENT_LABEL_IN_LABEL", message);
    }
    if (!isGiven(component.style)) report(`${path}.style`, "BASE_TYPE_REQUIRED", "This field is required");
    integer(component, "style", path, 1, PARAGRAPH_STYLE);
    integer(component, "min_length", path, 0, MAX_INPUT);
    integer(component, "max_length", path, 1, MAX_INPUT);
    text(component, "placeholder", path, 0, 100);
    const most = Number(component.max_length ?? MAX_INPUT);
    text(component, "value", path, 0, most);
    if (Number(component.min_length ?? 0) > most) {
      const message = "min_length cannot exceed max_length";
      report(`${path}.min_length`, "TEXT_INPUT_COMPONENT_MIN_LENGTH_TOO_LARGE", message);
    }
  }

  /** The control of a label in a modal. Of the newer ones only the custom id is looked at. */
  function labelled(component: Json, path: string) {
    if (component.type === TEXT_INPUT) textInput(component, path, true);
    else if (SELECTS.includes(component.type as number)) select(component, path);
    else customId(component, path);
  }

  return { button, select, textInput, labelled };
}

/** Why a text cannot be typed into a text input, or null. */
export function misfitOfInput(input: Json, value: string): string | null {
  const { required, min_length, max_length } = input;
  const least = Number(min_length ?? 0);
  const most = Number(max_length ?? MAX_INPUT);
  if (value === "") return required === false ? null : "must be filled in";
  if (lengthOf(value) < least) return `is shorter than ${least}`;
  return lengthOf(value) > most ? `is longer than ${most}` : null;
}

/** Why these values cannot be chosen in a string menu, or null. */
export function misfitOfMenu(menu: Json, values: readonly string[]): string | null {
  const offered = objectsOf(menu.options).map(({ value }) => value);
  const strange = values.find((value) => !offered.includes(value));
  if (strange !== undefined) return `does not offer "${strange}"`;
  if (new Set(values).size < values.length) return "takes each value once";
  const [least, most] = [Number(menu.min_values ?? 1), Number(menu.max_values ?? 1)];
  return values.length < least || values.length > most ? `takes ${least} to ${most} values` : null;
}
