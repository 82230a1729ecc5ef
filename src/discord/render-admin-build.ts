import type { Refusal } from "../articles/refusal.ts";
import type { BuildReport } from "../index/build-index.ts";
import { durationInWords } from "./duration.ts";
import { label } from "./markdown.ts";
import { COLOUR, type Message, notice } from "./message.ts";
import type { Texts } from "./texts.ts";

const MINUTE_MS = 60_000;
/** Refused files that are listed, and how much of each reason and of a failure is shown: together they fit into a message. */
const MAX_REFUSALS = 8;
const MAX_REASON = 180;
const MAX_FAILURE = 1000;

/** What a build is doing. */
export type BuildStep =
  | { kind: "begun" }
  /** Articles. */
  | { kind: "reading"; done: number; all: number }
  | { kind: "downloading"; megabytes: number }
  /** Passages. */
  | { kind: "embedding"; done: number; all: number };

/** A step of a running build. */
export const renderStep = (step: BuildStep, texts: Texts): Message =>
  notice(`${stepInWords(step, texts)}\n-# ${texts("reindexGoesOn")}`);

function stepInWords(step: BuildStep, texts: Texts): string {
  switch (step.kind) {
    case "begun":
      return texts("reindexBegun");
    case "reading":
      return texts("reindexReading", { done: step.done, all: step.all });
    case "downloading":
      return texts("reindexDownloading", { megabytes: step.megabytes });
    case "embedding":
      return texts("reindexEmbedding", { done: step.done, all: step.all });
  }
}

/** What came of a build, with the files that were refused and why. */
export function renderBuild(report: BuildReport, tookMs: number, texts: Texts): Message {
  const { changed, added, updated, removed, refusals, embedderNote } = report;
  const size = {
    articles: texts("articles", { count: report.articles }),
    passages: texts("passages", { count: report.passages }),
    duration: tookMs < MINUTE_MS ? secondsInWords(tookMs, texts) : durationInWords(tookMs, texts.locale),
  };
  const listed = refusals.slice(0, MAX_REFUSALS).map((one) => `- ${label(withoutFolder(one), MAX_REASON)}`);
  const omitted = refusals.length - listed.length;
  const lines = [
    changed ? texts("reindexDone", { ...size, added, updated, removed }) : texts("reindexUnchanged", size),
    ...(refusals.length === 0 ? [] : [texts("reindexRefused", { count: refusals.length }), ...listed]),
    ...(omitted > 0 ? [`-# ${texts("reindexMoreRefused", { count: omitted })}`] : []),
    ...(embedderNote === null ? [] : [`-# ${label(embedderNote, MAX_FAILURE)}`]),
  ];
  return notice(lines.join("\n"), refusals.length === 0 ? COLOUR.information : COLOUR.related);
}

/** Where the articles lie on the machine is nothing for a server to know. */
const withoutFolder = ({ file, message }: Refusal): string =>
  message.slice(Math.max(0, message.indexOf(file)));

/** @param reason in English, since it comes from below and names files and settings */
export const renderFailedBuild = (reason: string, texts: Texts): Message =>
  notice(texts("reindexFailed", { reason: label(reason, MAX_FAILURE) }), COLOUR.error);

const secondsInWords = (ms: number, texts: Texts): string =>
  new Intl.NumberFormat(texts.locale, { style: "unit", unit: "second", unitDisplay: "long" }).format(
    Math.max(1, Math.round(ms / 1000)),
  );
