import { readFileSync } from "node:fs";
import { z } from "zod";
import type { Answer } from "../answer/answer.ts";
import type { Collection } from "../answer/collection.ts";
import { isSystemError, reasonOf } from "../articles/refusal.ts";
import { DatelineError } from "../shared/errors.ts";
import { fullAnswer } from "./full-answer.ts";

const question = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  question: z.string(),
  lang: z.string().default("?"),
  type: z.string().default("?"),
  /** Every passage that answers: any one of them is right. Empty: the articles do not say. */
  gold: z.array(z.object({ source: z.string(), quote: z.string() })),
  history: z.array(z.string()).optional(),
});

export type Question = z.infer<typeof question>;

/** What came of one question. */
export type Outcome = {
  question: Question;
  answer: Answer;
  /** Rank of the first quote that answers; 0: none. */
  rank: number;
  /** Share of the gold sources that are found among the first five quotes. */
  sourcesFound: number;
  /** Quotes that stand letter by letter in their article, and with its date. */
  exact: number;
  dated: number;
};

/** How many quotes are looked at. */
const DEPTH = 10;
/** How much of the beginning of a gold quote must be shown, in characters. */
const GOLD_START = 40;

/** Reads JSON Lines. @throws DatelineError "question" that names the file, and the line that is wrong */
export function readQuestions(file: string): Question[] {
  return readLines(file).flatMap((line, i) => {
    if (line.trim() === "") return [];
    try {
      return [question.parse(JSON.parse(line))];
    } catch (cause) {
      throw new DatelineError(
        "question",
        `${file}, line ${i + 1}: not a question; write {"id":"1","question":"…","gold":[{"source":"file.txt","quote":"…"}]}, with an empty "gold" where the articles do not answer`,
        { cause },
      );
    }
  });
}

function readLines(file: string): string[] {
  try {
    return readFileSync(file, "utf8").split("\n");
  } catch (cause) {
    if (!isSystemError(cause)) throw cause;
    const reason = cause.code === "ENOENT" ? "there is no such file" : reasonOf(cause);
    const text = `${file} cannot be read (${reason}); name a file of questions in JSON Lines`;
    throw new DatelineError("question", text, { cause });
  }
}

/** Asks every question of a set and looks what comes. */
export async function askAll(collection: Collection, questions: readonly Question[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const one of questions) {
    const answer = await fullAnswer(collection, one.question, {
      limit: DEPTH,
      ...(one.history && { history: one.history }),
    });
    const right = answer.quotes.map(({ article, text }) =>
      one.gold.filter((gold) => gold.source === article.id && shows(text, gold.quote)),
    );
    const sources = new Set(one.gold.map(({ source }) => source));
    const found = new Set(right.slice(0, 5).flatMap((golds) => golds.map(({ source }) => source)));
    outcomes.push({
      question: one,
      answer,
      rank: right.findIndex((golds) => golds.length > 0) + 1,
      sourcesFound: found.size / Math.max(1, sources.size),
      exact: answer.quotes.filter(
        ({ article, text, start, end }) => collection.article(article.id)?.text.slice(start, end) === text,
      ).length,
      dated: answer.quotes.filter(({ article }) => collection.article(article.id)?.date === article.date)
        .length,
    });
  }
  return outcomes;
}

/** Whether a quote shows the beginning of a gold quote, or is itself at least half of it; white space aside. */
function shows(text: string, goldQuote: string): boolean {
  const [quote, gold] = [text, goldQuote].map((one) => one.replace(/\s+/g, " ").trim()) as [string, string];
  return (
    quote.includes(gold.slice(0, GOLD_START).trim()) ||
    (quote.length * 2 >= gold.length && gold.includes(quote))
  );
}
