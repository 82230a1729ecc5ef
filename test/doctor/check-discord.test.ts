import { describe, expect, it, onTestFinished } from "vitest";
import { checkDiscord } from "../../src/doctor/check-discord.ts";
import { startFakeDiscord } from "../support/fake-discord/index.ts";

async function startDiscord() {
  const discord = await startFakeDiscord();
  onTestFinished(() => discord.close());
  const settings = {
    discordToken: discord.token,
    discordRestApi: discord.api,
    discordGuildId: undefined,
  };
  return { discord, settings };
}

const PRESENCE = 1 << 12;
const MESSAGE_CONTENT_OF_SMALL_BOTS = 1 << 19;

describe("the examination of the token", () => {
  it("is content with a token that Discord takes, no privileged intent, and a server that the bot is in", async () => {
    const { discord, settings } = await startDiscord();
    expect(await checkDiscord({ ...settings, discordGuildId: discord.guildId })).toMatchObject([
      { level: "right", subject: "token" },
      { level: "right", subject: "intents" },
      { level: "right", subject: "server" },
    ]);
  });

  it("says that a token is refused, and never repeats it", async () => {
    const { settings } = await startDiscord();
    const found = await checkDiscord({ ...settings, discordToken: "not.the.token" });
    expect(found).toEqual([
      {
        level: "wrong",
        subject: "token",
        text: expect.stringMatching(/refused the token.*Copy the token again/),
      },
    ]);
    expect(JSON.stringify(found)).not.toContain("not.the.token");
  });

  it("only warns without a token", async () => {
    const without = { discordToken: undefined, discordRestApi: undefined, discordGuildId: undefined };
    expect(await checkDiscord(without)).toMatchObject([{ level: "warning", subject: "token" }]);
  });

  it("names privileged intents that are on and not needed", async () => {
    const { discord, settings } = await startDiscord();
    discord.failNext(
      { path: /applications\/@me$/ },
      { status: 200, body: { id: "1", name: "Bot", flags: PRESENCE | MESSAGE_CONTENT_OF_SMALL_BOTS } },
    );
    expect(await checkDiscord(settings)).toContainEqual({
      level: "warning",
      subject: "intents",
      text: expect.stringMatching(/^Presence, Message Content is on/),
    });
  });

  it("says when the bot is not in its server, with the link that adds it", async () => {
    const { settings } = await startDiscord();
    expect(await checkDiscord({ ...settings, discordGuildId: "123" })).toContainEqual({
      level: "wrong",
      subject: "server",
      text: expect.stringMatching(/server 123; add it.*https:\/\/discord\.com\/oauth2/),
    });
  });

  it.each([
    ["cannot be reached", { dropRequest: true }],
    ["fails", { status: 503 }],
    ["asks for patience", { status: 429, body: { retry_after: 60 } }],
    ["does not answer", { hang: true }],
  ])("only warns, within seconds, when Discord %s", async (_, how) => {
    const { discord, settings } = await startDiscord();
    discord.failNext({ path: /applications\/@me$/ }, { ...how, times: 10 });
    expect(await checkDiscord(settings)).toEqual([
      { level: "warning", subject: "token", text: expect.stringContaining("cannot be reached") },
    ]);
  });
});
