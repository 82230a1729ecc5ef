/** The process in which an index is built while its parent goes on with its work. Started by `build-apart.ts`; does one build. */
import { DatelineError, messageOf } from "../shared/errors.ts";
import { type BuildEvents, type BuildSettings, buildIndex } from "./build-index.ts";
import type { BuildMessage, BuildNews, BuildOutcome, BuildRequest } from "./build-messages.ts";

/** How often progress is told: nobody reads faster, and thousands of small files take a second. */
const TELL_EVERY_MS = 200;

const abort = new AbortController();
let toldAt = Number.NEGATIVE_INFINITY;

// Ctrl-C in a terminal reaches every process of the group; the parent decides when this one ends.
process.on("SIGINT", () => {});
process.on("disconnect", () => abort.abort());
process.on("message", async (request: BuildRequest) => {
  if (request.kind === "stop") return abort.abort();
  // The channel to the parent is all that still holds the process.
  tell({ outcome: await build(request.settings) }, () => process.connected && process.disconnect());
});

async function build(settings: BuildSettings): Promise<BuildOutcome> {
  try {
    return { kind: "done", report: await buildIndex(settings, events, abort.signal) };
  } catch (error) {
    if (error instanceof DatelineError) return { kind: "failed", code: error.code, message: error.message };
    return { kind: "broken", stack: (error instanceof Error && error.stack) || messageOf(error) };
  }
}

const events: BuildEvents = {
  notice: (line) => tell({ news: { kind: "notice", line } }),
  reading: (done, all) => nowAndThen({ kind: "reading", done, all }, done === all),
  download: (progress) => nowAndThen({ kind: "download", progress }, false),
  progress: (progress) =>
    nowAndThen({ kind: "progress", progress }, progress.passages === progress.allPassages),
};

function nowAndThen(news: BuildNews, isLast: boolean) {
  if (!isLast && Date.now() - toldAt < TELL_EVERY_MS) return;
  toldAt = Date.now();
  tell({ news });
}

/** Without its parent a build is being given up, and nobody listens. */
function tell(message: BuildMessage, told: () => void = () => {}) {
  if (process.connected) process.send?.(message, told);
}
