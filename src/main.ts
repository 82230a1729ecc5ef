import { openCollection } from "./answer/open-collection.ts";
import { type Config, loadConfig } from "./config.ts";
import type { Health } from "./health/open-health.ts";
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
    if (config.discordToken) {
      // Loaded here, since discord.js takes its time and the terminal does without it.
      const { answerInDiscord } = await import("./answer-in-discord.ts");
      await answerInDiscord(config, config.discordToken, health, signal);
    } else await answerHere(config, signal);
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
  const { VERSION } = await import("./discord/version.ts");
  return openHealth(port, VERSION);
}
