import { ApplicationCommandOptionType } from "discord.js";
import { FROM_OPTION, readDateOptions, TO_OPTION } from "../answer-options.ts";
import type { Command } from "../command.ts";
import { named } from "../command-words.ts";
import { EVERYWHERE } from "../everywhere.ts";
import { COLOUR, notice } from "../message.ts";
import { renderSources } from "../render-sources.ts";
import { MAX_SEARCH, tidySearch } from "../sources-state.ts";

export const sourcesCommand: Command = {
  data: {
    ...named("sources"),
    ...EVERYWHERE,
    options: [
      {
        ...named("sources.search"),
        type: ApplicationCommandOptionType.String,
        max_length: MAX_SEARCH,
      },
      FROM_OPTION,
      TO_OPTION,
    ],
  },

  async run({ options, reply, collection, texts }) {
    const dates = readDateOptions(options, texts);
    if ("correction" in dates) return reply.sendPrivately(notice(dates.correction, COLOUR.error));
    await reply.defer("private");
    const state = { ...dates, page: 0, search: tidySearch(String(options.search ?? "")) };
    await reply.send(renderSources(collection.articles, state, texts));
  },
};
