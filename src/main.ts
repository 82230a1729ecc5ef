import { openLiveCollection } from "./answer/live-collection.ts";
import { openCollection } from "./answer/open-collection.ts";
import { createQuestionService } from "./answer/serve-questions.ts";
import { type Config, loadConfig } from "./config.ts";
import { VERSION } from "./discord/version.ts";
import type { Health } from "./health/open-health.ts";
import { watchArticles } from "./index/watch-articles.ts";
import { createLog, type Logger } from "./shared/log.ts";
import { createRecentProblems } from "./shared/recent-problems.ts";
import { FOLDER_HELP, FOLDER_OPTIONS, withFolders } from "./terminal/arguments.ts";
import { chat } from "./terminal/chat.ts";
import { buildOrKeep } from "./terminal/prepare.ts";
import { EXIT, run } from "./terminal/run.ts";

const NO_TOKEN =
  "No DISCORD_TOKEN is set, so Dateline answers here; to answer in Discord, put DISCORD_TOKEN=… into .env (see the README).\n";

const HELP = `npm start -- [options]

Brings the index up to date, then answers in Discord, or without DISCORD_TOKEN in this terminal.

${FOLDER_HELP}
`;

await run(HELP, { options: FOLDER_OPTIONS }, async ({ values }, signal) => {
  const config = withFolders(loadConfig(), values);
  const health = config.discordToken && config.healthPort ? await openHealthAt(config.healthPort) : undefined;
  try {
    await buildOrKeep(config, signal);
    await (config.discordToken
      ? answerInDiscord(config, config.discordToken, health, signal)
      : answerHere(config, signal));
  } finally {
    await health?.close();
  }
  return EXIT.answered;
});
// What hangs on after an error, such as a connection to a Discord that does not answer, is not waited for.
if (process.exitCode === EXIT.error) process.exit();

async function answerHere(config: Config, signal: AbortSignal): Promise<void> {
  process.stderr.write(NO_TOKEN);
  const collection = await openCollection(config.indexDir, config.embedding, {
    hooks: { onModelDown: tellModelDown },
    mayAwaitModel: true,
  });
  try {
    await chat(collection, signal);
  } finally {
    await collection.close();
  }
}

/** The first failure in a row is told; those that follow are of the same kind. */
function tellModelDown(why: Error, againInMs: number): void {
  if (againInMs === 0) process.stderr.write(`${why.message}\n`);
}

/** Opened before all else, since the first build of an index takes its time. */
async function openHealthAt(port: number): Promise<Health> {
  const { openHealth } = await import("./health/open-health.ts");
  return openHealth(port, VERSION);
}

/** Answers until the process is asked to end (Ctrl-C, SIGTERM). */
async function answerInDiscord(
  config: Config,
  token: string,
  health: Health | undefined,
  signal: AbortSignal,
): Promise<void> {
  // Loaded here, since discord.js takes its time and the terminal does without it.
  const { startBot } = await import("./discord/bot.ts");
  const { openServices } = await import("./discord/services.ts");
  const problems = createRecentProblems();
  const log = createLog(config.logLevel, [token], problems);
  process.on("uncaughtException", (error) => endOnBug(log, error));
  const questions = createQuestionService(config.queue);
  const services = { ...(await openServices(config, log, problems)), load: questions.load };
  const collection = await openLiveCollection(config.indexDir, config.embedding, log, questions.serve);
  const end = new AbortController();
  if (config.watchArticles) void watchArticles(config.articlesDir, services.builds, log, end.signal);
  health?.watch({
    index: () => collection.current().status,
    models: collection.modelHealth,
    questions: questions.load,
  });
  try {
    const bot = await startBot(
      {
        token,
        guildId: config.discordGuildId,
        restApi: config.discordRestApi,
        registerCommands: config.registerCommands,
        logQuestions: config.logQuestions,
      },
      {
        collection: collection.current,
        services,
        log,
        announce: (line) => process.stdout.write(`${line}\n`),
        onQuestion: health?.observe,
        signal,
      },
    );
    health?.watch({ gateway: bot.gateway });
    const reason = await Promise.race([bot.lost, untilAborted(signal)]);
    await bot.stop();
    if (reason) throw reason;
  } catch (error) {
    // Connecting was given up since the process is to end, which is no failure.
    if (error !== signal.reason) throw error;
  } finally {
    end.abort();
    await services.builds.stop();
    await services.feedback.close();
    await collection.close();
  }
}

/** After an exception or a rejection that nobody caught, nothing can be relied on: whatever runs the bot starts it anew. */
function endOnBug(log: Logger, error: unknown): void {
  log.fatal({ err: error }, "something failed that nobody was prepared for; Dateline ends");
  process.exit(EXIT.error);
}

/** Resolves with nothing when the signal is aborted. */
function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
