import type { Answer } from "../answer/answer.ts";
import { explain } from "./explain.ts";

/** An answer as one JSON object. When it abstains, `passages` still lists the closest ones. */
export const answerJson = (answer: Answer) => ({
  question: answer.question,
  abstained: !answer.answered,
  ...(answer.answered && !answer.sure && { possibly_related: true }),
  ...(answer.withoutModel && { without_model: true }),
  ...(answer.reason && { reason: answer.reason.kind, explanation: explain(answer.reason, answer.options) }),
  confidence: Number(answer.confidence.toFixed(4)),
  passages: answer.quotes.map(({ article, text, start, end, score, highlights, alsoIn }) => ({
    source: article.id,
    date: article.date,
    publisher: article.publisher,
    title: article.title,
    text,
    start,
    end,
    score,
    highlights,
    ...(alsoIn.length > 0 && {
      also_in: alsoIn.map(({ id, date, publisher }) => ({ source: id, date, publisher })),
    }),
  })),
});
