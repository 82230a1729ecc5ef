import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { Json } from "./json.ts";
import type { BodyCheck } from "./openapi-check.ts";
import { invalidJson, noSuchRoute, Refusal, unauthorized } from "./refusal.ts";
import type { Route, RouteAnswer } from "./route.ts";
import type { Fault, FaultMatch, RecordedRequest } from "./types.ts";
import type { World } from "./world.ts";

const BASE = "/api/v10";
const DEFAULT_RETRY_AFTER_S = 0.05;

/** An interaction's token in a path: too long to read in a sentence. */
const TOKEN = /\/[\w-]{60,}/;

/** The HTTP side: records requests, makes the ordered faults, checks the token and the body, and runs the route. */
export function createRest(world: World, routes: readonly Route[], checkBody: BodyCheck) {
  const faults: { match: FaultMatch; how: Fault; left: number }[] = [];
  const patterns = routes.map((route) => ({
    route,
    pattern: new RegExp(`^${route.template.replace(/\{(\w+)\}/g, "(?<$1>[^/]+)")}$`),
  }));
  let open = 0;

  function listener(request: IncomingMessage, response: ServerResponse) {
    open++;
    world.lastActivity = performance.now();
    response.on("close", () => {
      open--;
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

    const fault = nextFault(method, path);
    if (fault?.delayMs) await sleep(fault.delayMs);
    const answer: RouteAnswer & { headers?: Record<string, string> } = fault?.status
      ? faultAnswer(fault.status, fault.body)
      : await handle();
    if (fault?.dropResponse) {
      request.socket.resetAndDestroy();
      return;
    }
    record.status = answer.status;
    const text = answer.body === undefined ? undefined : JSON.stringify(answer.body);
    response.writeHead(answer.status, {
      ...(text !== undefined && { "Content-Type": "application/json" }),
      ...answer.headers,
    });
    response.end(text);

    async function handle(): Promise<RouteAnswer> {
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
        return answer;
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        problem(error.message);
        return { status: error.status, body: error.body };
      }
    }
  }

  function nextFault(method: string, path: string): Fault | undefined {
    const index = faults.findIndex(
      ({ match }) => (match.method ?? method).toUpperCase() === method && (match.path?.test(path) ?? true),
    );
    const fault = faults[index];
    if (!fault) return undefined;
    if (--fault.left === 0) faults.splice(index, 1);
    return fault.how;
  }

  return {
    listener,
    failNext(match: FaultMatch, how: Fault) {
      faults.push({ match, how, left: how.times ?? 1 });
    },
    isBusy: () => open > 0,
  };
}

function faultAnswer(status: number, given: Json | undefined) {
  if (status !== 429) return { status, body: given ?? { message: `${status}: made to fail`, code: 0 } };
  const body = {
    message: "You are being rate limited.",
    retry_after: DEFAULT_RETRY_AFTER_S,
    global: false,
    ...given,
  };
  const headers = {
    "Retry-After": String(body.retry_after),
    "X-RateLimit-Scope": body.global ? "global" : "user",
    ...(body.global && { "X-RateLimit-Global": "true" }),
  };
  return { status, body, headers };
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
