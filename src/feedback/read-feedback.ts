import { readFile } from "node:fs/promises";
import { DatelineError } from "../shared/errors.ts";
import { type FeedbackEntry, feedbackEntry } from "./feedback-entry.ts";
import { feedbackPath, linesOf } from "./feedback-files.ts";

export type StoredFeedback = {
  /** In the order in which they were given. */
  entries: FeedbackEntry[];
  /** How many lines were passed over, such as one that a crash has torn. */
  unreadable: number;
};

/**
 * Reads the feedback kept in a folder; none where there is no file yet.
 * @throws DatelineError "feedback" when the file is there and cannot be read
 */
export async function readFeedback(dataDir: string): Promise<StoredFeedback> {
  const path = feedbackPath(dataDir);
  let content: Buffer;
  try {
    content = await readFile(path);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === "ENOENT") return { entries: [], unreadable: 0 };
    throw new DatelineError(
      "feedback",
      `${path} cannot be read (${code}); set DATA_DIR to the folder that holds it, or give yourself the right to read it`,
      { cause },
    );
  }
  const lines = linesOf(content).filter((line) => line.length > 0);
  const entries = lines.flatMap((line) => readLine(line.toString("utf8")) ?? []);
  return { entries, unreadable: lines.length - entries.length };
}

function readLine(line: string): FeedbackEntry | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  return feedbackEntry.safeParse(value).data;
}
