import type { Config } from "../config.ts";
import { type FeedbackAtNeed, feedbackAtNeed } from "../feedback/feedback-at-need.ts";
import { buildApart } from "../index/build-apart.ts";
import { type Builds, createBuilds } from "../index/builds.ts";
import { DatelineError } from "../shared/errors.ts";
import type { Logger } from "../shared/log.ts";
import { createRecentProblems, type RecentProblems } from "../shared/recent-problems.ts";
import { createManners, type Manners } from "./manners.ts";
import { createRecentQuestions, type RecentQuestions } from "./recent-questions.ts";

/** What commands and buttons may use besides the articles. Made once, where the bot is put together. */
export type Services = {
  /** Who may ask where, and how often. */
  manners: Manners;
  /** Questions lately asked, for completion; null unless the operator allows remembering them. */
  recentQuestions: RecentQuestions | null;
  /** Whether readers may say if an answer helped. */
  takesFeedback: boolean;
  /** What readers said of answers. It can be deleted also where no more is taken. */
  feedback: FeedbackAtNeed;
  /** Builds of the index, beside the bot. */
  builds: Builds;
  /** The last warnings and errors of the log. */
  problems: Pick<RecentProblems, "all">;
  activity: Activity;
  /** Questions that are being answered, and that wait. */
  load(): { running: number; waiting: number };
  /** When the bot was started, in milliseconds since the epoch. */
  startedAt: number;
};

/** What a connected bot knows of itself. */
export type Activity = {
  /** How many interactions and messages are being handled, the asking one included. */
  handlers(): number;
  /** Time of a heartbeat to Discord and back, in milliseconds; null before the first. */
  latencyMs(): number | null;
};

export type ServicesConfig = Pick<
  Config,
  | "manners"
  | "rememberQuestions"
  | "feedback"
  | "dataDir"
  | "articlesDir"
  | "indexDir"
  | "maxArticleBytes"
  | "embedding"
>;

/** The services before the bot is connected. They open no file. */
export function createServices(
  config: ServicesConfig,
  problems: RecentProblems = createRecentProblems(),
): Services {
  const { articlesDir, indexDir, maxArticleBytes, embedding } = config;
  const settings = { articlesDir, indexDir, maxArticleBytes, embedding, unlessLocked: true };
  return {
    manners: createManners(config.manners),
    recentQuestions: config.rememberQuestions ? createRecentQuestions() : null,
    takesFeedback: config.feedback,
    feedback: feedbackAtNeed(config.dataDir),
    builds: createBuilds((events, signal) => buildApart(settings, events, signal)),
    problems,
    activity: { handlers: () => 0, latencyMs: () => null },
    load: () => ({ running: 0, waiting: 0 }),
    startedAt: Date.now(),
  };
}

/** The same, with the feedback at hand: where it cannot be kept, the bot goes on without asking for it. */
export async function openServices(
  config: ServicesConfig,
  log: Logger,
  problems?: RecentProblems,
): Promise<Services> {
  const services = createServices(config, problems);
  if (!services.takesFeedback) return services;
  try {
    await services.feedback.open();
    return services;
  } catch (error) {
    if (!(error instanceof DatelineError)) throw error;
    log.error(`${error.message}. Until the next start nobody is asked whether an answer helped.`);
    return { ...services, takesFeedback: false };
  }
}
