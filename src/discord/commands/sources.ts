import { ApplicationCommandOptionType, ApplicationIntegrationType, InteractionContextType } from "discord.js";
import type { Command } from "../command.ts";
import { searchArticles } from "../find-source.ts";
import { oneLine } from "../markdown.ts";
import { renderSources } from "../render-sources.ts";

export const sourcesCommand = {
  data: {
    name: "sources",
    description: "List the articles I answer from, newest first",
    integration_types: [ApplicationIntegrationType.GuildInstall],
    contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
    options: [
      {
        name: "search",
        description: "Words from the title, publisher, date or file name",
        type: ApplicationCommandOptionType.String,
        max_length: 100,
      },
    ],
  },

  async run({ options, reply, collection, texts }) {
    await reply.defer("private");
    const search = oneLine(String(options.search ?? "")) || undefined;
    const articles = search === undefined ? collection.articles : searchArticles(collection.articles, search);
    await reply.send(renderSources(articles, search, texts));
  },
} as const satisfies Command;
