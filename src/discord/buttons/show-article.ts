import { articlePages, pageAt } from "../article-pages.ts";
import type { Button } from "../command.ts";
import { COLOUR, notice } from "../message.ts";
import { renderArticle } from "../render-article.ts";
import { TURN } from "./article-buttons.ts";
import { openStretch } from "./open-stretch.ts";
import { READ } from "./read-button.ts";

const STRETCH_PARTS = 4;
const PLACE = /^\d{1,7}$/;

/** "Read article": the page on which a stretch begins, for the reader alone. */
export const readArticle: Button = {
  action: READ,

  async press({ args, reply, collection, texts }) {
    await reply.defer("private");
    const opened = openStretch(args, collection, texts);
    if ("refusal" in opened) return reply.send(opened.refusal);
    const { article, span } = opened;
    await reply.send(renderArticle(article, span, pageAt(articlePages(article), span.start), texts));
  },
};

/** "Next page", "Previous page": in place, since pages are shown to their reader alone. A refusal leaves the page as it is. */
export const turnPage: Button = {
  action: TURN,

  async press({ args, reply, collection, texts }) {
    const place = args[STRETCH_PARTS] ?? "";
    if (!PLACE.test(place)) return reply.sendPrivately(notice(texts("unknownComponent"), COLOUR.error));
    const opened = openStretch(args, collection, texts);
    if ("refusal" in opened) return reply.sendPrivately(opened.refusal);
    await reply.defer("in place");
    await reply.send(renderArticle(opened.article, opened.span, Number(place), texts));
  },
};
