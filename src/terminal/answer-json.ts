import type { Answer } from "../answer/answer.ts";

/** An answer as one JSON object. When it abstains, `passages` still lists the closest ones. */
export const answerJson = ({ question, answered, reason, confidence, quotes }: Answer) => ({
  question,
  abstained: !answered,
  ...(reason && { reason }),
  confidence: Number(confidence.toFixed(4)),
  passages: quotes.map(({ article, text, start, end, score, highlights, alsoIn }) => ({
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
