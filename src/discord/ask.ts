import { optionsOf } from "./ask-state.ts";
import type { Call } from "./command.ts";
import { COLOUR, type Message, notice } from "./message.ts";
import { type AnswerView, renderAnswer } from "./render-answer.ts";

/** Asks the question of a state and shows what the state shows of the answer. */
export async function ask(
  { collection, texts, trace }: Pick<Call, "collection" | "texts" | "trace">,
  { question, history }: { question: string; history: readonly string[] },
  view: AnswerView,
): Promise<Message> {
  const options = optionsOf(view.state, collection.articles);
  if (options === "gone") return notice(texts("articleGone"), COLOUR.notFound);
  trace.asked(question);
  const answer = await collection.answer(question, { ...options, history }, trace.lap);
  trace.answered(answer);
  const message = renderAnswer(answer, view, texts);
  trace.lap("render");
  return message;
}
