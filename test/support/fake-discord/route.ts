import { isObject, type Json } from "./json.ts";
import { invalidJson } from "./refusal.ts";

export type RouteRequest = {
  /** The values of the template's `{names}`. */
  params: Record<string, string>;
  query: URLSearchParams;
  body: unknown;
  /** Notes something that Discord lets pass but a test should not. */
  problem(text: string): void;
};

export type RouteAnswer = { status: number; body?: Json | Json[] };

/** One route of the HTTP API; `run` throws a Refusal where Discord refuses. */
export type Route = {
  method: string;
  /** As in Discord's OpenAPI description, `/channels/{channel_id}`. */
  template: string;
  /** Interactions carry their own token; everything else needs the bot's. */
  needsBotToken: boolean;
  run(request: RouteRequest): RouteAnswer;
};

/** A body that must be an object. */
export function objectBody(body: unknown): Json {
  if (!isObject(body)) throw invalidJson("a JSON object was expected");
  return body;
}
