import pino, { type Logger } from "pino";
import { problemText, type RecentProblems } from "./recent-problems.ts";

export type { Logger };

/** Pino's numbers of these levels. */
const WARN = 40;
const ERROR = 50;

/** How an error is logged: what it is and where, but nothing that it carries along (a request's headers or body). */
type LoggedError = {
  type: string;
  message: string;
  code?: unknown;
  status?: unknown;
  stack?: string;
  cause?: LoggedError;
};

/**
 * The program's log, on standard error: easy to read in a terminal, JSON Lines otherwise.
 * @param secrets texts that must never be written, such as the bot's token; they are replaced wherever they stand
 * @param problems remembers the warnings and errors, as far as the level lets them be logged
 */
export function createLog(
  level: string,
  secrets: readonly (string | undefined)[],
  problems?: RecentProblems,
): Logger {
  const hide = (text: string) =>
    secrets.reduce<string>((shown, secret) => (secret ? shown.replaceAll(secret, "[hidden]") : shown), text);
  const options = {
    level,
    base: null,
    serializers: { err: (error: unknown) => describeError(error, hide) },
    hooks: {
      logMethod(this: Logger, args: Parameters<pino.LogFn>, method: pino.LogFn, level: number) {
        method.apply(
          this,
          args.map((arg) => (typeof arg === "string" ? hide(arg) : arg)) as Parameters<pino.LogFn>,
        );
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
    options: { destination: 2, translateTime: "SYS:HH:MM:ss", ignore: "pid,hostname" },
  };
  return process.stderr.isTTY
    ? pino({ ...options, transport: toTerminal })
    : pino(options, pino.destination(2));
}

function describeError(error: unknown, hide: (text: string) => string): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: hide(String(error)) };
  const { code, status } = error as { code?: unknown; status?: unknown };
  return {
    type: error.name,
    message: hide(error.message),
    ...(code !== undefined && { code }),
    ...(status !== undefined && { status }),
    ...(error.stack && { stack: hide(error.stack) }),
    ...(error.cause !== undefined && { cause: describeError(error.cause, hide) }),
  };
}
