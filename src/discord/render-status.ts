import type { CollectionStatus } from "../answer/collection.ts";
import { durationInWords } from "./duration.ts";
import { rangeInWords } from "./explain.ts";
import { label } from "./markdown.ts";
import { COLOUR, type Message, notice } from "./message.ts";
import type { Texts } from "./texts.ts";
import { VERSION } from "./version.ts";

const MAX_NOTE = 500;

/**
 * What the bot works with: articles, their dates, the embedder, the reranker, when the index was built and how long it runs.
 * @param runningMs since the bot was started, in milliseconds.
 */
export function renderStatus(status: CollectionStatus, runningMs: number, texts: Texts): Message {
  const { articles, passages, embedder, embedderNote, reranker, builtAt } = status;
  const [day = "", time = ""] = new Date(builtAt).toISOString().split("T");
  const lines = [
    texts("statusCollection", {
      articles: texts("articles", { count: articles }),
      passages: texts("passages", { count: passages }),
    }),
    ...(articles === 0 ? [] : [texts("statusDated", { range: rangeInWords(status, texts) })]),
    texts(embedder.kind === "built-in" ? "statusBuiltIn" : "statusModel", { model: label(embedder.model) }),
    ...(embedderNote === null ? [] : [label(embedderNote, MAX_NOTE)]),
    ...(reranker === null ? [] : [texts("statusReranker", { model: label(reranker) })]),
    `-# ${texts("statusBuilt", { day, time: time.slice(0, "hh:mm".length) })}`,
    `-# ${texts("statusRunning", { duration: durationInWords(runningMs, texts.locale), version: VERSION })}`,
  ];
  return notice(lines.join("\n"), COLOUR.information);
}
