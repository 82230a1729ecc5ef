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

const NAMES = COMMANDS.map(({ data: { name } }) => name);

/** Where commands can be used, as Discord has them. */
const scopesOf = (commands: readonly Record<string, unknown>[]) =>
  commands.map(({ name, integration_types, contexts }) => ({ name, integration_types, contexts }));

describe("registering the commands", () => {
  it("writes them once, and says when nothing has changed", async () => {
    const fake = await startFake();
    expect(await registerFromConfig(configOf(fake))).toBe(
      `${NAMES.length} commands registered for all servers.`,
    );
    expect(await registerFromConfig(configOf(fake))).toBe(
      `${NAMES.length} commands are up to date for all servers.`,
    );
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

  it("says of all servers where each command can be used, and by whom it is installed; of one server not", async () => {
    const fake = await startFake();
    await registerFromConfig(configOf(fake));
    const scopes = scopesOf(fake.commands());
    await registerFromConfig(configOf(fake, fake.guildId));
    const everywhere = { integration_types: [0, 1], contexts: [0, 1, 2] };
    const inServers = { integration_types: [0], contexts: [0] };
    expect(scopes).toEqual(NAMES.map((name) => ({ name, ...(name === "admin" ? inServers : everywhere) })));
    const bodies = writes(fake).map(({ body }) => body as Record<string, unknown>[]);
    expect(bodies[0]?.every((data) => "integration_types" in data && "contexts" in data)).toBe(true);
    expect(bodies[1]?.some((data) => "integration_types" in data || "contexts" in data)).toBe(false);
    expect(fake.problems).toEqual([]);
  });

  it("writes the command of a message's menu without a description, once", async () => {
    const fake = await startFake();
    await registerFromConfig(configOf(fake));
    const body = writes(fake)[0]?.body as Record<string, unknown>[];
    expect(body.filter(({ type }) => type === 3)).toEqual([
      {
        type: 3,
        name: "Find in the articles",
        name_localizations: {
          vi: "Tìm trong các bài viết",
          "zh-CN": "在文章中查找",
          "zh-TW": "在文章中查找",
        },
        integration_types: [0, 1],
        contexts: [0, 1, 2],
      },
    ]);
    expect(await registerFromConfig(configOf(fake))).toContain("up to date");
  });

  it.each([
    ["a command is missing", (all: object[]) => all.slice(1)],
    ["there is one too many", (all: object[]) => [...all, { name: "old", description: "An old command" }]],
    [
      "a description differs",
      ([ask, ...rest]: object[]) => [{ ...ask, description: "Other words" }, ...rest],
    ],
    [
      "a command is of another kind",
      (all: object[]) => all.map((one) => ("description" in one ? one : { ...one, type: 2 })),
    ],
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

  it("takes them back from where they were before, so that nobody sees them twice", async () => {
    const fake = await startFake();
    const first = await runBot({ guildId: fake.guildId }, fake);
    expect(fake.commands(fake.guildId)).toHaveLength(COMMANDS.length);
    await first.bot.stop();
    const second = await runBot({}, fake);
    expect(fake.commands(fake.guildId)).toEqual([]);
    expect(fake.commands()).toHaveLength(COMMANDS.length);
    await second.bot.stop();
    await registerFromConfig(configOf(fake, fake.guildId));
    expect(fake.commands()).toEqual([]);
    expect(fake.problems).toEqual([]);
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
