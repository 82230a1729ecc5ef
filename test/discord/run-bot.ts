import { pino } from "pino";
import { expect, onTestFinished, type TestContext } from "vitest";
import type { Collection } from "../../src/answer/collection.ts";
import { loadConfig } from "../../src/config.ts";
import { type Bot, type BotConfig, startBot } from "../../src/discord/bot.ts";
import { createServices, type Services, type ServicesConfig } from "../../src/discord/services.ts";
import {
  type FakeDiscord,
  type FakeDiscordOptions,
  startFakeDiscord,
  textOf,
} from "../support/fake-discord/index.ts";
import { sampleCollection } from "../support/sample-collection.ts";

export type LogLine = {
  level: number;
  msg: string;
  reference?: string;
  code?: number;
  err?: { stack?: string };
};

export const WARN = 40;
export const ERROR = 50;

/** A log that is kept in memory. */
export function memoryLog() {
  const lines: LogLine[] = [];
  const log = pino({ level: "trace" }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  return { log, lines };
}

type OnFinished = (clean: () => Promise<void>) => void;

export type Running = {
  fake: FakeDiscord;
  bot: Bot;
  lines: LogLine[];
  announced: string[];
  /** What the bot answers from; may be exchanged while it runs. */
  answerFrom(collection: Collection): void;
};

/** Tests that run at the same time hand in their own `onTestFinished`, here and below. */
export async function startFake(
  options?: FakeDiscordOptions,
  onFinished: OnFinished = onTestFinished,
): Promise<FakeDiscord> {
  const fake = await startFakeDiscord(options);
  onFinished(() => fake.close());
  return fake;
}

/** No limits, nothing remembered, no feedback, unless something else is given. */
export const plainConfig = (more: Partial<ServicesConfig> = {}): ServicesConfig => ({
  ...loadConfig({}),
  manners: { allowedGuildIds: [], allowedChannelIds: [], questionsPerUser: 0, questionsPerChannel: 0 },
  rememberQuestions: false,
  feedback: false,
  ...more,
});

export const plainServices = (more?: Partial<ServicesConfig>): Services => createServices(plainConfig(more));

/** The bot with the real discord.js client, connected to a fake Discord, its commands registered. Ends with the test. */
export async function runBot(
  known: Partial<BotConfig> = {},
  given?: FakeDiscord,
  services: Services = plainServices(),
  onFinished: OnFinished = onTestFinished,
): Promise<Running> {
  const fake = given ?? (await startFake(undefined, onFinished));
  const { log, lines } = memoryLog();
  const announced: string[] = [];
  let collection = sampleCollection();
  const bot = await startBot(
    { token: fake.token, restApi: fake.api, registerCommands: true, ...known },
    { collection: () => collection, services, log, announce: (line) => announced.push(line) },
  );
  onFinished(() => bot.stop());
  await bot.registered;
  return {
    fake,
    bot,
    lines,
    announced,
    answerFrom: (other) => {
      collection = other;
    },
  };
}

/** The same for a test that runs at the same time as others. */
export const runBotIn = (
  { onTestFinished }: Pick<TestContext, "onTestFinished">,
  known?: Partial<BotConfig>,
  given?: FakeDiscord,
): Promise<Running> => runBot(known, given, undefined, onTestFinished);

/** A collection that fails at every question with what it is given. */
export const failingCollection = (error: unknown): Collection => ({
  ...sampleCollection(),
  answer: () => Promise.reject(error),
});

/** A message of the bot with one button, as an older version or somebody else might have made it. */
export const plantButton = (fake: FakeDiscord, customId: string, words = "An old answer") =>
  fake.plant({
    components: [
      { type: 10, content: words },
      { type: 1, components: [{ type: 2, style: 2, label: "Old", custom_id: customId }] },
    ],
    flags: 1 << 15,
  });

/** Presses a button that is not one of ours any more, and expects a polite private line. */
export async function expectRefused(fake: FakeDiscord, customId: string): Promise<void> {
  const refused = await fake.press(plantButton(fake, customId), customId);
  expect(await refused.ephemeral()).toBe(true);
  expect(textOf(await refused.reply())).toContain("no longer works");
  expect(fake.problems).toEqual([]);
}
