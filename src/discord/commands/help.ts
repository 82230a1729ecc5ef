import type { Command } from "../command.ts";
import { named } from "../command-words.ts";
import { EVERYWHERE } from "../everywhere.ts";
import { renderHelp } from "../render-help.ts";

export const helpCommand: Command = {
  data: { ...named("help"), ...EVERYWHERE },

  async run({ reply, collection, services, texts }) {
    await reply.defer("private");
    const { takesFeedback, recentQuestions } = services;
    const keeps = { takesFeedback, remembers: recentQuestions !== null };
    await reply.send(renderHelp(collection, keeps, texts));
  },
};
