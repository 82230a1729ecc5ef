import { readFileSync } from "node:fs";
import { z } from "zod";
import { DatelineError } from "../shared/errors.ts";

const line = z.object({ question: z.string().min(1) });

/**
 * The questions of a file: one a line, as text, or as JSON with "question".
 * @throws DatelineError "question" that names the file, and the line if one is wrong
 */
export function readLines(file: string): string[] {
  const questions = readFileSync(file, "utf8")
    .split("\n")
    .map((text) => text.trim())
    .flatMap((text, i) => {
      if (text === "") return [];
      if (!text.startsWith("{")) return [text];
      try {
        return [line.parse(JSON.parse(text)).question];
      } catch (cause) {
        throw new DatelineError("question", `${file}, line ${i + 1}: write {"question":"…"} or plain text`, {
          cause,
        });
      }
    });
  if (questions.length === 0)
    throw new DatelineError("question", `${file} has no question; write one a line`);
  return questions;
}
