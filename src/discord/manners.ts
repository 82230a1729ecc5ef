import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import type { Config } from "../config.ts";
import type { Caller } from "./command.ts";

/** The window in which questions are counted. */
const WINDOW_SECONDS = 10;

/** Who may ask where, and how often. Who may use which command is left to Discord's own settings of a server. */
export type Manners = {
  /** A thread is allowed with its channel. Where servers or channels are named, direct messages are not among them. */
  allows(caller: Caller): boolean;
  /** Counts a question. @returns seconds until the caller may ask again; 0 if he may now. */
  secondsToWait(caller: Caller): Promise<number>;
  /** Whether to tell a user publicly that he has to wait: once in a window, or a reader could make the bot talk without end. */
  mayTellToWait(caller: Caller): Promise<boolean>;
};

export function createManners(config: Config["manners"]): Manners {
  const { allowedGuildIds, allowedChannelIds, questionsPerUser, questionsPerChannel } = config;
  const users = limiter(questionsPerUser);
  const channels = limiter(questionsPerChannel);
  const told = limiter(1);
  const isAmong = (allowed: readonly string[], ...ids: (string | undefined)[]) =>
    allowed.length === 0 || ids.some((id) => id !== undefined && allowed.includes(id));

  return {
    allows: ({ guildId, channelId, parentId }) =>
      isAmong(allowedGuildIds, guildId) && isAmong(allowedChannelIds, channelId, parentId),
    async secondsToWait({ userId, channelId }) {
      return (await wait(users, userId)) || (channelId === undefined ? 0 : await wait(channels, channelId));
    },
    mayTellToWait: async ({ userId }) => (await wait(told, userId)) === 0,
  };
}

const limiter = (points: number): RateLimiterMemory | undefined =>
  points === 0 ? undefined : new RateLimiterMemory({ points, duration: WINDOW_SECONDS });

async function wait(limit: RateLimiterMemory | undefined, key: string): Promise<number> {
  try {
    await limit?.consume(key);
    return 0;
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    return Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
  }
}
