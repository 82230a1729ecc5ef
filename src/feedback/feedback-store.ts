import { type FileHandle, open, readFile } from "node:fs/promises";
import { replaceFile, syncToDisk } from "../shared/replace-file.ts";
import { shortenAtWord } from "../shared/shorten.ts";
import { changeFiles } from "./change-files.ts";
import { answerId, type FeedbackEntry, type Outcome, type QuoteId, type Verdict } from "./feedback-entry.ts";
import { feedbackPath, linesOf, OWNER_ONLY } from "./feedback-files.ts";
import { hashUser, keepSalt } from "./hash-user.ts";

/** What a user thinks of an answer. */
export type Vote = {
  userId: string;
  question: string;
  verdict: Verdict;
  /** Kept on one line. */
  reason?: string | undefined;
  outcome: Outcome;
  quotes: readonly QuoteId[];
};

/** Longest question and reason that are kept, in UTF-16 units; longer ones are cut after a word. */
const MAX_TEXT = 1_000;

/** Every method rejects with a DatelineError "feedback" when the disk refuses; what was kept before stays as it was. */
export type FeedbackStore = {
  /** Resolves when the vote is on the disk. */
  add(vote: Vote): Promise<void>;
  /** Deletes all that a user gave. @returns how many lines there were */
  forget(userId: string): Promise<number>;
  /** Waits for what was begun. */
  close(): Promise<void>;
};

/**
 * Opens the feedback kept in a folder, which is made if need be. Nothing stays open between two calls, so files may be
 * moved or deleted meanwhile.
 * @throws DatelineError "feedback" when the folder cannot be written
 */
export async function openFeedback(dataDir: string): Promise<FeedbackStore> {
  await changeFiles(dataDir, () => keepSalt(dataDir));
  let last: Promise<unknown> = Promise.resolve();

  function inTurn<T>(change: (salt: Uint8Array) => Promise<T>): Promise<T> {
    const done = last.then(() => changeFiles(dataDir, async () => change(await keepSalt(dataDir))));
    // Whoever asked for it hears of a failure; the next in turn does not mind.
    last = done.catch(() => {});
    return done;
  }

  return {
    add(vote) {
      const time = new Date().toISOString();
      return inTurn(async (salt) => {
        const entry = entryOf(vote, time, hashUser(salt, vote.userId));
        const isFirst = await appendLine(feedbackPath(dataDir), JSON.stringify(entry));
        if (isFirst) await syncToDisk(dataDir);
      });
    },
    forget: (userId) => inTurn((salt) => deleteLines(feedbackPath(dataDir), hashUser(salt, userId))),
    async close() {
      await last;
    },
  };
}

function entryOf(
  { question, verdict, reason, outcome, quotes }: Vote,
  time: string,
  user: string,
): FeedbackEntry {
  const why = reason === undefined ? "" : shortenAtWord(reason, MAX_TEXT);
  return {
    user,
    time,
    question: shortenAtWord(question, MAX_TEXT),
    verdict,
    ...(why !== "" && { reason: why }),
    outcome,
    quotes: quotes.map(({ article, start, end }) => ({ article, start, end })),
    answer: answerId(question, quotes),
  };
}

/**
 * Adds a line by one write at the end of the file, so that a crash tears no other line. After a torn line it begins a
 * new one.
 * @returns whether it is the file's first
 */
async function appendLine(path: string, line: string): Promise<boolean> {
  const file = await open(path, "a+", OWNER_ONLY);
  try {
    const { size } = await file.stat();
    try {
      await file.appendFile(`${(await endsInNewline(file, size)) ? "" : "\n"}${line}\n`);
      await file.datasync();
    } catch (error) {
      // A full disk may have taken a part. If that cannot be taken back either, it is a torn line, which does no harm.
      await file.truncate(size).catch(() => {});
      throw error;
    }
    return size === 0;
  } finally {
    await file.close();
  }
}

async function endsInNewline(file: FileHandle, size: number): Promise<boolean> {
  if (size === 0) return true;
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer.toString("latin1") === "\n";
}

/** Deletes every line, torn ones too, that names the user. @returns how many */
async function deleteLines(path: string, user: string): Promise<number> {
  let content: Buffer;
  try {
    content = await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return 0;
    throw error;
  }
  const lines = linesOf(content);
  const kept = lines.filter((line) => !line.includes(user));
  if (kept.length === lines.length) return 0;
  await replaceFile(path, Buffer.concat(kept.flatMap((line) => [line, Buffer.from("\n")])), OWNER_ONLY);
  return lines.length - kept.length;
}
