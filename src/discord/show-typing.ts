import { type REST, Routes } from "discord.js";
import { LRUCache } from "lru-cache";
import { messageOf } from "../shared/errors.ts";
import type { Logger } from "../shared/log.ts";

/** "is typing" is a courtesy: the answer does not wait longer for it. */
export const TYPING_TIMEOUT_MS = 2000;

/**
 * Discord shows it for some seconds. Where many ask at once it is not said for each, since it takes one of the 50 requests a second that
 * the bot has for all its answers to mentions.
 */
const SHOWN_MS = 2000;
const MOST_CHANNELS = 1000;

/** Shows "is typing" in a channel, unless it has just been shown. Never rejects. */
export type ShowTyping = (rest: REST, channelId: string, log: Logger) => Promise<void>;

export function createShowTyping(): ShowTyping {
  const shown = new LRUCache<string, true>({ max: MOST_CHANNELS, ttl: SHOWN_MS });
  return async (rest, channelId, log) => {
    if (shown.has(channelId)) return;
    shown.set(channelId, true);
    try {
      await rest.post(Routes.channelTyping(channelId), { signal: AbortSignal.timeout(TYPING_TIMEOUT_MS) });
    } catch (error) {
      log.debug(`"is typing" could not be shown: ${messageOf(error)}`);
    }
  };
}
