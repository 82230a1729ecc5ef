import {
  ACTION_ROW,
  BUTTON,
  CONTAINER,
  FILE,
  IN_CONTAINER,
  MEDIA_GALLERY,
  SECTION,
  SELECTS,
  SEPARATOR,
  TEXT_DISPLAY,
  THUMBNAIL,
  TOP_LEVEL_V2,
} from "./component-types.ts";
import { createControlChecks } from "./control-rules.ts";
import { createFieldChecks } from "./field-checks.ts";
import { isGiven, isObject, type Json, lengthOf, objectsOf } from "./json.ts";
import type { FieldError } from "./refusal.ts";

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
  const fields = createFieldChecks();
  const { errors, report, text, integer, children, eachObject } = fields;
  const { button, select } = createControlChecks(fields);
  const ids = new Set<unknown>();
  let count = 0;
  let characters = 0;
  let storedBytes = 0;

  function media(owner: Json, field: string, path: string) {
    const url = isObject(owner[field]) ? owner[field].url : undefined;
    if (typeof url !== "string" || !/^(https?|attachment):\/\/./.test(url)) {
      report(`${path}.${field}.url`, "URL_TYPE_INVALID_SCHEME", "Not a well formed URL.");
    }
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
    if (!check) return fields.unknownType(path, allowed);
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
