import { ACTION_ROW, LABEL, TEXT_DISPLAY, TEXT_INPUT } from "./component-rules.ts";
import {
  AUTOCOMPLETE,
  AUTOCOMPLETE_RESULT,
  COMPONENT,
  DEFERRED_REPLY,
  DEFERRED_UPDATE,
  MODAL,
  REPLY,
  UPDATE,
} from "./interaction.ts";
import { isObject, type Json, lengthOf, objectsOf } from "./json.ts";
import { type FieldError, invalidForm } from "./refusal.ts";
import type { Choice } from "./types.ts";

const MAX_CHOICES = 25;
const MAX_MODAL_ROWS = 5;

/** Which callback types answer which interaction. */
export function allowedCallbacks(interactionType: number): number[] {
  if (interactionType === AUTOCOMPLETE) return [AUTOCOMPLETE_RESULT];
  if (interactionType === COMPONENT) return [REPLY, DEFERRED_REPLY, DEFERRED_UPDATE, UPDATE, MODAL];
  return [REPLY, DEFERRED_REPLY, MODAL];
}

const badLength = (path: string, min: number, max: number): FieldError => ({
  path,
  code: "BASE_TYPE_BAD_LENGTH",
  message: `Must be between ${min} and ${max} in length.`,
});

const hasLength = (value: unknown, min: number, max: number): value is string =>
  typeof value === "string" && lengthOf(value) >= min && lengthOf(value) <= max;

/**
 * The choices of an autocomplete result: at most 25, names and string values of 1 to 100 characters.
 * @throws Refusal
 */
export function checkChoices(data: Json): Choice[] {
  const errors: FieldError[] = [];
  if (!Array.isArray(data.choices)) {
    throw invalidForm([
      { path: "data.choices", code: "BASE_TYPE_REQUIRED", message: "This field is required" },
    ]);
  }
  if (data.choices.length > MAX_CHOICES) {
    const message = `Must be ${MAX_CHOICES} or fewer in length.`;
    errors.push({ path: "data.choices", code: "BASE_TYPE_MAX_LENGTH", message });
  }
  data.choices.forEach((choice: unknown, index) => {
    const { name, value } = isObject(choice) ? choice : {};
    if (!hasLength(name, 1, 100)) errors.push(badLength(`data.choices.${index}.name`, 1, 100));
    if (typeof value !== "number" && !hasLength(value, 1, 100)) {
      errors.push(badLength(`data.choices.${index}.value`, 1, 100));
    }
  });
  if (errors.length > 0) throw invalidForm(errors);
  return data.choices as Choice[];
}

/**
 * A modal: title of 1 to 45 characters, custom id of 1 to 100, and 1 to 5 rows: a label or text, or an action row
 * with one text input.
 * @throws Refusal
 */
export function checkModal(data: Json): void {
  const errors: FieldError[] = [];
  if (!hasLength(data.title, 1, 45)) errors.push(badLength("data.title", 1, 45));
  if (!hasLength(data.custom_id, 1, 100)) errors.push(badLength("data.custom_id", 1, 100));
  const rows = Array.isArray(data.components) ? data.components : [];
  if (rows.length < 1 || rows.length > MAX_MODAL_ROWS) {
    errors.push(badLength("data.components", 1, MAX_MODAL_ROWS));
  }
  rows.forEach((row: unknown, index) => {
    const { type, components, component } = isObject(row) ? row : {};
    const inputs = objectsOf(components);
    const fits =
      type === TEXT_DISPLAY ||
      (type === LABEL && isObject(component)) ||
      (type === ACTION_ROW && inputs.length === 1 && inputs[0]?.type === TEXT_INPUT);
    if (fits) return;
    const message = `Value of field "type" must be one of (${ACTION_ROW}, ${TEXT_DISPLAY}, ${LABEL}).`;
    errors.push({ path: `data.components.${index}`, code: "UNION_TYPE_CHOICES", message });
  });
  if (errors.length > 0) throw invalidForm(errors);
}
