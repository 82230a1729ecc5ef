import { isGiven, isObject, type Json, lengthOf, listOf, objectsOf } from "./json.ts";
import type { FieldError } from "./refusal.ts";

/** The message flag IS_COMPONENTS_V2. */
export const COMPONENTS_V2 = 1 << 15;

export const ACTION_ROW = 1;
export const BUTTON = 2;
export const STRING_SELECT = 3;
export const TEXT_INPUT = 4;
const OTHER_SELECTS = [5, 6, 7, 8];
const SECTION = 9;
export const TEXT_DISPLAY = 10;
const THUMBNAIL = 11;
const MEDIA_GALLERY = 12;
const FILE = 13;
const SEPARATOR = 14;
const CONTAINER = 17;
export const LABEL = 18;

const SELECTS = [STRING_SELECT, ...OTHER_SELECTS];
const IN_CONTAINER = [ACTION_ROW, SECTION, TEXT_DISPLAY, MEDIA_GALLERY, FILE, SEPARATOR];
const TOP_LEVEL_V2 = [...IN_CONTAINER, CONTAINER];

const PREMIUM_STYLE = 6;
const LINK_STYLE = 5;

/** Limits of Discord's component reference; the 4,000 characters of text are told in no schema. */
const MAX_COMPONENTS = 40;
const MAX_TEXT = 4000;
const MAX_ROWS_WITHOUT_V2 = 5;

/**
 * The sum over all text displays of their UTF-8 bytes plus 12 that Discord can store; more is answered with status
 * 500. Undocumented; measured by users (discord-api-docs issue 8554). It bites long before 4,000 characters where
 * a character takes three bytes.
 */
const MAX_STORED_BYTES = 10_170;
const BYTES_PER_TEXT_DISPLAY = 12;

export type ComponentFindings = { errors: FieldError[]; tooLargeToStore: boolean };

/** Checks the components of a message against Discord's rules, with or without the flag IS_COMPONENTS_V2. */
export function checkComponents(components: readonly unknown[], v2: boolean): ComponentFindings {
  const errors: FieldError[] = [];
  const ids = new Set<unknown>();
  const customIds = new Set<unknown>();
  let count = 0;
  let characters = 0;
  let storedBytes = 0;

  const report = (path: string, code: string, message: string) => errors.push({ path, code, message });

  function text(owner: Json, field: string, path: string, min: number, max: number) {
    const value = owner[field];
    if (!isGiven(value)) {
      if (min > 0) report(`${path}.${field}`, "BASE_TYPE_REQUIRED", "This field is required");
    } else if (typeof value !== "string") {
      report(`${path}.${field}`, "STRING_TYPE_CONVERT", `Could not interpret "${value}" as string.`);
    } else if (lengthOf(value) > max || (min > 0 && lengthOf(value.trim()) < min)) {
      report(`${path}.${field}`, "BASE_TYPE_BAD_LENGTH", `Must be between ${min} and ${max} in length.`);
    }
  }

  function integer(owner: Json, field: string, path: string, min: number, max: number) {
    const value = owner[field];
    if (!isGiven(value)) return;
    if (!Number.isInteger(value) || (value as number) < min || (value as number) > max) {
      report(`${path}.${field}`, "NUMBER_TYPE_RANGE", `int value should be between ${min} and ${max}.`);
    }
  }

  function children(owner: Json, field: string, path: string, min: number, max: number): unknown[] {
    const value = owner[field];
    if (!Array.isArray(value)) {
      report(`${path}.${field}`, "BASE_TYPE_REQUIRED", "This field is required");
    } else if (value.length < min || value.length > max) {
      report(`${path}.${field}`, "BASE_TYPE_BAD_LENGTH", `Must be between ${min} and ${max} in length.`);
    }
    return listOf(value);
  }

  function eachObject(values: readonly unknown[], path: string, look: (value: Json, at: string) => void) {
    values.forEach((value, index) => {
      if (isObject(value)) look(value, `${path}.${index}`);
      else report(`${path}.${index}`, "MODEL_TYPE_CONVERT", "Only dictionaries may be used.");
    });
  }

  function customId(component: Json, path: string) {
    text(component, "custom_id", path, 1, 100);
    if (customIds.has(component.custom_id)) {
      const message = "Component custom id cannot be duplicated";
      report(`${path}.custom_id`, "COMPONENT_CUSTOM_ID_DUPLICATED", message);
    }
    customIds.add(component.custom_id);
  }

  function media(owner: Json, field: string, path: string) {
    const url = isObject(owner[field]) ? owner[field].url : undefined;
    if (typeof url !== "string" || !/^(https?|attachment):\/\/./.test(url)) {
      report(`${path}.${field}.url`, "URL_TYPE_INVALID_SCHEME", "Not a well formed URL.");
    }
  }

  function button(component: Json, path: string) {
    const { style } = component;
    integer(component, "style", path, 1, PREMIUM_STYLE);
    if (!isGiven(style)) report(`${path}.style`, "BASE_TYPE_REQUIRED", "This field is required");
    text(component, "label", path, 0, 80);
    if (style === LINK_STYLE) {
      text(component, "url", path, 1, 512);
      if (isGiven(component.custom_id)) {
        const message = "A custom id and url cannot both be specified";
        report(`${path}.custom_id`, "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", message);
      }
      if (typeof component.url === "string" && !/^(https?|discord):\/\/./.test(component.url)) {
        report(
          `${path}.url`,
          "URL_TYPE_INVALID_SCHEME",
          "Scheme must be one of ('http', 'https', 'discord').",
        );
      }
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
    integer(component, "min_values", path, 0, 25);
    integer(component, "max_values", path, 1, 25);
    if (component.type !== STRING_SELECT) return;
    const options = children(component, "options", path, 1, 25);
    if (Number(component.max_values ?? 1) > options.length) {
      const message = "max_values cannot exceed the number of options";
      report(`${path}.max_values`, "SELECT_COMPONENT_MAX_VALUES_TOO_LARGE", message);
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

  function actionRow(component: Json, path: string) {
    const inside = children(component, "components", path, 1, 5);
    const menus = objectsOf(inside).filter(({ type }) => SELECTS.includes(type as number));
    if (menus.length > 0 && inside.length > 1) {
      const message = "The specified component exceeds the maximum width";
      report(`${path}.components`, "COMPONENT_LAYOUT_WIDTH_EXCEEDED", message);
    }
    visitAll(inside, `${path}.components`, [BUTTON, ...SELECTS]);
  }

  function section(component: Json, path: string) {
    visitAll(children(component, "components", path, 1, 3), `${path}.components`, [TEXT_DISPLAY]);
    if (isGiven(component.accessory)) visit(component.accessory, `${path}.accessory`, [BUTTON, THUMBNAIL]);
    else report(`${path}.accessory`, "BASE_TYPE_REQUIRED", "This field is required");
  }

  function textDisplay(component: Json, path: string) {
    text(component, "content", path, 1, MAX_TEXT);
    const content = typeof component.content === "string" ? component.content : "";
    characters += lengthOf(content);
    storedBytes += Buffer.byteLength(content) + BYTES_PER_TEXT_DISPLAY;
  }

  function mediaGallery(component: Json, path: string) {
    eachObject(children(component, "items", path, 1, 10), `${path}.items`, (item, at) => {
      media(item, "media", at);
      text(item, "description", at, 0, 1024);
    });
  }

  function file(component: Json, path: string) {
    const url = isObject(component.file) ? component.file.url : undefined;
    if (typeof url !== "string" || !url.startsWith("attachment://")) {
      report(`${path}.file.url`, "URL_TYPE_INVALID_SCHEME", "Scheme must be one of ('attachment').");
    }
  }

  const checks: Record<number, (component: Json, path: string) => void> = {
    [ACTION_ROW]: actionRow,
    [BUTTON]: button,
    [SECTION]: section,
    [TEXT_DISPLAY]: textDisplay,
    [THUMBNAIL]: (component, path) => {
      media(component, "media", path);
      text(component, "description", path, 0, 1024);
    },
    [MEDIA_GALLERY]: mediaGallery,
    [FILE]: file,
    [SEPARATOR]: (component, path) => integer(component, "spacing", path, 1, 2),
    [CONTAINER]: (component, path) => {
      integer(component, "accent_color", path, 0, 0xffffff);
      const inside = children(component, "components", path, 1, MAX_COMPONENTS);
      visitAll(inside, `${path}.components`, IN_CONTAINER);
    },
  };
  for (const type of SELECTS) checks[type] = select;

  function visit(value: unknown, path: string, allowed: readonly number[]) {
    const check = isObject(value) && allowed.includes(value.type as number) && checks[value.type as number];
    if (!check) {
      const message = `Value of field "type" must be one of (${allowed.join(", ")}).`;
      report(path, "UNION_TYPE_CHOICES", message);
      return;
    }
    const component = value as Json;
    count++;
    integer(component, "id", path, 0, 2 ** 31 - 1);
    if (component.id && ids.has(component.id)) {
      report(`${path}.id`, "COMPONENT_ID_DUPLICATED", "Component id cannot be duplicated");
    }
    ids.add(component.id);
    check(component, path);
  }

  function visitAll(values: readonly unknown[], path: string, allowed: readonly number[]) {
    values.forEach((value, index) => {
      visit(value, `${path}.${index}`, allowed);
    });
  }

  visitAll(components, "components", v2 ? TOP_LEVEL_V2 : [ACTION_ROW]);
  if (!v2 && components.length > MAX_ROWS_WITHOUT_V2) {
    report("components", "BASE_TYPE_BAD_LENGTH", `Must be ${MAX_ROWS_WITHOUT_V2} or fewer in length.`);
  }
  if (count > MAX_COMPONENTS) {
    const message = `The total number of components (${count}) exceeds the maximum of ${MAX_COMPONENTS}`;
    report("components", "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", message);
  }
  if (characters > MAX_TEXT) {
    const message = `Components displayable text size (${characters}) exceeds maximum size of ${MAX_TEXT}`;
    report("components", "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", message);
  }
  return { errors, tooLargeToStore: storedBytes > MAX_STORED_BYTES };
}
