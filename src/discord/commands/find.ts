import { ApplicationCommandType } from "discord.js";
import { ask } from "../ask.ts";
import { stateOf } from "../ask-state.ts";
import type { Command } from "../command.ts";
import { nameOf } from "../command-words.ts";
import { EVERYWHERE } from "../everywhere.ts";
import { COLOUR, notice } from "../message.ts";
import { textToFind } from "../text-to-find.ts";

/** "Find in the articles" in a message's menu: looks up what somebody wrote, for the reader alone. */
export const findCommand: Command = {
  data: { ...nameOf("find"), type: ApplicationCommandType.Message, ...EVERYWHERE },
  asks: true,

  async run({ target, reply, collection, texts, trace, caller, services }) {
    const question = textToFind(target);
    if (question === "") return reply.sendPrivately(notice(texts("noTextToFind"), COLOUR.error));
    await reply.defer("private");
    const state = stateOf(caller.userId, {});
    const view = { state, isPrivate: true, takesFeedback: services.takesFeedback };
    await reply.send(await ask({ collection, texts, trace }, { question, history: [] }, view));
  },
};
