import { type ParseArgsConfig, parseArgs } from "node:util";
import type { AnswerOptions } from "../answer/answer.ts";
import type { Config } from "../config.ts";
import { DatelineError, messageOf } from "../shared/errors.ts";

/** Options of every command that reads the articles. */
export const FOLDER_OPTIONS = {
  articles: { type: "string" },
  index: { type: "string" },
  help: { type: "boolean", short: "h" },
} as const satisfies ParseArgsConfig["options"];

/** Options that narrow an answer. */
export const ANSWER_OPTIONS = {
  from: { type: "string" },
  to: { type: "string" },
  source: { type: "string" },
  limit: { type: "string" },
} as const satisfies ParseArgsConfig["options"];

/** The part of the help texts that is the same everywhere. */
export const FOLDER_HELP = `  --articles DIR   the articles (ARTICLES_DIR)
  --index DIR      the index built of them (INDEX_DIR)
  --help           this text`;

/** `parseArgs` whose complaints are written for the reader. @throws DatelineError "config" */
export function readArguments<const T extends ParseArgsConfig>(config: T) {
  try {
    return parseArgs(config);
  } catch (cause) {
    throw new DatelineError("config", `${messageOf(cause)}\nSee --help.`, { cause });
  }
}

/** The configuration with the folders that were named on the command line. */
export const withFolders = (
  config: Config,
  { articles, index }: { articles?: string; index?: string },
): Config => ({
  ...config,
  ...(articles && { articlesDir: articles }),
  ...(index && { indexDir: index }),
});

/** @throws DatelineError "question" when the limit is not a number; the rest is checked where it is used */
export function answerOptions(values: {
  from?: string;
  to?: string;
  source?: string;
  limit?: string;
}): AnswerOptions {
  const { limit, ...rest } = values;
  if (limit !== undefined && !/^\d+$/.test(limit)) {
    throw new DatelineError(
      "question",
      `--limit ${limit} is not a whole number; write for instance --limit 5`,
    );
  }
  return { ...rest, ...(limit !== undefined && { limit: Number(limit) }) };
}
