import type { Collection } from "../answer/collection.ts";
import { openCollection } from "../answer/open-collection.ts";
import type { Config } from "../config.ts";
import { type BuildReport, buildIndex } from "../index/build-index.ts";
import { countChanges } from "../index/count-changes.ts";
import { checkIndex } from "../index/open-index.ts";
import { upToDateAt } from "../index/publish.ts";
import { counted } from "../shared/counted.ts";
import { DatelineError, type ErrorCode } from "../shared/errors.ts";
import { showBuild } from "./build-progress.ts";

/** Nothing is lost by a build then, and nothing answers without it. */
const WANTS_BUILD: ReadonlySet<ErrorCode> = new Set(["index-missing", "index-outdated"]);

const say = (line: string) => process.stderr.write(`${line}\n`);

/** Brings the index up to date, showing progress on standard error, and says what came of it. */
export async function build(config: Config, signal: AbortSignal, force = false): Promise<BuildReport> {
  const started = performance.now();
  const shown = showBuild();
  try {
    const report = await buildIndex({ ...config, force }, shown.events, signal);
    shown.stop();
    for (const line of report.warnings) say(line);
    if (report.refusals.length > 0) {
      say(`${counted(report.refusals.length, "article")} could not be used:`);
      for (const { message } of report.refusals) say(`  ${message}`);
    }
    if (report.embedderNote) say(report.embedderNote);
    say(summary(report, (performance.now() - started) / 1_000));
    return report;
  } finally {
    shown.stop();
  }
}

/**
 * Brings the index up to date where a program starts that will run unattended: when the model that built the index cannot be
 * had, or the index folder cannot be written, the index stays as it was, and answers.
 */
export async function buildOrKeep(config: Config, signal: AbortSignal): Promise<void> {
  try {
    await build(config, signal);
  } catch (error) {
    if (!(error instanceof DatelineError) || !mayKeep(error, config) || !(await isUsable(config)))
      throw error;
    say(`The index could not be brought up to date and stays as it was. ${error.message}`);
  }
}

const mayKeep = ({ code }: DatelineError, { embedding }: Config): boolean =>
  code === "disk" || (code === "model" && embedding.embedder === "auto");

/** Whether there is an index that is whole. */
const isUsable = ({ indexDir }: Config): Promise<boolean> =>
  checkIndex(indexDir).then(
    () => true,
    () => false,
  );

/**
 * Opens the index; builds it first when there is none yet or it is of another version, and says so when the articles have
 * changed since.
 */
export async function openOrBuild(config: Config, signal: AbortSignal): Promise<Collection> {
  const open = () => openCollection(config.indexDir, config.embedding);
  const collection = await open().catch(async (error) => {
    if (!(error instanceof DatelineError) || !WANTS_BUILD.has(error.code)) throw error;
    await build(config, signal);
    return open();
  });
  await tellChanges(config, collection);
  return collection;
}

/** An index answers without its articles; that they changed, or are gone, is worth a line. */
async function tellChanges({ articlesDir, indexDir }: Config, { articles }: Collection): Promise<void> {
  try {
    const changes = await countChanges(
      articlesDir,
      await upToDateAt(indexDir),
      articles.map(({ id }) => id),
    );
    if (changes > 0)
      say(`${counted(changes, "article")} changed since the index was built; to take them in: npm run index`);
  } catch (error) {
    if (!(error instanceof DatelineError)) throw error;
    say(error.message);
  }
}

function summary(
  { changed, articles, passages, embedded, removed, embedder }: BuildReport,
  seconds: number,
): string {
  const size = `${counted(articles, "article")}, ${counted(passages, "passage")}`;
  if (!changed) return `The index is up to date: ${size}.`;
  const gone = removed > 0 ? `, ${counted(removed, "article")} removed` : "";
  return `Index built in ${seconds.toFixed(1)} s: ${size} (${embedded} embedded with ${embedder.model}${gone}).`;
}
