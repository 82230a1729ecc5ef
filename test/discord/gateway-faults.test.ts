import { setTimeout as delay } from "node:timers/promises";
import { describe, it, type TestContext } from "vitest";
import { type FakeDiscord, textOf } from "../support/fake-discord/index.ts";
import { type Running, runBotIn, startFake, WARN } from "./run-bot.ts";

const QUESTION = "Which insignia was presented to Minister Lâm?";
const SHORT = { timeout: 10_000, interval: 10 };
/** discord.js identifies once in 5 seconds. */
const LONG = { timeout: 15_000, interval: 20 };

const mention = (fake: FakeDiscord) => fake.say(`<@${fake.botUser.id}> ${QUESTION}`);

/** Asks by a mention and by a command; each is answered once, and neither again when Discord repeats it. */
async function expectToAnswerOnce({ expect }: TestContext, fake: FakeDiscord) {
  const before = fake.messages.length;
  await mention(fake);
  const call = await fake.slash("ask", { question: QUESTION });
  expect(textOf(await call.reply())).toContain("insignia");
  await expect.poll(() => fake.messages.length, SHORT).toBe(before + 2);
  fake.gateway.repeatLast("MESSAGE_CREATE");
  fake.gateway.repeatLast("INTERACTION_CREATE");
  await fake.idle();
  expect(fake.messages).toHaveLength(before + 2);
  expect(call.edits).toBe(1);
}

describe.concurrent("a connection that is lost with its session kept", () => {
  it.for<[string, (fake: FakeDiscord) => void]>([
    ["a socket that is dropped", (fake) => fake.gateway.drop()],
    ["a request to connect again", (fake) => fake.gateway.requestReconnect()],
    ["a session that is invalid for the moment", (fake) => fake.gateway.invalidateSessions(true)],
    ["a close for an unknown reason", (fake) => fake.gateway.closeAll(4000)],
  ])(
    "comes back after %s; what was asked meanwhile is answered once, what was answered before not again",
    async ([_name, cause], test) => {
      const { expect } = test;
      const { fake, lines } = await runBotIn(test, {}, await startFake({}, test.onTestFinished));
      await mention(fake);
      await expect.poll(() => fake.messages.length, SHORT).toBe(1);
      cause(fake);
      await mention(fake);
      await expect.poll(() => fake.gateway.resumes.length, SHORT).toBe(1);
      await expect.poll(() => fake.messages.length, SHORT).toBe(2);
      await expectToAnswerOnce(test, fake);
      expect(fake.gateway.identifies).toHaveLength(1);
      expect(lines.filter(({ level }) => level >= WARN)).toEqual([]);
      expect(fake.problems).toEqual([]);
    },
  );

  it("comes back when heartbeats are no longer acknowledged, though the socket seems well", async (test) => {
    const { expect } = test;
    const { fake, lines } = await runBotIn(
      test,
      {},
      await startFake({ heartbeatIntervalMs: 200 }, test.onTestFinished),
    );
    fake.gateway.ignoreHeartbeats(true);
    await expect.poll(() => fake.gateway.connections, SHORT).toBe(2);
    fake.gateway.ignoreHeartbeats(false);
    await expect.poll(() => fake.gateway.resumes.length, SHORT).toBe(1);
    await expectToAnswerOnce(test, fake);
    expect(lines.filter(({ level }) => level >= WARN)).toEqual([]);
    expect(fake.problems).toEqual([]);
  });
});

describe.concurrent("a session that is lost", () => {
  const forget = (fake: FakeDiscord) => {
    fake.gateway.forgetSessions();
    fake.gateway.drop();
  };

  it("is replaced by a new one, when Discord calls it invalid as well as when it has forgotten it", async (test) => {
    const { expect } = test;
    const losses = [(fake: FakeDiscord) => fake.gateway.invalidateSessions(false), forget];
    const running = await Promise.all(losses.map(() => runBotIn(test)));
    await Promise.all(
      losses.map(async (lose, i) => {
        const { fake, lines } = running[i] as Running;
        await mention(fake);
        await expect.poll(() => fake.messages.length, SHORT).toBe(1);
        lose(fake);
        await expect.poll(() => lines.filter(({ msg }) => msg.endsWith("is back")).length, LONG).toBe(1);
        expect(fake.gateway.identifies).toHaveLength(2);
        await expectToAnswerOnce(test, fake);
        expect(fake.problems).toEqual([]);
      }),
    );
  });
});

describe.concurrent("a connection that is lost for long", () => {
  it("is given up after its time, with a sentence that says so and few lines in the log", async (test) => {
    const { expect } = test;
    const { fake, bot, lines } = await runBotIn(test, { patience: { connectionMs: 1_200 } });
    await fake.close();
    await expect(bot.lost).resolves.toMatchObject({
      code: "discord",
      message: expect.stringContaining("has been dead for 1 seconds"),
    });
    const told = lines.map(({ msg }) => msg);
    expect(told.filter((msg) => msg.includes("was lost"))).toHaveLength(1);
    expect(told.filter((msg) => msg.includes("cannot be reached"))).toHaveLength(1);
  });

  it("is not given up when it comes back in time, however often", async (test) => {
    const { expect } = test;
    const { fake, bot } = await runBotIn(test, { patience: { connectionMs: 1_200 } });
    let lost = false;
    void bot.lost.then(() => {
      lost = true;
    });
    for (const times of [1, 2]) {
      fake.gateway.drop();
      await expect.poll(() => fake.gateway.resumes.length, SHORT).toBe(times);
    }
    await delay(1_400);
    expect(lost).toBe(false);
    await expectToAnswerOnce(test, fake);
  });

  it("is given up at once when Discord then refuses the token or the intents", async (test) => {
    const { expect } = test;
    const { fake, bot, lines } = await runBotIn(test);
    fake.gateway.closeAll(4014);
    await expect(bot.lost).resolves.toMatchObject({ message: expect.stringContaining("intents") });
    expect(lines.filter(({ level }) => level >= WARN)).toEqual([]);
  });
});
