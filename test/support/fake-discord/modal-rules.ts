import { ACTION_ROW, IN_LABEL, LABEL, TEXT_DISPLAY, TEXT_INPUT, TOP_LEVEL_MODAL } from "./component-types.ts";
import { createControlChecks } from "./control-rules.ts";
import { createFieldChecks } from "./field-checks.ts";
import { isObject, type Json, objectsOf } from "./json.ts";
import { invalidForm } from "./refusal.ts";

const MAX_TITLE = 45;
const MAX_LABEL = 45;
/** Told by the API reference; the OpenAPI description lets 40 pass. */
const MAX_ROWS = 5;
const MAX_TEXT = 4000;

/**
 * Checks the data of a modal: a title of 1 to 45 characters, a custom id of 1 to 100, and 1 to 5 rows, each a text, an
 * action row with one text input, or a label with one control.
 * @throws Refusal
 */
export function checkModal(data: Json): void {
  const fields = createFieldChecks();
  const { errors, report, text, children, eachObject, unknownType } = fields;
  const controls = createControlChecks(fields);

  function row(component: Json, path: string) {
    const inside = children(component, "components", path, 1, 1);
    eachObject(inside, `${path}.components`, (input, at) => {
      if (input.type === TEXT_INPUT) controls.textInput(input, at, false);
      else unknownType(at, [TEXT_INPUT]);
    });
  }

  function label(component: Json, path: string) {
    text(component, "label", path, 1, MAX_LABEL);
    text(component, "description", path, 0, 100);
    const inside = component.component;
    if (!isObject(inside)) report(`${path}.component`, "BASE_TYPE_REQUIRED", "This field is required");
    else if (!IN_LABEL.includes(inside.type as number)) unknownType(`${path}.component`, IN_LABEL);
    else controls.labelled(inside, `${path}.component`);
  }

  text(data, "title", "data", 1, MAX_TITLE);
  text(data, "custom_id", "data", 1, 100);
  eachObject(children(data, "components", "data", 1, MAX_ROWS), "data.components", (component, path) => {
    if (component.type === ACTION_ROW) row(component, path);
    else if (component.type === LABEL) label(component, path);
    else if (component.type === TEXT_DISPLAY) text(component, "content", path, 1, MAX_TEXT);
    else unknownType(path, TOP_LEVEL_MODAL);
  });
  if (errors.length > 0) throw invalidForm(errors);
}

/** The control of a row or label of a modal; undefined for a text. */
export const controlOf = (row: Json): Json | undefined =>
  isObject(row.component) ? row.component : objectsOf(row.components)[0];
