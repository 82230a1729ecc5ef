import type { CollectionStatus } from "../answer/collection.ts";
import { dateInWords } from "../shared/calendar-date.ts";
import { label } from "./markdown.ts";
import { COLOUR, type Message, notice } from "./message.ts";
import type { Texts } from "./texts.ts";

/** What the bot works with: articles, their dates, the embedder and when the index was built. */
export function renderStatus(status: CollectionStatus, texts: Texts): Message {
  const { kind, model } = status.embedder;
  const [day = "", time = ""] = new Date(status.builtAt).toISOString().split("T");
  return notice(
    [
      texts.statusCollection(status.articles, status.passages),
      texts.statusDates(dateInWords(status.from), dateInWords(status.to)),
      kind === "built-in" ? texts.statusBuiltIn(label(model)) : texts.statusModel(label(model)),
      ...(status.embedderNote === null ? [] : [label(status.embedderNote, 500)]),
      `-# ${texts.statusBuilt(dateInWords(day), time.slice(0, "hh:mm".length))}`,
    ].join("\n"),
    COLOUR.information,
  );
}
