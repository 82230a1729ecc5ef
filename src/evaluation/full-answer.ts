import type { Answer, AnswerOptions } from "../answer/answer.ts";
import type { Collection } from "../answer/collection.ts";
import { DatelineError } from "../shared/errors.ts";

/** An answer to be measured. @throws DatelineError "model" when a model did not answer: what was found without it says nothing */
export async function fullAnswer(
  collection: Collection,
  question: string,
  options: AnswerOptions,
): Promise<Answer> {
  const answer = await collection.answer(question, options);
  if (!answer.withoutModel) return answer;
  throw new DatelineError("model", `A model did not answer for "${question}"; run the evaluation again.`);
}
