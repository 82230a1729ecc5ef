import type { DownloadProgress } from "../embedding/embedding-settings.ts";
import type { ErrorCode } from "../shared/errors.ts";
import type { BuildReport, BuildSettings } from "./build-index.ts";
import type { EmbedProgress } from "./embed-articles.ts";

/** What the build's process is told: to build, and to give that up. */
export type BuildRequest = { kind: "build"; settings: BuildSettings } | { kind: "stop" };

/** What the build's process tells while it works: the calls of `BuildEvents`. */
export type BuildNews =
  | { kind: "notice"; line: string }
  | { kind: "reading"; done: number; all: number }
  | { kind: "download"; progress: DownloadProgress }
  | { kind: "progress"; progress: EmbedProgress };

/** How a build ended: well, with an expected failure, or with a bug. */
export type BuildOutcome =
  | { kind: "done"; report: BuildReport }
  | { kind: "failed"; code: ErrorCode; message: string }
  | { kind: "broken"; stack: string };

export type BuildMessage = { news: BuildNews } | { outcome: BuildOutcome };
