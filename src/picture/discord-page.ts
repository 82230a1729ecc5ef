import { readFile } from "node:fs/promises";
import type { Message } from "../discord/message.ts";
import { escapeHtml } from "./markdown-html.ts";
import { messageToHtml } from "./message-html.ts";

/** A message of the bot, and what Discord itself shows around it. */
export type Scene = {
  message: Message;
  /** The slash command that is answered, without the slash; null for the reply to a button. */
  command: string | null;
  /** Whether its reader alone sees it. */
  isPrivate: boolean;
};

/** A whole page without scripts and without anything to load: the message as Discord's dark theme shows it. */
export async function discordPage({ message, command, isPrivate }: Scene): Promise<string> {
  const style = await readFile(new URL("./discord.css", import.meta.url), "utf8");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>A message of Dateline</title>
<style>${style}</style>
</head>
<body>
<main>
${command === null ? "" : usedLine(command)}
${AVATAR}
<div class="from"><b>Dateline</b> <span class="app">APP</span> 09:41</div>
${messageToHtml(message)}
${isPrivate ? ONLY_YOU : ""}
</main>
</body>
</html>
`;
}

const usedLine = (command: string): string =>
  `<div class="used"><span class="reader">R</span> <b>reader</b> used <span class="command">/${escapeHtml(command)}</span></div>`;

/** An opening quotation mark over a line. */
const AVATAR = `<svg class="avatar" viewBox="0 0 40 40">
<circle cx="20" cy="20" r="20" fill="#2f7d5b"/>
<path d="M11 21c0-5 2-8.5 6.5-10.5l1 1.8c-2.4 1.3-3.6 2.9-3.8 4.9h3.5v6.3H11zM21.5 21c0-5 2-8.5 6.5-10.5l1 1.8c-2.4 1.3-3.6 2.9-3.8 4.9h3.5v6.3h-7.2z" fill="#fff"/>
<path d="M11 28.5h18" stroke="#fff" stroke-width="2" stroke-linecap="round"/>
</svg>`;

const ONLY_YOU = `<div class="only-you"><svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2">
<path d="M2 12c2.5-4.5 5.8-7 10-7s7.5 2.5 10 7c-2.5 4.5-5.8 7-10 7s-7.5-2.5-10-7z"/><circle cx="12" cy="12" r="3"/>
</svg> Only you can see this • <a>Dismiss message</a></div>`;
