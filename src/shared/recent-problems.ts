import { DatelineError } from "./errors.ts";

/** How many are remembered. */
const MOST = 5;

/** A warning or an error of the log, in one line. */
export type Problem = {
  /** ISO 8601. */
  time: string;
  level: "warn" | "error";
  text: string;
};

/** The last warnings and errors of the log, in memory. */
export type RecentProblems = {
  add(problem: Problem): void;
  /** Oldest first. */
  all(): readonly Problem[];
};

export function createRecentProblems(): RecentProblems {
  let problems: readonly Problem[] = [];
  return {
    add(problem) {
      problems = [...problems, problem].slice(-MOST);
    },
    all: () => problems,
  };
}

/** What a log line says, with the kind of its error and the reference that the reader got. */
export function problemText(
  message: string,
  { err, reference }: { err?: unknown; reference?: unknown },
): string {
  const about = [errorInWords(err), reference === undefined ? "" : `reference ${reference}`].filter(Boolean);
  return about.length === 0 ? message : `${message} (${about.join(", ")})`;
}

/** What an error that is none of ours says may repeat what somebody wrote, so only its kind is told. */
function errorInWords(error: unknown): string {
  if (error instanceof DatelineError && error.code !== "question") return error.message;
  if (!(error instanceof Error)) return "";
  const { code } = error as { code?: unknown };
  return code === undefined ? error.name : `${error.name} ${code}`;
}
