import { isGiven, isObject, type Json, lengthOf, listOf } from "./json.ts";
import type { FieldError } from "./refusal.ts";

export type FieldChecks = ReturnType<typeof createFieldChecks>;

/** Collects what is wrong with the fields of one request body, each under its path and Discord's code for the rule. */
export function createFieldChecks() {
  const errors: FieldError[] = [];

  /** A leading dot is cut: it comes from a field of the body itself, whose path is "". */
  const report = (path: string, code: string, message: string) =>
    errors.push({ path: path.replace(/^\./, ""), code, message });

  return {
    errors,
    report,

    /** A text of `min` to `max` characters; required where `min` is not 0. */
    text(owner: Json, field: string, path: string, min: number, max: number) {
      const value = owner[field];
      if (!isGiven(value)) {
        if (min > 0) report(`${path}.${field}`, "BASE_TYPE_REQUIRED", "This field is required");
      } else if (typeof value !== "string") {
        report(`${path}.${field}`, "STRING_TYPE_CONVERT", `Could not interpret "${value}" as string.`);
      } else if (lengthOf(value) > max || (min > 0 && lengthOf(value.trim()) < min)) {
        report(`${path}.${field}`, "BASE_TYPE_BAD_LENGTH", `Must be between ${min} and ${max} in length.`);
      }
    },

    /** A whole number within bounds, if it is given. */
    integer(owner: Json, field: string, path: string, min: number, max: number) {
      const value = owner[field];
      if (!isGiven(value)) return;
      if (!Number.isInteger(value) || (value as number) < min || (value as number) > max) {
        report(`${path}.${field}`, "NUMBER_TYPE_RANGE", `int value should be between ${min} and ${max}.`);
      }
    },

    /** The values of a required list of `min` to `max`. */
    children(owner: Json, field: string, path: string, min: number, max: number): unknown[] {
      const value = owner[field];
      if (!Array.isArray(value)) {
        report(`${path}.${field}`, "BASE_TYPE_REQUIRED", "This field is required");
      } else if (value.length < min || value.length > max) {
        report(`${path}.${field}`, "BASE_TYPE_BAD_LENGTH", `Must be between ${min} and ${max} in length.`);
      }
      return listOf(value);
    },

    /** Each value of a list that must hold objects only. */
    eachObject(values: readonly unknown[], path: string, look: (value: Json, at: string) => void) {
      values.forEach((value, index) => {
        if (isObject(value)) look(value, `${path}.${index}`);
        else report(`${path}.${index}`, "MODEL_TYPE_CONVERT", "Only dictionaries may be used.");
      });
    },

    unknownType(path: string, allowed: readonly number[]) {
      const message = `Value of field "type" must be one of (${allowed.join(", ")}).`;
      report(path, "UNION_TYPE_CHOICES", message);
    },
  };
}
