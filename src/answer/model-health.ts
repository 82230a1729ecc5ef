import type { EmbeddingHooks } from "../embedding/embedding-settings.ts";
import type { Logger } from "../shared/log.ts";

/** How the models of a running program fare: the embedding model and the reranker. */
export type ModelHealth = {
  /** Whether questions do without a model at this moment. */
  isDown: boolean;
  /** How often one has failed, and so been started again, since the start. */
  failures: number;
};

/** Logs what becomes of the models, and keeps count. */
export function watchModels(log: Logger): { hooks: EmbeddingHooks; health(): ModelHealth } {
  let isDown = false;
  let failures = 0;
  return {
    hooks: {
      onModelDown(err, againInMs) {
        isDown = true;
        failures++;
        const when = againInMs === 0 ? "at once" : `in ${Math.ceil(againInMs / 1000)} s`;
        log.warn({ err }, `a model failed and is started again ${when}; until then words alone are searched`);
      },
      onModelUp() {
        isDown = false;
        log.info("the model answers again");
      },
    },
    health: () => ({ isDown, failures }),
  };
}
