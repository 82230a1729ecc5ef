import { styleText } from "node:util";

/** How text is set off; plain where the output is not a terminal or the reader wants no colour (NO_COLOR). */
export type Style = { bold(text: string): string; dim(text: string): string };

const plain: Style = { bold: (text) => text, dim: (text) => text };
const ansi: Style = { bold: (text) => styleText("bold", text), dim: (text) => styleText("dim", text) };

export const styleFor = (stream: NodeJS.WriteStream): Style =>
  process.env.FORCE_COLOR || (stream.isTTY && !process.env.NO_COLOR) ? ansi : plain;

/** Columns of a terminal; 80 where there is none. */
export const widthOf = (stream: NodeJS.WriteStream): number => stream.columns || 80;
