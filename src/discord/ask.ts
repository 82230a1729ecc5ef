import type { Collection } from "../answer/collection.ts";
import { optionsOf } from "./ask-state.ts";
import { COLOUR, type Message, notice } from "./message.ts";
import { type AnswerView, renderAnswer } from "./render-answer.ts";
import type { Texts } from "./texts.ts";

/** Asks the question of a state and shows what the state shows of the answer. */
export async function ask(
  collection: Collection,
  { question, history }: { question: string; history: readonly string[] },
  view: AnswerView,
  texts: Texts,
): Promise<Message> {
  const options = optionsOf(view.state, collection.articles);
  if (options === "gone") return notice(texts("articleGone"), COLOUR.notFound);
  return renderAnswer(await collection.answer(question, { ...options, history }), view, texts);
}
