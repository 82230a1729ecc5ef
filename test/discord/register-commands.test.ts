import { describe, expect, it } from "vitest";
import { COMMANDS } from "../../src/discord/commands/all.ts";
import { registerFromConfig } from "../../src/discord/register-commands.ts";
import type { FakeDiscord } from "../support/fake-discord/index.ts";
import { ERROR, runBot, startFake } from "./run-bot.ts";

const writes = (fake: FakeDiscord) =>
  fake.requests.filter(({ method, path }) => method === "PUT" && path.endsWith("/commands"));

const configOf = (fake: FakeDiscord, discordGuildId?: string) => ({
  discordToken: fake.token,
  discordRestApi: fake.api,
  discordGuildId,
});

const NAMES = ["ask", "sources", "help", "status"];

describe("registering the commands", () => {
  it("writes them once, and says when nothing has changed", async () => {
    const fake = await startFake();
    expect(await registerFromConfig(configOf(fake))).toBe("4 commands registered for all servers.");
    expect(await registerFromConfig(configOf(fake))).toBe("4 commands are up to date for all servers.");
    expect(fake.commands().map(({ name }) => name)).toEqual(NAMES);
    expect(writes(fake)).toHaveLength(1);
    expect(fake.problems).toEqual([]);
  });

  it("writes them for one server if one is given", async () => {
    const fake = await startFake();
    await registerFromConfig(configOf(fake, fake.guildId));
    expect(await registerFromConfig(configOf(fake, fake.guildId))).toContain("up to date for the server");
    expect(fake.commands(fake.guildId).map(({ name }) => name)).toEqual(NAMES);
    expect(fake.commands()).toEqual([]);
    expect(fake.problems).toEqual([]);
  });

  it.each([
    ["a command is missing", (all: object[]) => all.slice(1)],
    ["there is one too many", (all: object[]) => [...all, { name: "old", description: "An old command" }]],
    ["a description differs", (all: object[]) => all.map((one) => ({ ...one, description: "Other words" }))],
    [
      "an option differs",
      ([ask, ...rest]: object[]) => [
        { ...ask, options: (ask as { options: object[] }).options.slice(0, 2) },
        ...rest,
      ],
    ],
    ["they are offered elsewhere", (all: object[]) => all.map((one) => ({ ...one, contexts: [0] }))],
    [
      "they are restricted",
      (all: object[]) => all.map((one) => ({ ...one, default_member_permissions: "8" })),
    ],
  ])("writes them when %s", async (_, change) => {
    const commands = change(COMMANDS.map(({ data }) => ({ ...data }))) as Record<string, unknown>[];
    const fake = await startFake({ commands });
    expect(await registerFromConfig(configOf(fake))).toContain("registered");
    expect(await registerFromConfig(configOf(fake))).toContain("up to date");
    expect(fake.problems).toEqual([]);
  });

  it("does not mind in which order Discord lists them", async () => {
    const commands = COMMANDS.map(({ data }) => ({ ...data })).reverse() as Record<string, unknown>[];
    const fake = await startFake({ commands });
    expect(await registerFromConfig(configOf(fake))).toContain("up to date");
  });

  it("happens when the bot starts, unless it is told not to", async () => {
    const { fake } = await runBot();
    expect(fake.commands().map(({ name }) => name)).toEqual(NAMES);
    await runBot({}, fake);
    expect(writes(fake)).toHaveLength(1);
    const other = await runBot({ registerCommands: false });
    expect(other.fake.commands()).toEqual([]);
  });

  it("does not stop the bot when it fails", async () => {
    const fake = await startFake();
    fake.failNext({ path: /commands$/ }, { status: 403, body: { message: "Missing Access", code: 50001 } });
    const { lines } = await runBot({}, fake);
    expect(lines.find(({ level }) => level === ERROR)?.msg).toContain(
      "could not be registered: Missing Access",
    );
    await fake.say("Golden Great Wall insignia", { dm: true });
    await expect.poll(() => fake.messages.length).toBe(1);
  });

  it("says what to do without a token, with a wrong one, and without Discord", async () => {
    const fake = await startFake();
    await expect(registerFromConfig({})).rejects.toThrow("DISCORD_TOKEN is not set");
    const wrong = registerFromConfig({ ...configOf(fake), discordToken: "not.the.token" });
    await expect(wrong).rejects.toThrow("DISCORD_TOKEN");
    await expect(wrong).rejects.not.toThrow("not.the.token");
    const nowhere = registerFromConfig({ ...configOf(fake), discordRestApi: "http://127.0.0.1:9/api" });
    await expect(nowhere).rejects.toThrow("could not be registered");
  });
});
