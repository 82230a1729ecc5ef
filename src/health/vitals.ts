import type { CollectionStatus } from "../answer/collection.ts";
import type { ModelHealth } from "../answer/model-health.ts";
import type { QuestionLoad } from "../answer/serve-questions.ts";

/** How the parts of the running program are, asked anew each time. */
export type Vitals = {
  /** The connection to Discord, and how often it has come back after it was lost. */
  gateway(): { isConnected: boolean; reconnects: number };
  index(): CollectionStatus;
  models(): ModelHealth;
  questions(): QuestionLoad;
};

/** What is known so far: the program is asked from its start on, when parts of it are still to come. */
export type KnownVitals = Partial<Vitals>;
