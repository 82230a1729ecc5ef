import type { APIButtonComponent } from "discord.js";
import { writeCustomId } from "../custom-id.ts";
import { button } from "../message.ts";
import type { Texts } from "../texts.ts";

export const READ = "read";

/** "Read article": opens it at a stretch (see `writeStretch`). */
export const readButton = (stretch: readonly string[], texts: Texts): APIButtonComponent =>
  button(texts("readLabel"), writeCustomId(READ, stretch));
