import { stat } from "node:fs/promises";
import { join } from "node:path";
import { listFiles } from "../articles/list-files.ts";
import { DatelineError } from "../shared/errors.ts";
import type { Logger } from "../shared/log.ts";
import { pause } from "../shared/pause.ts";
import { sha256 } from "../shared/sha256.ts";
import type { BuildEvents, BuildReport } from "./build-index.ts";
import type { Builds } from "./builds.ts";

export type WatchTimes = {
  /** How often the folder is looked at. What changes from one look to the next may not be complete yet. */
  lookEveryMs: number;
  /** A folder that never rests is built after this time all the same. */
  restWithinMs: number;
  /** When a build that failed is tried again. */
  retryAfterMs: number;
};

const TIMES: WatchTimes = { lookEveryMs: 5_000, restWithinMs: 60_000, retryAfterMs: 60_000 };

/** So many files are looked at together, so that a large folder leaves the answers their turn. */
const FILES_AT_ONCE = 50;

/**
 * Builds the index when articles have come, changed or gone, and once at the beginning, since they may have done so while
 * the program started. Looks at the folder every few seconds: the operating system's events do not come from network drives
 * and into containers, and need a watch for every file. What goes wrong is logged, once as long as it stays the same.
 * @param signal ends the watch, but no running build
 * @returns a promise of the end
 */
export async function watchArticles(
  articlesDir: string,
  builds: Pick<Builds, "run">,
  log: Logger,
  signal: AbortSignal,
  times: WatchTimes = TIMES,
): Promise<void> {
  /** The folder as it was at the last look, and when it was built last. */
  let seen: string | undefined;
  let built: string | undefined;
  let restlessSince: number | undefined;
  let told: ReadonlySet<string> = new Set();

  const tell = (level: "warn" | "error", messages: readonly string[]) => {
    for (const message of messages) if (!told.has(message)) log[level](message);
    told = new Set(messages);
  };

  async function look(): Promise<void> {
    const now = await fingerprint(articlesDir);
    if (now === built) return;
    restlessSince ??= Date.now();
    const rests = now === seen || Date.now() - restlessSince >= times.restWithinMs;
    seen = now;
    if (!rests) return;
    restlessSince = undefined;
    const report = await builds.run(eventsFor(log));
    if (report === "stopped") return;
    built = now;
    tell(
      "warn",
      report.refusals.map(({ message }) => message),
    );
    if (report.changed) log.info(countsOf(report), "articles have changed, and the index was built");
  }

  let wait = times.lookEveryMs;
  while (await pause(wait, signal)) {
    wait = times.lookEveryMs;
    try {
      await look();
    } catch (error) {
      // While another build runs, here or elsewhere, this one has only to wait.
      if (isLocked(error)) continue;
      wait = times.retryAfterMs;
      if (error instanceof DatelineError) tell("error", [`the index could not be built: ${error.message}`]);
      else log.error({ err: error }, "the index could not be built");
    }
  }
}

const isLocked = (error: unknown): boolean => error instanceof DatelineError && error.code === "index-locked";

const eventsFor = (log: Logger): BuildEvents => ({
  notice: (line) => log.info(line),
  download: () => {},
  progress: () => {},
});

const countsOf = ({ articles, passages, added, updated, removed, refusals }: BuildReport) => ({
  articles,
  passages,
  added,
  updated,
  removed,
  refused: refusals.length,
});

/** A text that changes when an article of the folder comes, changes or goes. */
async function fingerprint(articlesDir: string): Promise<string> {
  const { files } = await listFiles(articlesDir);
  const lines: string[] = [];
  for (let from = 0; from < files.length; from += FILES_AT_ONCE) {
    const some = files.slice(from, from + FILES_AT_ONCE);
    lines.push(...(await Promise.all(some.map((file) => describeFile(articlesDir, file)))));
  }
  return sha256(lines.join("\n"));
}

/** The time of the last status change too, since a copied file may keep the time of its content. */
const describeFile = (articlesDir: string, file: string): Promise<string> =>
  stat(join(articlesDir, file)).then(
    ({ size, mtimeMs, ctimeMs }) => JSON.stringify([file, size, mtimeMs, ctimeMs]),
    // It is gone or cannot be looked at, which the build will tell of.
    () => JSON.stringify([file]),
  );
