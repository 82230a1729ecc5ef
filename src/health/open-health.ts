import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { QuestionReport } from "../answer/question-report.ts";
import { DatelineError, messageOf } from "../shared/errors.ts";
import { createMetrics } from "./metrics.ts";
import { readinessOf } from "./readiness.ts";
import type { KnownVitals } from "./vitals.ts";

/** Nobody beyond this machine needs to know. */
const HOST = "127.0.0.1";

/** Tells supervisors how the program is: `/healthz`, `/readyz` and `/metrics`. */
export type Health = {
  port: number;
  /** Counts a question. */
  observe(report: QuestionReport): void;
  /** Parts of the program that have come up, and can be asked from now on. */
  watch(parts: KnownVitals): void;
  close(): Promise<void>;
};

type Reply = { status: number; type: string; body: string };

/** @throws DatelineError "config" when the port cannot be had */
export async function openHealth(port: number, version: string): Promise<Health> {
  const vitals: KnownVitals = {};
  const metrics = createMetrics(vitals, version);

  async function replyTo({ method, url = "" }: IncomingMessage): Promise<Reply> {
    if (method !== "GET" && method !== "HEAD") return NOT_FOUND;
    switch (url.split("?")[0]) {
      case "/healthz":
        // A process whose event loop does not turn says nothing at all.
        return json(200, { status: "ok", uptimeSeconds: Math.floor(process.uptime()) });
      case "/readyz": {
        const readiness = readinessOf(vitals);
        return json(readiness.ready ? 200 : 503, readiness);
      }
      case "/metrics":
        return { status: 200, type: metrics.contentType, body: await metrics.text() };
      default:
        return NOT_FOUND;
    }
  }

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { status, type, body } = await replyTo(request).catch(failure);
    response.writeHead(status, { "content-type": type, "cache-control": "no-store" }).end(body);
  }

  const server = createServer((request, response) => void respond(request, response));
  try {
    await once(server.listen(port, HOST), "listening");
  } catch (cause) {
    const text = `HEALTH_PORT: port ${port} of ${HOST} cannot be used (${whyNot(cause)}); write another one, or leave HEALTH_PORT empty.`;
    throw new DatelineError("config", text, { cause });
  }
  return {
    port: (server.address() as AddressInfo).port,
    observe: metrics.observe,
    watch: (parts) => void Object.assign(vitals, parts),
    async close() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

const json = (status: number, body: object): Reply => ({
  status,
  type: "application/json",
  body: `${JSON.stringify(body)}\n`,
});

const text = (status: number, body: string): Reply => ({
  status,
  type: "text/plain; charset=utf-8",
  body: `${body}\n`,
});

const NOT_FOUND = text(404, "There are /healthz, /readyz and /metrics.");

const failure = (error: unknown): Reply => text(500, messageOf(error));

function whyNot(cause: unknown): string {
  const { code } = cause as NodeJS.ErrnoException;
  if (code === "EADDRINUSE") return "another program uses it";
  return code === "EACCES" ? "this user may not use it" : messageOf(cause);
}
