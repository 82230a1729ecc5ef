import { ApplicationCommandOptionType } from "discord.js";
import { FROM_OPTION, readAnswerOptions, SOURCE_OPTION, TO_OPTION } from "../answer-options.ts";
import { ask } from "../ask.ts";
import { stateOf } from "../ask-state.ts";
import type { Command } from "../command.ts";
import { named } from "../command-words.ts";
import { EVERYWHERE } from "../everywhere.ts";
import { sourceChoices } from "../find-source.ts";
import { COLOUR, notice } from "../message.ts";
import { MAX_QUESTION } from "../question.ts";

/** Entries are shorter than the quotes of an answer: so many fit two screens of a phone. */
const ENTRIES_PER_PAGE = 4;

/** `/timeline`: what the articles say of a topic, one excerpt of each, the oldest first. */
export const timelineCommand: Command = {
  data: {
    ...named("timeline"),
    ...EVERYWHERE,
    options: [
      {
        ...named("timeline.topic"),
        type: ApplicationCommandOptionType.String,
        required: true,
        max_length: MAX_QUESTION,
      },
      FROM_OPTION,
      TO_OPTION,
      SOURCE_OPTION,
    ],
  },
  asks: true,

  async run({ options, reply, collection, texts, trace, caller, services }) {
    const reading = readAnswerOptions(options.topic, options, collection, texts);
    if ("correction" in reading) return reply.sendPrivately(notice(reading.correction, COLOUR.error));
    await reply.defer("public");
    const timeline = { kind: "timeline", order: "oldest", limit: ENTRIES_PER_PAGE } as const;
    const state = stateOf(caller.userId, reading.options, timeline);
    const view = { state, isPrivate: false, takesFeedback: services.takesFeedback };
    const { question } = reading;
    await reply.send(await ask({ collection, texts, trace }, { question, history: [] }, view));
  },

  complete: ({ option, typed, collection }) =>
    option === "source" ? sourceChoices(collection.articles, typed) : [],
};
