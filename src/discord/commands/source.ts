import { ApplicationCommandOptionType } from "discord.js";
import type { Command } from "../command.ts";
import { named } from "../command-words.ts";
import { EVERYWHERE } from "../everywhere.ts";
import { findSource, sourceChoices } from "../find-source.ts";
import { label } from "../markdown.ts";
import { COLOUR, notice } from "../message.ts";
import { openSource } from "../render-source.ts";

export const sourceCommand: Command = {
  data: {
    ...named("source"),
    ...EVERYWHERE,
    options: [
      {
        ...named("source.article"),
        type: ApplicationCommandOptionType.String,
        required: true,
        autocomplete: true,
      },
    ],
  },

  async run({ options, reply, collection, texts }) {
    const typed = String(options.article ?? "");
    const source = findSource(collection.articles, typed);
    if (!source)
      return reply.sendPrivately(notice(texts("unknownSource", { typed: label(typed) }), COLOUR.error));
    await reply.defer("private");
    await reply.send(openSource(collection, source.id, texts));
  },

  complete: ({ typed, collection }) => sourceChoices(collection.articles, typed),
};
