import { LRUCache } from "lru-cache";
import { currentDate } from "../shared/calendar-date.ts";
import type { Lap } from "../shared/stages.ts";
import { type Answer, type AnswerOptions, DEFAULT_LIMIT } from "./answer.ts";
import type { Collection } from "./collection.ts";

const MOST_ANSWERS = 500;
const KEPT_MS = 5 * 60 * 1000;

export type RecentAnswersOptions = { today?: () => string; now?: () => number; onHit?: () => void };

/**
 * Answers a question that was asked lately with the same options from memory, and computes one that several ask at the same
 * time once. What was found without the model is not kept, and nothing outlives its day, since "last year" is read against it.
 * @param today gives the calendar date
 * @param now gives the time in milliseconds, more than 0
 * @param onHit told of every question that was not computed anew
 */
export function keepRecentAnswers(
  answer: Collection["answer"],
  { today = currentDate, now = () => performance.now(), onHit }: RecentAnswersOptions = {},
): Collection["answer"] {
  const kept = new LRUCache<string, Answer>({
    max: MOST_ANSWERS,
    ttl: KEPT_MS,
    ttlResolution: 0,
    perf: { now },
  });
  const underWay = new Map<string, Promise<Answer>>();

  async function compute(
    key: string,
    question: string,
    options: AnswerOptions,
    lap: Lap | undefined,
  ): Promise<Answer> {
    try {
      const computed = await answer(question, options, lap);
      if (!computed.withoutModel) kept.set(key, computed);
      return computed;
    } finally {
      underWay.delete(key);
    }
  }

  return async (question, options = {}, lap = undefined) => {
    const key = keyOf(today(), question, options);
    const known = kept.get(key) ?? underWay.get(key);
    if (known) {
      onHit?.();
      const remembered = await known;
      lap?.("memory");
      return { ...remembered, options };
    }
    const computing = compute(key, question, options, lap);
    underWay.set(key, computing);
    return computing;
  };
}

/** The same for options that mean the same. */
const keyOf = (
  today: string,
  question: string,
  { from, to, source, limit = DEFAULT_LIMIT, history = [], order, onePerArticle = false }: AnswerOptions,
): string => JSON.stringify([today, question, from, to, source, limit, history, order, onePerArticle]);
