import { isObject, type Json } from "./json.ts";
import type { Fault, FaultMatch } from "./types.ts";

const DEFAULT_RETRY_AFTER_S = 0.05;

export type RawAnswer = { status: number; headers: Record<string, string>; text: string | undefined };

/** The faults that tests have ordered, each for the next requests that match it. */
export function createFaults() {
  const ordered = new Set<{ match: FaultMatch; how: Fault; left: number }>();

  return {
    /** Returns what ends the fault early. */
    failNext(match: FaultMatch, how: Fault): () => void {
      const fault = { match, how, left: how.times ?? 1 };
      ordered.add(fault);
      return () => void ordered.delete(fault);
    },

    /** The fault of this request, the one that was ordered first; it counts as made. */
    take(method: string, path: string): Fault | undefined {
      const fault = [...ordered].find(
        ({ match }) => (match.method ?? method).toUpperCase() === method && (match.path?.test(path) ?? true),
      );
      if (!fault) return undefined;
      if (--fault.left === 0) ordered.delete(fault);
      return fault.how;
    },
  };
}

export const jsonAnswer = (status: number, body: unknown): RawAnswer => ({
  status,
  headers: body === undefined ? {} : { "Content-Type": "application/json" },
  text: body === undefined ? undefined : JSON.stringify(body),
});

/** What a fault with a status answers. */
export function faultAnswer(status: number, { body, headers }: Fault): RawAnswer {
  const answer = status === 429 ? rateLimited(isObject(body) ? body : {}) : plain(status, body);
  return { ...answer, headers: { ...answer.headers, ...headers } };
}

function plain(status: number, body: Fault["body"]): RawAnswer {
  if (typeof body === "string") return { status, headers: { "Content-Type": "text/html" }, text: body };
  return jsonAnswer(status, body ?? { message: `${status}: made to fail`, code: 0 });
}

/** As Discord says it: a global limit has no bucket, any other one names its own. */
function rateLimited(given: Json): RawAnswer {
  const body = {
    message: "You are being rate limited.",
    retry_after: DEFAULT_RETRY_AFTER_S,
    global: false,
    ...given,
  };
  const resetAt = Date.now() / 1000 + body.retry_after;
  const answer = jsonAnswer(429, body);
  return {
    ...answer,
    headers: {
      ...answer.headers,
      "Retry-After": String(body.retry_after),
      "X-RateLimit-Scope": body.global ? "global" : "user",
      ...(body.global
        ? { "X-RateLimit-Global": "true" }
        : {
            "X-RateLimit-Limit": "1",
            "X-RateLimit-Remaining": "0",
            "X-RateLimit-Reset": resetAt.toFixed(3),
            "X-RateLimit-Reset-After": body.retry_after.toFixed(3),
            "X-RateLimit-Bucket": "a-bucket",
          }),
    },
  };
}
