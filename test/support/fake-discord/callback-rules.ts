import type { Choice } from "./api.ts";
import {
  AUTOCOMPLETE,
  AUTOCOMPLETE_RESULT,
  DEFERRED_REPLY,
  DEFERRED_UPDATE,
  type Interaction,
  MODAL,
  MODAL_SUBMIT,
  REPLY,
  UPDATE,
} from "./interaction.ts";
import { isObject, type Json, lengthOf } from "./json.ts";
import { type FieldError, invalidForm } from "./refusal.ts";

const MAX_CHOICES = 25;

/** Which callback types answer an interaction: an update needs a message to update, and no form leads to a form. */
export function allowedCallbacks({ type, source }: Interaction): number[] {
  if (type === AUTOCOMPLETE) return [AUTOCOMPLETE_RESULT];
  return [
    REPLY,
    DEFERRED_REPLY,
    ...(source ? [DEFERRED_UPDATE, UPDATE] : []),
    ...(type === MODAL_SUBMIT ? [] : [MODAL]),
  ];
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
