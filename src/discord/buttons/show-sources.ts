import { articleIdOf } from "../article-key.ts";
import type { Button } from "../command.ts";
import { COLOUR, notice } from "../message.ts";
import { openSource } from "../render-source.ts";
import { renderSources } from "../render-sources.ts";
import { readSources } from "../sources-state.ts";
import { LIST, OPEN } from "./sources-buttons.ts";

/** "More", "Back" under a list of articles: in place, since the list is shown to its reader alone. */
export const turnSources: Button = {
  action: LIST,

  async press({ args, reply, collection, texts }) {
    const state = readSources(args);
    if (!state) return reply.sendPrivately(notice(texts("unknownComponent"), COLOUR.error));
    await reply.defer("in place");
    await reply.send(renderSources(collection.articles, state, texts));
  },
};

/** The menu under a list of articles: opens one of them, for the reader alone. */
export const openFromMenu: Button = {
  action: OPEN,

  async press({ values: [key = ""], reply, collection, texts }) {
    await reply.defer("private");
    await reply.send(openSource(collection, articleIdOf(key, collection.articles), texts));
  },
};
