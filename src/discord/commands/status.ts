import { ApplicationIntegrationType, InteractionContextType } from "discord.js";
import type { Command } from "../command.ts";
import { renderStatus } from "../render-status.ts";

export const statusCommand = {
  data: {
    name: "status",
    description: "What I am working with: articles, dates, search and index",
    integration_types: [ApplicationIntegrationType.GuildInstall],
    contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
  },

  async run({ reply, collection, texts }) {
    await reply.defer("private");
    await reply.send(renderStatus(collection.status, texts));
  },
} as const satisfies Command;
