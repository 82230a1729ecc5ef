import { readFileSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { TINY_MODEL, TINY_RERANKER, TINY_RERANKER_ID } from "./tiny-model.ts";

/** How the hub answers a request for a file: as it should, or with one of the ways in which networks fail. */
export type HubBehaviour = (file: string) => HubAnswer;
export type HubAnswer =
  | "serve"
  | "silent" // accepts the request and never answers
  | "stall" // sends half of the file and then nothing more
  | "break" // cuts the connection after half of the file
  | "half" // ends properly after half of the file, without having told the length
  | "login" // a page of HTML with status 200
  | number; // this status

export type FakeHub = { url: string; requests: string[]; close(): Promise<void> };

/**
 * A model hub on loopback that serves the tiny reranker under its id and the tiny model under any other, in any revision. Closed when the test ends; tests that
 * run at the same time hand in their own `onTestFinished`.
 */
export async function startFakeHub(
  behave: HubBehaviour = () => "serve",
  onFinished: (clean: () => Promise<void>) => void = onTestFinished,
): Promise<FakeHub> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? "");
    requests.push(path);
    const file = /\/resolve\/[^/]+\/(.+)$/.exec(path)?.[1] ?? "";
    const folder = path.startsWith(`/${TINY_RERANKER_ID}/`) ? TINY_RERANKER : TINY_MODEL;
    answer(response, behave(file), join(folder, file));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  onFinished(close);
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests, close };
}

function answer(response: ServerResponse, how: HubAnswer, path: string): void {
  if (how === "silent") return;
  if (typeof how === "number") {
    response.writeHead(how).end("no");
    return;
  }
  if (how === "login") {
    response.writeHead(200, { "content-type": "text/html" }).end("<html>Please log in</html>");
    return;
  }
  const bytes = readFileSync(path);
  const half = bytes.subarray(0, bytes.length / 2);
  if (how === "half") {
    response.writeHead(200).end(half);
    return;
  }
  response.writeHead(200, { "content-length": bytes.length });
  if (how === "serve") response.end(bytes);
  else response.write(half, () => how === "break" && setTimeout(() => response.destroy(), 50));
}
