import { DatelineError } from "../../shared/errors.ts";
import type { Command } from "../command.ts";
import { named } from "../command-words.ts";
import { EVERYWHERE } from "../everywhere.ts";
import { COLOUR, notice } from "../message.ts";

/** Deletes what the caller gave, also where no more feedback is taken. */
export const forgetCommand: Command = {
  data: { ...named("forget"), ...EVERYWHERE },
  isAlwaysAllowed: true,

  async run({ caller, services, reply, texts, log }) {
    await reply.defer("private");
    try {
      const count = await services.feedback.forget(caller.userId);
      await reply.send(notice(count === 0 ? texts("nothingToForget") : texts("forgotten", { count })));
    } catch (error) {
      if (!(error instanceof DatelineError)) throw error;
      log.error({ err: error }, "feedback could not be deleted");
      await reply.send(notice(texts("notForgotten"), COLOUR.error));
    }
  },
};
