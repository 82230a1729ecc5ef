/**
 * Takes the fake Discord from `test/support`, where the tests have it from: Discord itself must not be asked so much. It runs in this
 * process, and the bot in one of its own, so that the bot is measured alone.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { peakMemory } from "../src/benchmark/peak-memory.ts";
import { type AskedAll, askAtRate } from "../src/load-test/ask-at-rate.ts";
import { judgeLeak, memoryAt, renderLeak } from "../src/load-test/leak.ts";
import { readLoadOptions } from "../src/load-test/load-options.ts";
import { readLines } from "../src/load-test/read-lines.ts";
import { type BotProcess, startBot } from "../src/load-test/start-bot.ts";
import { renderFigures, summarise } from "../src/load-test/summarise.ts";
import { EXIT, run } from "../src/terminal/run.ts";
import { type LoadedDiscord, loadFakeDiscord } from "../test/support/load-fake-discord.ts";

const HELP = `npm run load-test -- [options]

Users ask the bot, with the seeds and the built-in embedder, through a fake Discord on this machine, at a set rate whether or not it keeps
up. Prints how fast they are answered, how late timers of the bot are, how much memory it takes, and what goes wrong.

  --rate N          questions a second (default 200)
  --seconds N       for how long (default 20)
  --warm-up N       for how many seconds before that (default 3)
  --users N         how many users ask in turn (default 100)
  --mentions N      how many of 100 questions are mentions instead of /ask (default 10)
  --questions FILE  a question a line, as text or as JSON with "question" (default test/quality/questions.jsonl)
  --vary            number the questions, so that none is answered from memory
  --leak            ask 20,000 questions and compare the memory before and after; exit code 1 if it grows
  --profile DIR     write a CPU profile of the bot into the folder
  --json            print JSON
  --help            this text
`;

const QUESTIONS = "test/quality/questions.jsonl";
const START_WITHIN_MS = 60_000;
const LEAK = { warmUp: 2_000, questions: 20_000, parts: 2 };
/** How many different failures are told. */
const MOST_FAILURES = 5;

await run(
  HELP,
  {
    options: {
      rate: { type: "string" },
      seconds: { type: "string" },
      "warm-up": { type: "string" },
      users: { type: "string" },
      mentions: { type: "string" },
      questions: { type: "string", default: QUESTIONS },
      vary: { type: "boolean", default: false },
      leak: { type: "boolean" },
      profile: { type: "string" },
      json: { type: "boolean" },
      help: { type: "boolean", short: "h" },
    },
  },
  async ({ values }, signal) => {
    const options = readLoadOptions(values);
    const questions = readLines(values.questions);
    const discord = await loadFakeDiscord({ ...options, questions, isVaried: values.vary });
    const folder = await mkdtemp(join(tmpdir(), "dateline-load-"));
    const bot = startBot(settingsOf(discord, folder), folder, values.profile && resolve(values.profile));
    const print = (text: string, value: unknown) =>
      process.stdout.write(`${values.json ? JSON.stringify(value) : text}\n`);
    try {
      await untilReady(discord, bot, signal);
      if (values.leak) {
        const figures = await leak(discord, bot, options.rate, signal);
        print(renderLeak(figures), figures);
        return figures.leaks || figures.errors > 0 ? EXIT.error : EXIT.answered;
      }
      const figures = await load(discord, bot, options, signal);
      print(renderFigures(figures), figures);
      return EXIT.answered;
    } finally {
      await bot.stop();
      await discord.fake.close();
      await rm(folder, { recursive: true });
    }
  },
);

/** As in production, except that nobody is made to wait for asking often. */
function settingsOf({ fake }: LoadedDiscord, folder: string): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    HOME: folder,
    NODE_ENV: "production",
    DISCORD_TOKEN: fake.token,
    DISCORD_REST_API: fake.api,
    QUESTIONS_PER_USER: "0",
    EMBEDDER: "built-in",
    ARTICLES_DIR: resolve("seeds"),
  };
}

/** @throws DatelineError "discord" when the bot ends instead */
async function untilReady({ fake }: LoadedDiscord, bot: BotProcess, signal: AbortSignal): Promise<void> {
  const deadline = performance.now() + START_WITHIN_MS;
  while (fake.commands().length === 0) {
    bot.assertRuns();
    if (performance.now() > deadline) throw new Error("the bot has not registered its commands in time");
    await delay(50, undefined, { signal });
  }
}

async function load(
  { fake, ask }: LoadedDiscord,
  bot: BotProcess,
  { rate, seconds, warmUpSeconds }: { rate: number; seconds: number; warmUpSeconds: number },
  signal: AbortSignal,
) {
  const warmUp = await askAtRate(ask, { rate, count: rate * warmUpSeconds }, signal);
  const first = warmUp.asked.length;
  fake.problems.length = 0;
  const before = await bot.probe("reset");
  const ownBefore = process.cpuUsage();
  const asked = await askAtRate((number) => ask(first + number), { rate, count: rate * seconds }, signal);
  const own = process.cpuUsage(ownBefore);
  const after = await bot.probe("read");
  tellFailures(asked, fake.problems);
  return summarise(asked, {
    loopP99Ms: after.loopP99Ms,
    botCpuMs: after.cpuMs - before.cpuMs,
    fakeCpuMs: (own.user + own.system) / 1_000,
    rssPeakMb: peakMemory(bot.pid),
    problems: fake.problems.length,
  });
}

async function leak({ fake, ask }: LoadedDiscord, bot: BotProcess, rate: number, signal: AbortSignal) {
  let asked = (await askAtRate(ask, { rate, count: LEAK.warmUp }, signal)).asked;
  const memory = [memoryAt(0, await bot.probe("read"))];
  for (let part = 1; part <= LEAK.parts; part++) {
    const first = asked.length;
    const more = await askAtRate(
      (number) => ask(first + number),
      { rate, count: LEAK.questions / LEAK.parts },
      signal,
    );
    asked = [...asked, ...more.asked];
    memory.push(memoryAt(asked.length - LEAK.warmUp, await bot.probe("read")));
    process.stderr.write(`${asked.length - LEAK.warmUp} questions asked\n`);
  }
  tellFailures({ asked }, fake.problems);
  const failures = asked.filter(({ failure }) => failure !== null).length;
  return judgeLeak(memory, failures + fake.problems.length);
}

/** Tells each kind of failure once. */
function tellFailures({ asked }: Pick<AskedAll, "asked">, problems: readonly string[]): void {
  const failures = new Set([...asked.flatMap(({ failure }) => failure ?? []), ...problems]);
  for (const failure of [...failures].slice(0, MOST_FAILURES)) process.stderr.write(`${failure}\n`);
}
