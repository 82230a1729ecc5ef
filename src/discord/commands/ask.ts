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
import { questionChoices } from "../question-choices.ts";
import { MAX_QUOTES } from "../render-answer.ts";

export const askCommand: Command = {
  data: {
    ...named("ask"),
    ...EVERYWHERE,
    options: [
      {
        ...named("ask.question"),
        type: ApplicationCommandOptionType.String,
        required: true,
        max_length: MAX_QUESTION,
        autocomplete: true,
      },
      FROM_OPTION,
      TO_OPTION,
      SOURCE_OPTION,
      {
        ...named("ask.limit"),
        type: ApplicationCommandOptionType.Integer,
        min_value: 1,
        max_value: MAX_QUOTES,
      },
      { ...named("ask.private"), type: ApplicationCommandOptionType.Boolean },
    ],
  },
  asks: true,

  async run({ options, reply, collection, texts, trace, caller, services }) {
    const reading = readAnswerOptions(options.question, options, collection, texts);
    if ("correction" in reading) return reply.sendPrivately(notice(reading.correction, COLOUR.error));
    const { question } = reading;
    const isPrivate = options.private === true;
    if (!isPrivate) services.recentQuestions?.add(caller.guildId, question);
    await reply.defer(isPrivate ? "private" : "public");
    const limit = options.limit === undefined ? {} : { limit: clamp(Number(options.limit)) };
    const state = stateOf(caller.userId, { ...reading.options, ...limit });
    const view = { state, isPrivate, takesFeedback: services.takesFeedback };
    await reply.send(await ask({ collection, texts, trace }, { question, history: [] }, view));
  },

  complete: ({ option, typed, collection, caller, services }) =>
    option === "source"
      ? sourceChoices(collection.articles, typed)
      : questionChoices(collection.articles, services.recentQuestions?.of(caller.guildId) ?? [], typed),
};

const clamp = (limit: number) => Math.min(Math.max(1, limit), MAX_QUOTES);
