import { createInterface } from "node:readline/promises";
import { z } from "zod";
import type { AnswerOptions } from "../answer/answer.ts";
import type { Collection } from "../answer/collection.ts";
import { DatelineError } from "../shared/errors.ts";
import { answerJson } from "./answer-json.ts";

const request = z.object({
  id: z.union([z.string(), z.number()]),
  question: z.string(),
  history: z.array(z.string()).optional(),
});

/**
 * Answers JSON Lines, one object per line and in order. A line that cannot be used gets an object with `error`, and the
 * rest goes on; blank lines are passed over.
 */
export async function answerLines(
  collection: Collection,
  input: NodeJS.ReadableStream,
  print: (line: string) => void,
  options: AnswerOptions,
): Promise<void> {
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    // A byte-order mark may stand before the first line.
    const text = line.replace(/^\uFEFF/, "");
    if (text.trim() !== "") print(JSON.stringify(await answerLine(collection, text, options)));
  }
}

async function answerLine(collection: Collection, line: string, options: AnswerOptions): Promise<object> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { id: null, error: 'not JSON; write an object like {"id":"1","question":"…"}' };
  }
  const parsed = request.safeParse(value);
  if (!parsed.success) {
    const { path, message } = parsed.error.issues[0] ?? { path: [], message: "" };
    return { id: knownId(value), error: `${path.join(".") || "the line"}: ${message}` };
  }
  const { id, question, history } = parsed.data;
  try {
    return {
      id,
      ...answerJson(await collection.answer(question, { ...options, ...(history && { history }) })),
    };
  } catch (error) {
    if (!(error instanceof DatelineError)) throw error;
    return { id, error: error.message };
  }
}

const knownId = (value: unknown) =>
  request.shape.id.safeParse((value as { id?: unknown } | null)?.id).data ?? null;
