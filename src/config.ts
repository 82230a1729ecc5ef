import { existsSync } from "node:fs";
import { config as readDotenv } from "dotenv";
import { z } from "zod";
import type { EmbeddingSettings } from "./embedding/embedding-settings.ts";
import { DatelineError } from "./shared/errors.ts";

/** Everything that can be set, checked. Folders are as they were written: relative to the working directory. */
export type Config = {
  discordToken: string | undefined;
  discordGuildId: string | undefined;
  discordRestApi: string | undefined;
  registerCommands: boolean;
  manners: {
    /** Servers and channels in which the bot answers; empty: everywhere. */
    allowedGuildIds: readonly string[];
    allowedChannelIds: readonly string[];
    /** The most questions within ten seconds; 0: no limit. */
    questionsPerUser: number;
    questionsPerChannel: number;
  };
  /** Whether questions are remembered, in memory, and offered for completion in the same server. */
  rememberQuestions: boolean;
  /** How many questions are answered at once, and how many wait for it; more are turned away. */
  queue: { maxRunning: number; maxWaiting: number };
  articlesDir: string;
  indexDir: string;
  maxArticleBytes: number;
  /** Whether the running bot builds the index anew when articles change. */
  watchArticles: boolean;
  embedding: EmbeddingSettings;
  /** Where the bot keeps what users give it. */
  dataDir: string;
  /** Whether users are asked what they think of an answer. */
  feedback: boolean;
  logLevel: "trace" | "debug" | "info" | "warn" | "error" | "silent";
  /** Whether the log holds the texts of questions. */
  logQuestions: boolean;
  /** The port on which the running bot tells how it is; undefined: nowhere. */
  healthPort: number | undefined;
};

const id = z.string().regex(/^\d{1,20}$/, "is not a Discord id; write its digits");
const ids = z
  .string()
  .transform((text) => text.split(/[\s,;]+/).filter(Boolean))
  .pipe(z.array(id));
const yesNo = z
  .string()
  .toLowerCase()
  .pipe(z.enum(["true", "false"], 'write "true" or "false"'))
  .transform((text) => text === "true");
const url = z.url({
  protocol: /^https?$/,
  error: "write a whole address that begins with http:// or https://",
});
const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d+$/, `write a whole number from ${least} to ${most}`)
    .transform(Number)
    .refine((n) => n >= least && n <= most, `write a whole number from ${least} to ${most}`);
const oneOf = <const T extends readonly string[]>(values: T) =>
  z.enum(values, `write one of ${values.join(", ")}`);

/** One entry per variable of `.env.example`, in its order. */
const variables = z.object({
  DISCORD_TOKEN: z
    .string()
    .regex(
      /^(?!(?:bot|bearer)$)[\x21-\x7e]+$/i,
      "has a blank or a character that no token has; copy the token again",
    )
    .optional(),
  DISCORD_GUILD_ID: id.optional(),
  REGISTER_COMMANDS: yesNo.default(true),
  DISCORD_REST_API: url.optional(),
  ALLOWED_GUILD_IDS: ids.default([]),
  ALLOWED_CHANNEL_IDS: ids.default([]),
  QUESTIONS_PER_USER: wholeNumber(0, 1_000_000).default(120),
  QUESTIONS_PER_CHANNEL: wholeNumber(0, 1_000_000).default(0),
  REMEMBER_QUESTIONS: yesNo.default(false),
  MAX_CONCURRENT_QUESTIONS: wholeNumber(1, 1_000).default(8),
  MAX_WAITING_QUESTIONS: wholeNumber(0, 100_000).default(1_000),
  ARTICLES_DIR: z.string().default("seeds"),
  INDEX_DIR: z.string().default(".index"),
  // Every article is a line of the index in JSON, which is never longer than Node's longest text, 512 MB.
  MAX_ARTICLE_BYTES: wholeNumber(1, 64 * 1024 ** 2).default(5 * 1024 ** 2),
  WATCH_ARTICLES: yesNo.default(false),
  EMBEDDER: oneOf(["auto", "transformers", "built-in"]).default("auto"),
  EMBEDDING_MODEL: z.string().default("Xenova/multilingual-e5-small"),
  EMBEDDING_REVISION: z.string().optional(),
  EMBEDDING_POOLING: oneOf(["mean", "cls"]).optional(),
  EMBEDDING_QUERY_PREFIX: z.string().optional(),
  EMBEDDING_PASSAGE_PREFIX: z.string().optional(),
  EMBEDDING_MAX_TOKENS: wholeNumber(16, 1_000_000).optional(),
  EMBEDDING_QUANTIZED: yesNo.default(true),
  RERANKER_MODEL: z.string().optional(),
  RERANKER_REVISION: z.string().optional(),
  MODEL_CACHE_DIR: z.string().default(".cache/models"),
  MODEL_HUB: url.optional(),
  DATA_DIR: z.string().default(".data"),
  FEEDBACK: yesNo.default(true),
  LOG_LEVEL: oneOf(["trace", "debug", "info", "warn", "error", "silent"]).default("info"),
  LOG_QUESTIONS: yesNo.default(false),
  HEALTH_PORT: wholeNumber(1, 65_535).optional(),
});

/** The names of all variables, so that a test can hold `.env.example` against them. */
export const VARIABLE_NAMES = Object.keys(variables.shape);

/**
 * Reads `.env` of the working directory and the environment (which wins) into a checked Config.
 * An empty value counts as not set. Spaces around a value are dropped, except in prefixes.
 * @throws DatelineError "config" that lists every wrong variable; values are not repeated, since one may be secret.
 */
export function loadConfig(env: NodeJS.ProcessEnv = environment()): Config {
  const given = Object.fromEntries(
    VARIABLE_NAMES.flatMap((name) => {
      const value = name.endsWith("_PREFIX") ? env[name] : env[name]?.trim();
      return value ? [[name, value]] : [];
    }),
  );
  const parsed = variables.safeParse(given);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
    throw new DatelineError(
      "config",
      `Some settings in .env or the environment cannot be used:\n${faults.join("\n")}`,
    );
  }
  const v = parsed.data;
  return {
    discordToken: v.DISCORD_TOKEN,
    discordGuildId: v.DISCORD_GUILD_ID,
    discordRestApi: v.DISCORD_REST_API,
    registerCommands: v.REGISTER_COMMANDS,
    manners: {
      allowedGuildIds: v.ALLOWED_GUILD_IDS,
      allowedChannelIds: v.ALLOWED_CHANNEL_IDS,
      questionsPerUser: v.QUESTIONS_PER_USER,
      questionsPerChannel: v.QUESTIONS_PER_CHANNEL,
    },
    rememberQuestions: v.REMEMBER_QUESTIONS,
    queue: { maxRunning: v.MAX_CONCURRENT_QUESTIONS, maxWaiting: v.MAX_WAITING_QUESTIONS },
    articlesDir: v.ARTICLES_DIR,
    indexDir: v.INDEX_DIR,
    maxArticleBytes: v.MAX_ARTICLE_BYTES,
    watchArticles: v.WATCH_ARTICLES,
    embedding: {
      embedder: v.EMBEDDER,
      model: v.EMBEDDING_MODEL,
      revision: v.EMBEDDING_REVISION,
      pooling: v.EMBEDDING_POOLING,
      queryPrefix: v.EMBEDDING_QUERY_PREFIX,
      passagePrefix: v.EMBEDDING_PASSAGE_PREFIX,
      maxTokens: v.EMBEDDING_MAX_TOKENS,
      quantized: v.EMBEDDING_QUANTIZED,
      cacheDir: v.MODEL_CACHE_DIR,
      hub: v.MODEL_HUB,
      reranker:
        v.RERANKER_MODEL === undefined
          ? undefined
          : { model: v.RERANKER_MODEL, revision: v.RERANKER_REVISION },
    },
    dataDir: v.DATA_DIR,
    feedback: v.FEEDBACK,
    logLevel: v.LOG_LEVEL,
    logQuestions: v.LOG_QUESTIONS,
    healthPort: v.HEALTH_PORT,
  };
}

/** `.env` under the process's own environment, without writing to the latter. */
function environment(): NodeJS.ProcessEnv {
  if (!existsSync(".env")) return process.env;
  const file: Record<string, string> = {};
  const { error } = readDotenv({ processEnv: file, quiet: true });
  if (error) throw new DatelineError("config", `.env cannot be read: ${error.message}`);
  return { ...file, ...process.env };
}
