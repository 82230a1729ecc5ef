import { ApplicationIntegrationType, InteractionContextType } from "discord.js";
import { dateInWords } from "../../shared/calendar-date.ts";
import type { Command } from "../command.ts";
import { notice } from "../message.ts";

export const helpCommand = {
  data: {
    name: "help",
    description: "How to ask, and what to expect",
    integration_types: [ApplicationIntegrationType.GuildInstall],
    contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
  },

  async run({ reply, collection: { status }, texts }) {
    await reply.defer("private");
    await reply.send(notice(texts.help(status.articles, dateInWords(status.from), dateInWords(status.to))));
  },
} as const satisfies Command;
