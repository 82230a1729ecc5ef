import { createServer as createHttpServer } from "node:http";
import { connect as connectTo, createServer, type Server, type Socket } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, it, onTestFinished } from "vitest";
import { startBot } from "../../src/discord/bot.ts";
import { DatelineError } from "../../src/shared/errors.ts";
import { textOf } from "../support/fake-discord/index.ts";
import { sampleCollection } from "../support/sample-collection.ts";
import { memoryLog, plainServices, runBot, startFake, WARN } from "./run-bot.ts";

const collection = () => sampleCollection();

async function portOf(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as { port: number }).port;
}

describe("startBot", () => {
  it("connects with the intents it needs and no privileged one, and prints the invite URL", async () => {
    const { fake, announced } = await runBot();
    const GUILDS_GUILD_MESSAGES_DIRECT_MESSAGES = (1 << 0) | (1 << 9) | (1 << 12);
    expect(fake.gateway.identifies).toMatchObject([{ intents: GUILDS_GUILD_MESSAGES_DIRECT_MESSAGES }]);
    const invite = announced.join("\n");
    expect(invite).toContain(
      `https://discord.com/oauth2/authorize?client_id=${fake.applicationId}&scope=bot+applications.commands&permissions=274877975552`,
    );
    expect(fake.problems).toEqual([]);
  });

  it("keeps trying while Discord cannot be reached, with one line in the log, then answers", async () => {
    const fake = await startFake();
    const { port } = new URL(fake.api);
    const sockets = new Set<Socket>();
    const proxy = createServer((socket) => {
      sockets.add(socket);
      const upstream = connectTo(Number(port), "127.0.0.1");
      socket.on("error", () => upstream.destroy()).pipe(upstream);
      upstream.on("error", () => socket.destroy()).pipe(socket);
    });
    const closed = await portOf(proxy);
    await new Promise((resolve) => proxy.close(resolve));
    const { log, lines } = memoryLog();
    const starting = startBot(
      { token: fake.token, restApi: `http://127.0.0.1:${closed}/api/`, registerCommands: true },
      { collection, services: plainServices(), log, announce: () => {} },
    );
    await expect.poll(() => lines.filter(({ level }) => level >= WARN)).toHaveLength(1);
    await new Promise<void>((resolve) => proxy.listen(closed, "127.0.0.1", resolve));
    const bot = await starting;
    onTestFinished(async () => {
      await bot.stop();
      for (const socket of sockets) socket.destroy();
      proxy.close();
    });
    await bot.registered;
    const call = await fake.slash("ask", { question: "Golden Great Wall insignia" });
    expect(textOf(await call.reply())).toContain("Golden");
    expect(lines.filter(({ level }) => level >= WARN)).toHaveLength(1);
    expect(fake.problems).toEqual([]);
  });

  it("tries the gateway anew when it refuses the handshake, and leaves no second connection behind", async () => {
    const fake = await startFake();
    let refused = 0;
    const gateway = createHttpServer().on("upgrade", (_request, socket) => {
      refused++;
      socket.end("HTTP/1.1 503 Service Unavailable\r\n\r\n");
    });
    const port = await portOf(gateway);
    onTestFinished(() => void gateway.close());
    fake.failNext(
      { path: /\/gateway\/bot$/ },
      {
        status: 200,
        body: {
          url: `ws://127.0.0.1:${port}`,
          shards: 1,
          session_start_limit: { total: 1000, remaining: 1000, reset_after: 0, max_concurrency: 1 },
        },
      },
    );
    const { lines } = await runBot({ registerCommands: false }, fake);
    await delay(700);
    expect(refused).toBe(1);
    expect(fake.gateway.identifies).toHaveLength(1);
    expect(lines.filter(({ msg }) => msg.includes("cannot be reached"))).toHaveLength(1);
  });

  it("stops trying when it is told to", async () => {
    const server = createServer();
    const port = await portOf(server);
    await new Promise((resolve) => server.close(resolve));
    const abort = new AbortController();
    const { log, lines } = memoryLog();
    const starting = startBot(
      { token: "a.b.c", restApi: `http://127.0.0.1:${port}/api`, registerCommands: true },
      { collection, services: plainServices(), log, announce: () => {}, signal: abort.signal },
    );
    const rejected = expect(starting).rejects.toThrow("enough");
    await expect.poll(() => lines.length).toBeGreaterThan(0);
    abort.abort(new Error("enough"));
    await rejected;
  });

  it("names DISCORD_TOKEN, without showing it, when Discord refuses the token", async () => {
    const fake = await startFake();
    const token = "MTIzNDU2Nzg5.wrong.token-of-somebody";
    const { log, lines } = memoryLog();
    const starting = startBot(
      { token, restApi: fake.api, registerCommands: true },
      { collection, services: plainServices(), log, announce: () => {} },
    );
    const error = await starting.catch((refusal: unknown) => refusal);
    expect(error).toBeInstanceOf(DatelineError);
    expect(error).toMatchObject({ code: "discord", message: expect.stringContaining("DISCORD_TOKEN") });
    expect(`${error} ${JSON.stringify(lines)}`).not.toContain(token);
    expect(`${error} ${JSON.stringify(lines)}`).not.toContain("token-of-somebody");
  });

  it.each([
    [4004, "DISCORD_TOKEN"],
    [4014, "intents"],
  ])("says what to do when the gateway closes with %i", async (code, words) => {
    const fake = await startFake();
    const { log } = memoryLog();
    fake.gateway.refuseIdentify(code);
    const starting = startBot(
      { token: fake.token, restApi: fake.api, registerCommands: false },
      { collection, services: plainServices(), log, announce: () => {} },
    );
    await expect(starting).rejects.toThrow(words);
  });

  it("tells when Discord closes the connection for good while it runs", async () => {
    const { fake, bot } = await runBot();
    fake.gateway.closeAll(4004);
    await expect(bot.lost).resolves.toMatchObject({ code: "discord" });
  });

  it("answers again after a dropped connection, and each message once", async () => {
    const { fake } = await runBot();
    fake.gateway.closeAll(4000);
    await fake.say(`<@${fake.botUser.id}> Golden Great Wall insignia`);
    await expect.poll(() => fake.gateway.resumes.length, { timeout: 10_000 }).toBe(1);
    await expect.poll(() => fake.messages.length, { timeout: 10_000 }).toBe(1);
    await fake.idle();
    expect(fake.messages).toHaveLength(1);
    expect(fake.problems).toEqual([]);
  });

  it("goes on after an event that discord.js cannot read", async () => {
    const { fake, lines } = await runBot();
    fake.gateway.dispatch("INTERACTION_CREATE", {
      id: "1",
      token: "x",
      type: 2,
      data: { name: "help", type: 1 },
    });
    await expect.poll(() => lines.some(({ msg }) => msg === "discord.js reports an error")).toBe(true);
    const call = await fake.slash("ask", { question: "Golden Great Wall insignia" });
    expect(textOf(await call.reply())).toContain("Golden");
  });

  it("finishes running answers before it stops", async () => {
    const fake = await startFake();
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { bot, answerFrom } = await runBot({}, fake);
    const sample = sampleCollection();
    answerFrom({
      ...sample,
      answer: async (...args) => {
        await held;
        return sample.answer(...args);
      },
    });
    const call = await fake.slash("ask", { question: "Golden Great Wall insignia" });
    await call.ackType();
    const stopped = bot.stop();
    release();
    await stopped;
    expect(textOf(await call.reply())).toContain("Golden");
    expect(fake.problems).toEqual([]);
  });
});

describe("a refusal with status 401", () => {
  it("of one message does not silence the bot", async () => {
    const { fake } = await runBot();
    fake.failNext(
      { method: "POST", path: /\/messages$/ },
      { status: 401, body: { message: "401: Unauthorized", code: 0 } },
    );
    await fake.say("Golden Great Wall insignia", { dm: true });
    await expect.poll(() => fake.messages.map(textOf).join("\n")).toContain("something went wrong");
    await fake.say("Golden Great Wall insignia", { dm: true });
    await expect
      .poll(() => fake.messages.map(textOf).join("\n"))
      .toContain("presented the Golden Great Wall");
  });
});
