import type { Button } from "../command.ts";
import { COLOUR, notice } from "../message.ts";
import { renderContext } from "../render-context.ts";
import { CONTEXT, fingerprintOf, readContextRequest } from "./context-button.ts";

/** "Context": the paragraph around a quote, for the reader alone. */
export const showContext = {
  action: CONTEXT,

  async press({ args, reply, collection, texts }) {
    await reply.defer("private");
    const request = readContextRequest(args, collection.articles);
    if (request === null) return reply.send(notice(texts.unknownComponent(), COLOUR.error));
    const article = request === "gone" ? undefined : collection.article(request.articleId);
    if (request === "gone" || !article) return reply.send(notice(texts.articleGone(), COLOUR.notFound));
    const { start, end } = request.span;
    if (fingerprintOf(article.text.slice(start, end)) !== request.fingerprint)
      return reply.send(notice(texts.articleChanged(), COLOUR.notFound));
    const paragraph = collection.paragraphAround(article, start, end);
    await reply.send(renderContext(article, paragraph, request.span));
  },
} as const satisfies Button;
