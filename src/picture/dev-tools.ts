import type { Readable, Writable } from "node:stream";

type Result = Record<string, unknown>;
type Incoming = {
  id?: number;
  method?: string;
  sessionId?: string;
  result?: Result;
  error?: { message: string };
};
type Waiting = { resolve: (result: Result) => void; reject: (error: Error) => void };

/** Ends every message of the DevTools protocol on a pipe; a message is JSON. */
const END = "\0";

export type DevTools = {
  /** Calls a method of the protocol, in a page's session or in the browser's own. */
  call(method: string, params: object, sessionId?: string): Promise<Result>;
  /** The next event of this kind. */
  event(method: string, sessionId: string): Promise<Result>;
  /** Rejects all that is waited for and will be. The first reason stays. */
  fail(error: Error): void;
};

/**
 * Speaks the DevTools protocol with a Chromium that was started with `--remote-debugging-pipe`. Whoever started it calls
 * `fail` when it ends.
 */
export function speakDevTools(input: Writable, output: Readable): DevTools {
  /** Calls by their number, events by their name and session. */
  const waiting = new Map<string, Waiting>();
  let failure: Error | undefined;
  let calls = 0;
  let received = "";

  const waitFor = (key: string): Promise<Result> =>
    failure
      ? Promise.reject(failure)
      : new Promise((resolve, reject) => waiting.set(key, { resolve, reject }));

  function take({ id, method, sessionId, result, error }: Incoming) {
    const key = id === undefined ? `${method} ${sessionId}` : String(id);
    if (error) waiting.get(key)?.reject(new Error(`the browser refused: ${error.message}`));
    else waiting.get(key)?.resolve(result ?? {});
    waiting.delete(key);
  }

  function fail(error: Error) {
    failure ??= error;
    for (const { reject } of waiting.values()) reject(failure);
    waiting.clear();
  }

  output.setEncoding("utf8");
  output.on("data", (data: string) => {
    const messages = (received + data).split(END);
    received = messages.pop() ?? "";
    for (const message of messages) take(JSON.parse(message));
  });
  // A pipe breaks when the browser ends, or has it ended at the deadline; `fail` is then told why.
  for (const pipe of [input, output]) pipe.on("error", () => {});

  return {
    call(method, params, sessionId) {
      const id = ++calls;
      const answered = waitFor(String(id));
      input.write(JSON.stringify({ id, method, params, sessionId }) + END);
      return answered;
    },
    event: (method, sessionId) => waitFor(`${method} ${sessionId}`),
    fail,
  };
}
