import { ask, askWith, show } from "../ask.ts";
import { optionsOf } from "../ask-state.ts";
import type { Button } from "../command.ts";
import { COLOUR, isPrivate, notice } from "../message.ts";
import { readSubject } from "../read-subject.ts";
import { CLOSEST, SHARE, SHOW } from "./answer-buttons.ts";

/** "More", "Back", "Newest first": another view, in place for whoever asked and on private messages, else as a private copy. */
export const showState: Button = {
  action: SHOW,

  async press({ args, message, caller, reply, collection, services, texts, trace }) {
    const subject = readSubject(args, message);
    if (!subject) return reply.sendPrivately(notice(texts("unknownComponent"), COLOUR.error));
    const { state, asked } = subject;
    const isOwn = isPrivate(message) || state.asker === caller.userId;
    await reply.defer(isOwn ? "in place" : "private");
    const view = {
      state: isOwn ? state : { ...state, asker: caller.userId, isShared: false },
      isPrivate: !isOwn || isPrivate(message),
      takesFeedback: services.takesFeedback,
    };
    const options = optionsOf(state, collection.articles);
    if (options === "gone") return reply.sendPrivately(notice(texts("articleGone"), COLOUR.notFound));
    const answer = await askWith({ collection, trace }, asked, options);
    // The message shows quotes, and leads to others only where there still are some.
    if (answer.quotes.length <= state.offset || (!answer.answered && state.kind !== "closest"))
      return reply.sendPrivately(notice(texts("articlesChanged"), COLOUR.notFound));
    await reply.send(show(answer, view, { texts, trace }));
  },
};

/** "Show the closest passages": what comes nearest to a question that the articles do not answer, for the reader alone. */
export const showClosest: Button = {
  action: CLOSEST,

  async press({ args, message, caller, reply, collection, texts, trace }) {
    await reply.defer("private");
    const subject = readSubject(args, message);
    if (!subject) return reply.send(notice(texts("unknownComponent"), COLOUR.error));
    const { state, asked } = subject;
    const view = { state: { ...state, asker: caller.userId }, isPrivate: true, takesFeedback: false };
    await reply.send(await ask({ collection, texts, trace }, asked, view));
  },
};

/** "Share": a private answer for everybody in the channel, under the name of whoever shares it. */
export const shareAnswer: Button = {
  action: SHARE,

  async press({ args, message, caller, reply, collection, services, texts, trace }) {
    const subject = readSubject(args, message);
    if (!subject) return reply.sendPrivately(notice(texts("unknownComponent"), COLOUR.error));
    const { state, asked } = subject;
    await reply.defer("public");
    const view = {
      state: { ...state, asker: caller.userId, isShared: true },
      isPrivate: false,
      takesFeedback: services.takesFeedback,
    };
    await reply.send(await ask({ collection, texts, trace }, asked, view));
  },
};
