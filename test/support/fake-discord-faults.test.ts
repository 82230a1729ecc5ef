import { HTTPError } from "discord.js";
import { describe, expect, it, onTestFinished } from "vitest";
import { WebSocket } from "ws";
import type { FakeDiscord, Json } from "./fake-discord/index.ts";
import { connectBare, connectClient, QUIET, startFake } from "./fake-discord-bots.ts";

const ME = { path: /^\/users\/@me$/ };
const SEND = { method: "POST", path: /\/messages$/ };
const said = (content: string) => ({ content, allowed_mentions: QUIET });
const statusesOf = (fake: FakeDiscord, path: string) =>
  fake.requests.filter((request) => request.path === path).map(({ status }) => status);

describe("a request", () => {
  it("meets a rate limit with Discord's body and headers", async () => {
    const fake = await startFake();
    const get = () => fetch(`${fake.api}/v10/users/@me`, { headers: { authorization: `Bot ${fake.token}` } });
    fake.failNext(ME, { status: 429, body: { retry_after: 1.5 } });
    fake.failNext(ME, { status: 429, body: { global: true }, headers: { "Retry-After": "2" } });
    const [shared, global] = [await get(), await get()];
    expect(await shared.json()).toEqual({
      message: "You are being rate limited.",
      retry_after: 1.5,
      global: false,
    });
    expect(Object.fromEntries(shared.headers)).toMatchObject({
      "retry-after": "1.5",
      "x-ratelimit-limit": "1",
      "x-ratelimit-remaining": "0",
      "x-ratelimit-reset-after": "1.500",
      "x-ratelimit-bucket": expect.any(String),
      "x-ratelimit-scope": "user",
    });
    expect(await global.json()).toMatchObject({ global: true });
    expect(Object.fromEntries(global.headers)).toMatchObject({
      "retry-after": "2",
      "x-ratelimit-global": "true",
      "x-ratelimit-scope": "global",
    });
    expect(global.headers.has("x-ratelimit-bucket")).toBe(false);
    expect((await get()).status).toBe(200);
  });

  it("meets rate limits that the client waits out, and pages of a proxy", async () => {
    const { client, fake } = await connectClient(await startFake());
    fake.failNext(ME, { status: 429, body: { retry_after: 0.02 }, times: 2 });
    fake.failNext(ME, { status: 429, body: { retry_after: 0.02, global: true } });
    fake.failNext(ME, { status: 502, body: "<html>Bad Gateway</html>" });
    await client.rest.get("/users/@me");
    expect(statusesOf(fake, "/users/@me")).toEqual([429, 429, 429, 502, 200]);
    fake.failNext(ME, { status: 500, times: Number.POSITIVE_INFINITY });
    await expect(client.rest.get("/users/@me")).rejects.toBeInstanceOf(HTTPError);
    expect(fake.problems).toEqual([]);
  });

  it("fails until that is ended", async () => {
    const { fake, send } = await connectBare();
    const end = fake.failNext(SEND, { status: 500, times: Number.POSITIVE_INFINITY });
    for (let i = 0; i < 3; i++) expect(await send(said("x"))).toMatchObject({ status: 500 });
    end();
    expect(await send(said("x"))).toMatchObject({ status: 200 });
    expect(fake.messages).toHaveLength(1);
  });

  it("is carried out although it is answered with an error, or not at all", async () => {
    const { fake, send } = await connectBare();
    fake.failNext(SEND, { status: 502, carriedOut: true });
    expect(await send(said("one"))).toMatchObject({ status: 502 });
    fake.failNext(SEND, { dropResponse: true });
    await expect(send(said("two"))).rejects.toThrow("fetch failed");
    fake.failNext(SEND, { dropRequest: true });
    await expect(send(said("three"))).rejects.toThrow("fetch failed");
    expect(fake.messages.map(({ content }) => content)).toEqual(["one", "two"]);
    expect(fake.requests.map(({ status }) => status)).toEqual([502, 0, 0]);
  });

  it("hangs until its sender has enough of it", async () => {
    const fake = await startFake();
    fake.failNext(ME, { hang: true });
    const signal = AbortSignal.timeout(50);
    await expect(fetch(`${fake.api}/v10/users/@me`, { signal })).rejects.toThrow("timeout");
    await fake.idle(10);
    fake.failNext(ME, { hang: true });
    const hanging = expect(fetch(`${fake.api}/v10/users/@me`)).rejects.toThrow("fetch failed");
    await fake.idle(50);
    expect(fake.requests).toHaveLength(2);
    await fake.close();
    await hanging;
  });
});

describe("the gateway", () => {
  async function connect() {
    const heard: string[] = [];
    const { fake } = await connectClient(await startFake(), {
      message: (one) => heard.push(one.content),
    });
    const say = (words: string) => fake.say(`<@${fake.botUser.id}> ${words}`);
    const hears = (...words: string[]) =>
      expect.poll(() => heard.map((text) => text.split(" ")[1]), { timeout: 10_000 }).toEqual(words);
    return { fake, say, hears };
  }

  it("drops its connections: the session goes on with what it missed, in order, once", async () => {
    const { fake, say, hears } = await connect();
    await say("before");
    await hears("before");
    fake.gateway.drop();
    await say("meanwhile");
    await say("still");
    await hears("before", "meanwhile", "still");
    expect(fake.gateway.resumes).toHaveLength(1);
    expect(fake.gateway.identifies).toHaveLength(1);
    expect(fake.problems).toEqual([]);
  });

  it("asks for a new connection, and so does a session that is invalid but can be resumed", async () => {
    const { fake, say, hears } = await connect();
    const resumes = (count: number) => expect.poll(() => fake.gateway.resumes).toHaveLength(count);
    fake.gateway.requestReconnect();
    await resumes(1);
    await say("one");
    await hears("one");
    fake.gateway.invalidateSessions(true);
    await resumes(2);
    await say("two");
    await hears("one", "two");
    expect(fake.gateway.identifies).toHaveLength(1);
    expect(fake.problems).toEqual([]);
  });

  const IDENTIFY = 2;
  const RESUME = 6;
  const INVALID_SESSION = 9;

  /** A bare connection: what came over it, and how it ended. */
  async function open(fake: FakeDiscord) {
    const socket = new WebSocket(`${fake.api.replace("http", "ws").replace("/api", "")}?v=10&encoding=json`);
    onTestFinished(() => socket.terminate());
    const received: Json[] = [];
    socket.on("message", (raw) => received.push(JSON.parse(raw.toString())));
    const closed = new Promise<number>((resolve) => socket.on("close", resolve));
    const send = (op: number, d: Json) => socket.send(JSON.stringify({ op, d: { token: fake.token, ...d } }));
    const gets = async (match: Json): Promise<Json> => {
      await expect.poll(() => received, { interval: 2 }).toContainEqual(expect.objectContaining(match));
      return received.findLast((payload) =>
        Object.entries(match).every(([key, value]) => payload[key] === value),
      ) as Json;
    };
    const identify = async () => {
      send(IDENTIFY, { intents: 512, properties: {} });
      return ((await gets({ t: "READY" })).d as Json).session_id;
    };
    await gets({ op: 10 });
    return { received, closed, send, gets, identify };
  }

  it("declares a session invalid and lost, with all that it missed", async () => {
    const fake = await startFake();
    const first = await open(fake);
    const session_id = await first.identify();
    fake.gateway.invalidateSessions(false);
    expect(await first.gets({ op: INVALID_SESSION })).toMatchObject({ d: false });
    await fake.say("lost");
    const second = await open(fake);
    second.send(RESUME, { session_id, seq: 1 });
    expect(await second.gets({ op: INVALID_SESSION })).toMatchObject({ d: false });
    expect(await second.identify()).not.toBe(session_id);
    expect([...first.received, ...second.received].some(({ t }) => t === "MESSAGE_CREATE")).toBe(false);
    expect(fake.problems).toEqual([]);
  });

  it("forgets a session silently", async () => {
    const fake = await startFake();
    const first = await open(fake);
    const session_id = await first.identify();
    fake.gateway.forgetSessions();
    fake.gateway.drop();
    expect(await first.closed).toBe(1006);
    const second = await open(fake);
    second.send(RESUME, { session_id, seq: 1 });
    expect(await second.gets({ op: INVALID_SESSION })).toMatchObject({ d: false });
    expect(first.received.some(({ op }) => op === INVALID_SESSION)).toBe(false);
  });

  it("refuses to identify with a close code, as often as it is told to", async () => {
    const fake = await startFake();
    fake.gateway.refuseIdentify(4014, 2);
    for (let i = 0; i < 2; i++) {
      const refused = await open(fake);
      refused.send(IDENTIFY, { intents: 512 });
      expect(await refused.closed).toBe(4014);
    }
    await (await open(fake)).identify();
    expect(fake.gateway.identifies).toHaveLength(3);
    expect(fake.problems).toEqual([]);
  });

  it("sends an event again, with a number of its own", async () => {
    const fake = await startFake();
    const bot = await open(fake);
    await bot.identify();
    const { id } = await fake.say("one");
    fake.gateway.repeatLast("MESSAGE_CREATE");
    await bot.gets({ s: 3 });
    const heard = bot.received.filter(({ t }) => t === "MESSAGE_CREATE");
    expect(heard).toMatchObject([
      { s: 2, d: { id } },
      { s: 3, d: { id } },
    ]);
    expect(() => fake.gateway.repeatLast("TYPING_START")).toThrow("there was no event TYPING_START");
  });
});
