import { openLiveCollection } from "./answer/live-collection.ts";
import { createQuestionService } from "./answer/serve-questions.ts";
import type { Config } from "./config.ts";
import { startBot } from "./discord/bot.ts";
import { openServices } from "./discord/services.ts";
import type { Health } from "./health/open-health.ts";
import { watchArticles } from "./index/watch-articles.ts";
import { createLog, type Logger } from "./shared/log.ts";
import { createRecentProblems } from "./shared/recent-problems.ts";
import { EXIT } from "./terminal/run.ts";

/** Answers until the process is asked to end (Ctrl-C, SIGTERM). */
export async function answerInDiscord(
  config: Config,
  token: string,
  health: Health | undefined,
  signal: AbortSignal,
): Promise<void> {
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
