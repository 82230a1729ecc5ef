import { withIds } from "./component-tree.ts";
import { STRING_SELECT, TEXT_INPUT } from "./component-types.ts";
import { misfitOfInput, misfitOfMenu } from "./control-rules.ts";
import { type Json, objectsOf } from "./json.ts";
import { controlOf } from "./modal-rules.ts";

/** What a user puts into the controls of a modal, by their custom ids: a text, or the chosen values of a menu. */
export type ModalValues = Record<string, string | string[]>;

/**
 * The rows of a modal as Discord sends them back: every row keeps its type and id, and each control has its value only.
 * @throws Error if the form cannot be filled in like this
 */
export function filledModal(modal: Json, values: ModalValues): Json[] {
  const rows = withIds(objectsOf(modal.components));
  const known = rows.map((row) => controlOf(row)?.custom_id);
  const strange = Object.keys(values).find((customId) => !known.includes(customId));
  if (strange !== undefined) throw new Error(`the form "${modal.title}" has no field "${strange}"`);
  return rows.map((row) => {
    const { type, id } = row;
    const control = controlOf(row);
    if (!control) return { type, id };
    const filled = filledControl(control, values[String(control.custom_id)]);
    return row.component ? { type, id, component: filled } : { type, id, components: [filled] };
  });
}

function filledControl(control: Json, given: string | string[] | undefined): Json {
  const { type, id, custom_id, required } = control;
  if (type === TEXT_INPUT) {
    const value = given ?? control.value ?? "";
    if (typeof value !== "string") throw new Error(`the field "${custom_id}" takes a text`);
    const wrong = misfitOfInput(control, value);
    if (wrong) throw new Error(`the field "${custom_id}": ${JSON.stringify(value)} ${wrong}`);
    return { type, id, custom_id, value };
  }
  if (type === STRING_SELECT) {
    const chosen = [given ?? defaultsOf(control)].flat();
    const wrong = chosen.length === 0 && required === false ? null : misfitOfMenu(control, chosen);
    if (wrong) throw new Error(`the menu "${custom_id}" ${wrong}`);
    return { type, id, custom_id, values: chosen };
  }
  throw new Error(`the fake does not fill in a control of type ${type}: "${custom_id}"`);
}

const defaultsOf = (menu: Json): string[] =>
  objectsOf(menu.options)
    .filter((option) => option.default === true)
    .map(({ value }) => String(value));
