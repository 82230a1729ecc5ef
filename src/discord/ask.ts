import type { Answer, AnswerOptions } from "../answer/answer.ts";
import { optionsOf } from "./ask-state.ts";
import type { Call } from "./command.ts";
import { COLOUR, type Message, notice } from "./message.ts";
import type { Asked } from "./question.ts";
import { type AnswerView, renderAnswer } from "./render-answer.ts";

/** Asks the question of a state and shows what the state shows of the answer. */
export async function ask(
  call: Pick<Call, "collection" | "texts" | "trace">,
  asked: Asked,
  view: AnswerView,
): Promise<Message> {
  const options = optionsOf(view.state, call.collection.articles);
  if (options === "gone") return notice(call.texts("articleGone"), COLOUR.notFound);
  return show(await askWith(call, asked, options), view, call);
}

/** The answer with the options that a state has given. */
export async function askWith(
  { collection, trace }: Pick<Call, "collection" | "trace">,
  { question, history }: Asked,
  options: AnswerOptions,
): Promise<Answer> {
  trace.asked(question);
  const answer = await collection.answer(question, { ...options, history }, trace.lap);
  trace.answered(answer);
  return answer;
}

/** What a view shows of an answer. */
export function show(
  answer: Answer,
  view: AnswerView,
  { texts, trace }: Pick<Call, "texts" | "trace">,
): Message {
  const message = renderAnswer(answer, view, texts);
  trace.lap("render");
  return message;
}
