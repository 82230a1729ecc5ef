import type { Button } from "../command.ts";
import { COLOUR, notice } from "../message.ts";
import { readQuestionLine } from "../question.ts";
import { renderClosest } from "../render-answer.ts";
import { CLOSEST, readClosestOptions } from "./closest-button.ts";

/** "Show the closest passages": what comes nearest to a question that the articles do not answer, for the reader alone. */
export const showClosest = {
  action: CLOSEST,

  async press({ args, components, reply, collection, texts }) {
    await reply.defer("private");
    const options = readClosestOptions(args, collection.articles);
    const question = readQuestionLine(components);
    if (options === "gone") return reply.send(notice(texts.articleGone(), COLOUR.notFound));
    if (options === null || question === null)
      return reply.send(notice(texts.unknownComponent(), COLOUR.error));
    await reply.send(renderClosest(await collection.answer(question, options), texts));
  },
} as const satisfies Button;
