import { setTimeout as delay } from "node:timers/promises";
import { DatelineError } from "../shared/errors.ts";
import { type ForkedModule, forkModule } from "../shared/fork-module.ts";
import type { BuildEvents, BuildReport, BuildSettings } from "./build-index.ts";
import type { BuildMessage, BuildNews, BuildOutcome, BuildRequest } from "./build-messages.ts";

/** How long a build that is given up may take to clear away what it has begun. */
const END_WITHIN_MS = 5_000;

/**
 * As `buildIndex`, in a process of its own, so that a bot goes on answering meanwhile. When this process ends, however it
 * does, the build is given up.
 * @throws DatelineError as `buildIndex` does; the signal's reason when it is aborted, once the process has ended; Error when the process
 * breaks down.
 */
export async function buildApart(
  settings: BuildSettings,
  events: BuildEvents,
  signal: AbortSignal,
): Promise<BuildReport> {
  signal.throwIfAborted();
  const forked = forkModule(import.meta.url, "./build-process");
  const { child, ended, lastWords } = forked;
  let outcome: BuildOutcome | undefined;
  child.on("message", (message: BuildMessage) => {
    if ("news" in message) pass(message.news, events);
    else outcome = message.outcome;
  });
  const giveUp = () => void end(forked);
  signal.addEventListener("abort", giveUp, { once: true });
  send(forked, { kind: "build", settings });
  await ended;
  signal.removeEventListener("abort", giveUp);

  if (outcome?.kind === "done") return outcome.report;
  signal.throwIfAborted();
  if (outcome?.kind === "failed") throw new DatelineError(outcome.code, outcome.message);
  const why = outcome?.stack ?? `${child.signalCode ?? `code ${child.exitCode}`}: ${lastWords()}`;
  throw new Error(`the process that builds the index broke down: ${why}`);
}

function pass(news: BuildNews, events: BuildEvents): void {
  if (news.kind === "notice") events.notice(news.line);
  else if (news.kind === "reading") events.reading?.(news.done, news.all);
  else if (news.kind === "download") events.download(news.progress);
  else events.progress(news.progress);
}

function send({ child }: ForkedModule, request: BuildRequest): void {
  child.send(request, (error) => {
    // It cannot be reached any more, so its end follows and is reported.
    if (error) child.kill("SIGKILL");
  });
}

/** A process that is too busy to hear of it is killed; the next build clears up after it. */
async function end(forked: ForkedModule): Promise<void> {
  const { child, ended } = forked;
  send(forked, { kind: "stop" });
  await Promise.race([ended, delay(END_WITHIN_MS, undefined, { ref: false })]);
  child.kill("SIGKILL");
}
