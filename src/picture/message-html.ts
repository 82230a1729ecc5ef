import { type APIButtonComponent, type APIMessageComponent, ButtonStyle, ComponentType } from "discord.js";
import type { Message } from "../discord/message.ts";
import { escapeHtml, markdownToHtml } from "./markdown-html.ts";

/**
 * The components of a message as HTML; `discord.css` gives them their looks.
 * @throws Error at a kind of component that Dateline does not send.
 */
export const messageToHtml = ({ components }: Message): string => components.map(componentToHtml).join("\n");

function componentToHtml(component: APIMessageComponent): string {
  switch (component.type) {
    case ComponentType.Container:
      return `<div class="container" style="--accent: ${cssColour(component.accent_color)}">${all(component.components)}</div>`;
    case ComponentType.TextDisplay:
      return `<div class="text">${markdownToHtml(component.content)}</div>`;
    case ComponentType.Section: {
      const words = `<div class="words">${all(component.components)}</div>`;
      return `<div class="section">${words}${componentToHtml(component.accessory)}</div>`;
    }
    case ComponentType.Separator:
      return `<hr class="separator">`;
    case ComponentType.ActionRow:
      return `<div class="row">${all(component.components)}</div>`;
    case ComponentType.Button:
      return buttonToHtml(component);
    case ComponentType.StringSelect:
      return `<span class="menu">${escapeHtml(component.placeholder ?? "")}</span>`;
    default:
      throw new Error(`no picture of a component of type ${component.type}`);
  }
}

function buttonToHtml(button: APIButtonComponent): string {
  const emoji = "emoji" in button && button.emoji?.name ? `${escapeHtml(button.emoji.name)} ` : "";
  const label = "label" in button ? escapeHtml(button.label ?? "") : "";
  const leadsAway = button.style === ButtonStyle.Link ? " ↗" : "";
  return `<span class="button">${emoji}${label}${leadsAway}</span>`;
}

const all = (components: readonly APIMessageComponent[]): string =>
  components.map(componentToHtml).join("\n");

/** @param colour 0xRRGGBB, or nothing for no coloured edge. */
const cssColour = (colour: number | null | undefined): string =>
  colour == null ? "transparent" : `#${colour.toString(16).padStart(6, "0")}`;
