import { BUTTON, STRING_SELECT, TEXT_DISPLAY } from "./component-types.ts";
import { isObject, type Json, objectsOf } from "./json.ts";
import type { FakeMessage } from "./types.ts";

/** Every component of a message or modal, nested ones and accessories included, in reading order. */
export function everyComponent(components: readonly Json[]): Json[] {
  return components.flatMap((component) => [
    component,
    ...everyComponent(objectsOf(component.components)),
    ...everyComponent([component.accessory, component.component].filter(isObject)),
  ]);
}

/** A copy in which every component has an `id`, as Discord returns them: those not given are filled in from 1. */
export function withIds(components: readonly Json[]): Json[] {
  const copy = structuredClone(components) as Json[];
  const all = everyComponent(copy);
  const taken = new Set(all.map(({ id }) => id));
  let next = 0;
  for (const component of all) {
    if (component.id) continue;
    do next++;
    while (taken.has(next));
    component.id = next;
  }
  return copy;
}

/** All words of a message that its sender wrote: the content, or the text displays from top to bottom. */
export function textOf({ content, components }: Pick<FakeMessage, "content" | "components">): string {
  const displays = everyComponent(components).filter(({ type }) => type === TEXT_DISPLAY);
  return [content, ...displays.map((display) => String(display.content))].filter(Boolean).join("\n");
}

/** The buttons of a message, link buttons included, as they are in the payload. */
export const buttonsOf = ({ components }: Pick<FakeMessage, "components">): Json[] =>
  everyComponent(components).filter(({ type }) => type === BUTTON);

/** The string menus of a message. */
export const menusOf = ({ components }: Pick<FakeMessage, "components">): Json[] =>
  everyComponent(components).filter(({ type }) => type === STRING_SELECT);
