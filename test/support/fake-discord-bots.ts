import { Client, Events, GatewayIntentBits, type Interaction, type Message, Partials } from "discord.js";
import { expect, onTestFinished } from "vitest";
import { WebSocket } from "ws";
import {
  type FakeDiscord,
  type FakeDiscordOptions,
  type Json,
  startFakeDiscord,
} from "./fake-discord/index.ts";

export async function startFake(options?: FakeDiscordOptions): Promise<FakeDiscord> {
  const fake = await startFakeDiscord(options);
  onTestFinished(() => fake.close());
  return fake;
}

/** A bot of the real client, which does nothing but what it is given. Ends with the test. */
export async function connectClient(
  fake: FakeDiscord,
  answer: { interaction?: (one: Interaction) => unknown; message?: (one: Message) => unknown } = {},
): Promise<{ client: Client<true>; fake: FakeDiscord }> {
  const client = new Client({
    intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages],
    partials: [Partials.Channel],
    allowedMentions: { parse: [] },
    rest: { api: fake.api, version: "10" },
  });
  onTestFinished(() => client.destroy());
  client.on(Events.InteractionCreate, (interaction) => void answer.interaction?.(interaction));
  client.on(Events.MessageCreate, (message) => void answer.message?.(message));
  const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(fake.token);
  await ready;
  return { client: client as Client<true>, fake };
}

const GUILDS_GUILD_MESSAGES_DIRECT_MESSAGES = (1 << 0) | (1 << 9) | (1 << 12);

/** A bot of bare HTTP and one socket, for what the real client would never send. Ends with the test. */
export async function connectBare(options?: FakeDiscordOptions) {
  const fake = await startFake(options);
  const interactions: Json[] = [];
  /** Every event, by its type and data. */
  const events: { t: string; d: Json }[] = [];
  const socket = new WebSocket(`${fake.api.replace("http", "ws").replace("/api", "")}?v=10&encoding=json`);
  onTestFinished(() => socket.terminate());
  await new Promise<void>((resolve) => {
    socket.on("message", (raw) => {
      const payload = JSON.parse(raw.toString());
      if (payload.op === 10) {
        const d = { token: fake.token, intents: GUILDS_GUILD_MESSAGES_DIRECT_MESSAGES, properties: {} };
        socket.send(JSON.stringify({ op: 2, d }));
      }
      if (payload.op === 0) events.push({ t: payload.t, d: payload.d });
      if (payload.t === "INTERACTION_CREATE") interactions.push(payload.d);
      if (payload.t === "READY") resolve();
    });
  });

  async function call(method: string, path: string, body?: unknown, token = fake.token) {
    const response = await fetch(`${fake.api}/v10${path}`, {
      method,
      headers: {
        authorization: `Bot ${token}`,
        ...(body !== undefined && { "content-type": "application/json" }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const answered = await response.text();
    return { status: response.status, body: (answered ? JSON.parse(answered) : undefined) as Json };
  }

  /** The next interaction, and where the answers to it go. */
  async function routes() {
    await expect.poll(() => interactions.length, { interval: 2 }).toBeGreaterThan(0);
    const event = interactions.shift() as Json;
    const webhook = `/webhooks/${fake.applicationId}/${event.token}`;
    return {
      event,
      callback: `/interactions/${event.id}/${event.token}/callback`,
      webhook,
      original: `${webhook}/messages/@original`,
    };
  }

  /** The data of the last event of a type. */
  async function lastEvent(type: string): Promise<Json> {
    await expect.poll(() => events.some(({ t }) => t === type), { interval: 2 }).toBe(true);
    return events.findLast(({ t }) => t === type)?.d as Json;
  }

  return {
    fake,
    events,
    call,
    routes,
    lastEvent,
    send: (body: Json, channelId = fake.channelId) => call("POST", `/channels/${channelId}/messages`, body),
  };
}

export const QUIET = { parse: [] };

/** Codes of the errors of a refused body, by the path of their field. */
export function fieldErrors(errors: unknown, path = ""): Record<string, string> {
  return Object.assign(
    {},
    ...Object.entries((errors ?? {}) as Json).map(([key, value]) =>
      key === "_errors"
        ? { [path]: (value as Json[]).map(({ code }) => code).join(" ") }
        : fieldErrors(value, path ? `${path}.${key}` : key),
    ),
  );
}
