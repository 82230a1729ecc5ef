import pino, { type Logger } from "pino";
import { DatelineError } from "./errors.ts";
import { problemText, type RecentProblems } from "./recent-problems.ts";

export type { Logger };

/** Pino's numbers of these levels. */
const WARN = 40;
const ERROR = 50;

/** How an error is logged: what it is and where, but nothing that it carries along (a request's headers or body). */
type LoggedError = {
  type: string;
  message?: string;
  code?: unknown;
  status?: unknown;
  stack?: string;
  cause?: LoggedError;
};

/** The tokens of interactions and webhooks, which stand in the paths of requests, and names and passwords in addresses. */
const SECRETS_IN_ADDRESSES = [
  /(?<=\/(?:webhooks|interactions)\/\d+\/)[^\s/?#"'\\]+/g,
  /(?<=\bhttps?:\/\/)[^\s/?#"'\\]+(?=@)/g,
];
const HIDDEN = "[hidden]";

/**
 * The program's log, on standard error: easy to read in a terminal, JSON Lines otherwise.
 * @param secrets texts that must never be written, such as the bot's token; they are replaced wherever they stand, and so
 *   are secrets in addresses
 * @param problems remembers the warnings and errors, as far as the level lets them be logged
 */
export function createLog(
  level: string,
  secrets: readonly (string | undefined)[],
  problems?: RecentProblems,
): Logger {
  const hide = secretHider(secrets);
  const options = {
    level,
    base: null,
    serializers: { err: (error: unknown) => describeError(error, () => true) },
    hooks: {
      streamWrite: hide,
      logMethod(this: Logger, args: Parameters<pino.LogFn>, method: pino.LogFn, level: number) {
        method.apply(this, args);
        if (level < WARN) return;
        const [first, second = ""] = args as [unknown, string?];
        const text = typeof first === "string" ? first : problemText(second, first as object);
        problems?.add({
          time: new Date().toISOString(),
          level: level < ERROR ? "warn" : "error",
          text: hide(text),
        });
      },
    },
  };
  const toTerminal = {
    target: "pino-pretty",
    options: { destination: 2, translateTime: "SYS:HH:MM:ss", ignore: "pid,hostname", singleLine: true },
  };
  return process.stderr.isTTY
    ? pino({ ...options, transport: toTerminal })
    : pino(options, pino.destination(2));
}

/**
 * The same log for what users cause: what an error that is none of ours says may repeat what somebody wrote, so only its kind
 * and its place are told.
 */
export const withoutForeignWords = (log: Logger): Logger =>
  log.child({}, { serializers: { err: (error: unknown) => describeError(error, hasOwnWords) } });

/** Whether what an error says comes from us, from the file system or network, or from the service that was asked. */
function hasOwnWords(error: unknown): boolean {
  if (error instanceof DatelineError) return error.code !== "question";
  const { syscall, status } = Object(error) as { syscall?: unknown; status?: unknown };
  return error instanceof Error && (typeof syscall === "string" || typeof status === "number");
}

/** Secrets as they are and as they stand in JSON. */
function secretHider(secrets: readonly (string | undefined)[]): (text: string) => string {
  const known = secrets.flatMap((secret) => (secret ? [secret, JSON.stringify(secret).slice(1, -1)] : []));
  return (text) => {
    const shown = known.reduce((rest, secret) => rest.replaceAll(secret, HIDDEN), text);
    return SECRETS_IN_ADDRESSES.reduce((rest, secret) => rest.replace(secret, HIDDEN), shown);
  };
}

function describeError(error: unknown, mayTell: (error: unknown) => boolean): LoggedError {
  const tells = mayTell(error);
  if (!(error instanceof Error)) return { type: typeof error, ...(tells && { message: String(error) }) };
  const { code, status } = error as { code?: unknown; status?: unknown };
  const stack = tells ? error.stack : placeOf(error);
  return {
    type: error.name,
    ...(tells && { message: error.message }),
    ...(code !== undefined && { code }),
    ...(status !== undefined && { status }),
    ...(stack && { stack }),
    ...(error.cause !== undefined && { cause: describeError(error.cause, mayTell) }),
  };
}

/** The lines of the stack that say where, without the message before them. */
const placeOf = ({ stack = "", message }: Error): string =>
  stack
    .replace(message, "")
    .split("\n")
    .filter((line) => /^ +at /.test(line))
    .join("\n");
