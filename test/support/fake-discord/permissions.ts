import type { FakeChannel } from "./types.ts";

/** Permissions, by their bits. */
export const ADMINISTRATOR = 1n << 3n;
export const MANAGE_GUILD = 1n << 5n;
export const VIEW_CHANNEL = 1n << 10n;
export const SEND_MESSAGES = 1n << 11n;
export const EMBED_LINKS = 1n << 14n;
export const READ_MESSAGE_HISTORY = 1n << 16n;
const USE_APPLICATION_COMMANDS = 1n << 31n;
export const SEND_MESSAGES_IN_THREADS = 1n << 38n;
export const USE_EXTERNAL_APPS = 1n << 50n;

/** What everybody in the server may do, the bot included. */
export const ORDINARY =
  VIEW_CHANNEL |
  SEND_MESSAGES |
  EMBED_LINKS |
  READ_MESSAGE_HISTORY |
  USE_APPLICATION_COMMANDS |
  SEND_MESSAGES_IN_THREADS |
  USE_EXTERNAL_APPS;

export const hasAll = (granted: bigint, wanted: bigint): boolean =>
  (granted & ADMINISTRATOR) !== 0n || (granted & wanted) === wanted;

/** Threads have a permission to send of their own. */
export const sendingIn = ({ kind }: FakeChannel): bigint =>
  kind === "thread" ? SEND_MESSAGES_IN_THREADS : SEND_MESSAGES;
