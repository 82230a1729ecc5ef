import type { Button } from "../command.ts";
import { renderContext } from "../render-context.ts";
import { CONTEXT } from "./context-button.ts";
import { openStretch } from "./open-stretch.ts";

/** "Context": the paragraph around a quote, for the reader alone. */
export const showContext: Button = {
  action: CONTEXT,

  async press({ args, reply, collection, texts }) {
    await reply.defer("private");
    const opened = openStretch(args, collection, texts);
    if ("refusal" in opened) return reply.send(opened.refusal);
    const { article, span } = opened;
    const paragraph = collection.paragraphAround(article, span.start, span.end);
    await reply.send(renderContext(article, paragraph, span, texts));
  },
};
