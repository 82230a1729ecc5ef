import { join } from "node:path";

export const feedbackPath = (dataDir: string): string => join(dataDir, "feedback.jsonl");

export const saltPath = (dataDir: string): string => join(dataDir, "feedback-salt");

export const lockPath = (dataDir: string): string => join(dataDir, "feedback.lock");

/** The files hold what users wrote: nobody but the bot's own account reads them. */
export const OWNER_ONLY = 0o600;
export const OWNER_ONLY_FOLDER = 0o700;

const NEWLINE = 0x0a;

/** The lines of a file, without their newlines; a last one that lacks it is a line too. */
export function linesOf(content: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  for (let start = 0; start < content.length; ) {
    const newline = content.indexOf(NEWLINE, start);
    const end = newline === -1 ? content.length : newline;
    lines.push(content.subarray(start, end));
    start = end + 1;
  }
  return lines;
}
