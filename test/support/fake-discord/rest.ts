import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { createFaults, faultAnswer, jsonAnswer, type RawAnswer } from "./faults.ts";
import type { BodyCheck } from "./openapi-check.ts";
import { invalidJson, noSuchRoute, Refusal, unauthorized } from "./refusal.ts";
import type { Route } from "./route.ts";
import type { RecordedRequest } from "./types.ts";
import type { World } from "./world.ts";

const BASE = "/api/v10";

/** An interaction's token in a path: too long to read in a sentence. */
const TOKEN = /\/[\w-]{60,}/;

/** The HTTP side: records requests, makes the ordered faults, checks the token and the body, and runs the route. */
export function createRest(world: World, routes: readonly Route[], checkBody: BodyCheck) {
  const faults = createFaults();
  const patterns = routes.map((route) => ({
    route,
    pattern: new RegExp(`^${route.template.replace(/\{(\w+)\}/g, "(?<$1>[^/]+)")}$`),
  }));
  /** Requests that are being worked at; one that hangs is not. */
  const busy = new Set<ServerResponse>();

  function listener(request: IncomingMessage, response: ServerResponse) {
    busy.add(response);
    world.lastActivity = performance.now();
    response.on("close", () => {
      busy.delete(response);
      world.lastActivity = performance.now();
      world.changed();
    });
    serve(request, response).catch((error) => {
      world.problems.push(`the fake Discord failed: ${error.stack ?? error}`);
      response.destroy();
    });
  }

  async function serve(request: IncomingMessage, response: ServerResponse) {
    const { method = "GET" } = request;
    const { pathname, searchParams: query } = new URL(request.url ?? "/", "http://fake");
    const parsing = parseBody(request);
    const path = decodeURIComponent(pathname.startsWith(BASE) ? pathname.slice(BASE.length) : pathname);
    const record: RecordedRequest = {
      method,
      path,
      query: Object.fromEntries(query),
      body: await parsing.catch(() => undefined), // refused below, in `handle`
      status: 0,
      at: Date.now(),
    };
    world.requests.push(record);
    const problem = (text: string) =>
      world.problems.push(`${method} ${path.replace(TOKEN, "/{token}")}: ${text}`);

    const fault = faults.take(method, path);
    if (fault?.delayMs) await sleep(fault.delayMs);
    if (fault?.dropRequest) return reset(request);
    if (fault?.hang) return void busy.delete(response);
    const told = fault?.status ? faultAnswer(fault.status, fault) : null;
    const done = told && !fault?.carriedOut ? told : await handle();
    if (fault?.dropResponse) return reset(request);
    const { status, headers, text } = told ?? done;
    record.status = status;
    response.writeHead(status, headers);
    response.end(text);

    async function handle(): Promise<RawAnswer> {
      try {
        const body = await parsing;
        if (!pathname.startsWith(BASE)) throw noSuchRoute();
        const found = patterns.find(({ route, pattern }) => route.method === method && pattern.test(path));
        if (!found) throw noSuchRoute();
        const { route, pattern } = found;
        const trusted = request.headers.authorization === `Bot ${world.token}`;
        if (route.needsBotToken && !trusted) throw unauthorized();
        const params = { ...pattern.exec(path)?.groups };
        const answer = route.run({ params, query, body, problem });
        // A refused body is among the problems already; the description is for what the rules here let pass.
        const wrong = body === undefined ? null : checkBody(method, route.template, body);
        if (wrong) problem(`the body does not fit Discord's OpenAPI description: ${wrong}`);
        return jsonAnswer(answer.status, answer.body);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        if (!error.isExcused) problem(error.message);
        return jsonAnswer(error.status, error.body);
      }
    }
  }

  return {
    listener,
    failNext: faults.failNext,
    isBusy: () => busy.size > 0,
  };
}

function reset(request: IncomingMessage) {
  request.socket.resetAndDestroy();
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** The JSON of the request: the body itself, or the field `payload_json` beside uploaded files. */
async function parseBody(request: IncomingMessage): Promise<unknown> {
  const raw = await read(request);
  if (raw.length === 0) return undefined;
  const type = request.headers["content-type"] ?? "";
  if (type.startsWith("multipart/form-data")) {
    const form = await new Response(new Uint8Array(raw), { headers: { "content-type": type } }).formData();
    return parseJson(String(form.get("payload_json") ?? "{}"));
  }
  if (!type.startsWith("application/json")) throw invalidJson(`the content type is "${type}"`);
  return parseJson(raw.toString("utf8"));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw invalidJson(String(error));
  }
}
