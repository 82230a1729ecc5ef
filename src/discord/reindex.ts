import type { BuildEvents } from "../index/build-index.ts";
import { DatelineError, messageOf } from "../shared/errors.ts";
import type { Call } from "./command.ts";
import { handleFailure } from "./failures.ts";
import { COLOUR, type Message, notice } from "./message.ts";
import { type BuildStep, renderBuild, renderFailedBuild, renderStep } from "./render-admin-build.ts";
import { showProgress } from "./show-progress.ts";

/** Discord lets a message be edited about once a second; this leaves room. */
const EDIT_EVERY_MS = 2000;
const BYTES_PER_MB = 1e6;

/**
 * Brings the index up to date beside the running bot, and shows in the deferred reply how it goes and what came of it. The bot
 * takes the new index in by itself.
 */
export async function reindex(call: Call): Promise<void> {
  const { reply, texts, log } = call;
  const progress = showProgress<Message>(reply.send, EDIT_EVERY_MS, (error) =>
    log.warn(`the progress of a build can no longer be shown: ${messageOf(error)}`),
  );
  const show = (step: BuildStep) => progress.update(renderStep(step, texts));
  show({ kind: "begun" });
  try {
    const outcome = await build(call, eventsFor(show, call)).finally(progress.stop);
    await reply.send(outcome);
  } catch (error) {
    // The reply says that the build goes on, so whatever happened has to take its place.
    await handleFailure(error, "/admin reindex", log, texts, reply.send);
  }
}

async function build({ services, texts, log }: Call, events: BuildEvents): Promise<Message> {
  const started = performance.now();
  try {
    const report = await services.builds.run(events);
    if (report === "stopped") return notice(texts("reindexStopped"), COLOUR.notFound);
    const { articles, passages, added, updated, removed, refusals } = report;
    log.info(
      { articles, passages, added, updated, removed, refused: refusals.length },
      report.changed ? "the index was built" : "the index was up to date",
    );
    for (const { message } of refusals) log.info(message);
    for (const warning of report.warnings) log.info(warning);
    return renderBuild(report, performance.now() - started, texts);
  } catch (error) {
    if (!(error instanceof DatelineError)) throw error;
    if (error.code === "index-locked") return notice(texts("reindexRunning"), COLOUR.notFound);
    log.error({ err: error }, "the index could not be built");
    return renderFailedBuild(error.message, texts);
  }
}

function eventsFor(show: (step: BuildStep) => void, { log }: Call): BuildEvents {
  const loadedOf = new Map<string, number>();
  return {
    notice: (line) => log.info(line),
    reading: (done, all) => show({ kind: "reading", done, all }),
    download({ file, loaded }) {
      loadedOf.set(file, loaded);
      const bytes = [...loadedOf.values()].reduce((sum, one) => sum + one, 0);
      show({ kind: "downloading", megabytes: Math.round(bytes / BYTES_PER_MB) });
    },
    progress: ({ passages, allPassages }) => show({ kind: "embedding", done: passages, all: allPassages }),
  };
}
