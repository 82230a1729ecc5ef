import {
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIButtonComponentWithCustomId,
  type APIComponentInContainer,
  type APIMessageTopLevelComponent,
  type APISectionComponent,
  type APISeparatorComponent,
  type APITextDisplayComponent,
  ButtonStyle,
  ComponentType,
  MessageFlags,
  SeparatorSpacingSize,
} from "discord.js";

/** A message of components, before flags and mention safety are added at the door (`reply.ts`). */
export type Message = { components: APIMessageTopLevelComponent[] };

/** Discord's limits of one components-v2 message: components at every depth, and characters of all text displays together. */
export const MAX_COMPONENTS = 40;
export const MAX_TEXT = 4000;

/**
 * What Discord stores of a message: UTF-8 bytes of all text displays, plus 12 for each. More is answered with status
 * 500. Not in Discord's documentation; measured by users (discord-api-docs, issue 8554).
 */
export const MAX_STORED_BYTES = 10_170;
export const BYTES_PER_TEXT_DISPLAY = 12;

/** What renderers may fill, in units of `textSize`: both limits above, less a margin for a closing note of one line. */
export const TEXT_BUDGET = 3850;
const BYTES_PER_UNIT = 2.5;

/** How much of TEXT_BUDGET a text takes: its characters, or more where they need three bytes each (Chinese, Hindi). */
export const textSize = (text: string): number =>
  Math.max(text.length, Math.ceil(Buffer.byteLength(text) / BYTES_PER_UNIT));

/** One colour per kind of reply, as 0xRRGGBB. */
export const COLOUR = {
  answer: 0x2f7d5b,
  related: 0xb98a2f,
  notFound: 0x8a8f98,
  information: 0x3b6ea8,
  error: 0xb3372f,
} as const;

export const text = (markdown: string): APITextDisplayComponent => ({
  type: ComponentType.TextDisplay,
  content: markdown,
});

/** @param emoji stands before the label, never instead of it. */
export const button = (label: string, customId: string, emoji?: string): APIButtonComponentWithCustomId => ({
  type: ComponentType.Button,
  style: ButtonStyle.Secondary,
  label,
  custom_id: customId,
  ...(emoji !== undefined && { emoji: { name: emoji } }),
});

export const section = (
  markdown: string,
  accessory: APIButtonComponentWithCustomId,
): APISectionComponent => ({
  type: ComponentType.Section,
  components: [text(markdown)],
  accessory,
});

/** A thin line: without it a source line could be read as the heading of the next quote. */
export const divider: APISeparatorComponent = {
  type: ComponentType.Separator,
  divider: true,
  spacing: SeparatorSpacingSize.Small,
};

/** Discord's limit of a row. */
const BUTTONS_PER_ROW = 5;

/** Buttons in as few rows as hold them. */
export const buttonRows = (
  buttons: readonly APIButtonComponent[],
): APIActionRowComponent<APIButtonComponent>[] =>
  Array.from({ length: Math.ceil(buttons.length / BUTTONS_PER_ROW) }, (_, row) => ({
    type: ComponentType.ActionRow,
    components: buttons.slice(row * BUTTONS_PER_ROW, (row + 1) * BUTTONS_PER_ROW),
  }));

/** A message in one box with a coloured edge. */
export const card = (colour: number, components: APIComponentInContainer[]): Message => ({
  components: [{ type: ComponentType.Container, accent_color: colour, components }],
});

/** A message of a few words. */
export const notice = (markdown: string, colour: number = COLOUR.information): Message =>
  card(colour, [text(markdown)]);

/** Whether its reader alone sees a message, as Discord sends it. */
export const isPrivate = (message: { flags?: number } | undefined): boolean =>
  ((message?.flags ?? 0) & MessageFlags.Ephemeral) !== 0;

/** All components of a message, at every depth, in the order in which they are shown. Assumes nothing of their kinds. */
export function* walk(components: readonly object[]): Generator<Record<string, unknown>> {
  for (const component of components as readonly Record<string, unknown>[]) {
    if (typeof component !== "object" || component === null) continue;
    yield component;
    if (Array.isArray(component.components)) yield* walk(component.components);
    if (component.accessory) yield* walk([component.accessory]);
  }
}
