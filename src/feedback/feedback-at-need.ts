import { existsSync } from "node:fs";
import { feedbackPath } from "./feedback-files.ts";
import { type FeedbackStore, openFeedback } from "./feedback-store.ts";

/** The feedback of a folder that is opened when something is given, and not before. */
export type FeedbackAtNeed = FeedbackStore & {
  /** @throws DatelineError "feedback" when nothing can be kept in the folder */
  open(): Promise<void>;
};

/** Where nobody has given anything, `forget` leaves the disk alone. */
export function feedbackAtNeed(dataDir: string): FeedbackAtNeed {
  let opened: Promise<FeedbackStore> | undefined;

  function opening(): Promise<FeedbackStore> {
    opened ??= openFeedback(dataDir).catch((error) => {
      // The next one tries again: by then the disk may have room.
      opened = undefined;
      throw error;
    });
    return opened;
  }

  return {
    open: async () => void (await opening()),
    add: async (vote) => (await opening()).add(vote),
    forget: async (userId) => (existsSync(feedbackPath(dataDir)) ? (await opening()).forget(userId) : 0),
    close: async () => (await opened)?.close(),
  };
}
