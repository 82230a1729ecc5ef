import { type APIMessage, MessageFlags } from "discord.js";
import { pino } from "pino";
import type { Collection } from "../answer/collection.ts";
import { BUTTONS } from "../discord/buttons/all.ts";
import type { Call, Options } from "../discord/command.ts";
import { COMMANDS } from "../discord/commands/all.ts";
import { readCustomId } from "../discord/custom-id.ts";
import { type Message, walk } from "../discord/message.ts";
import { assertWithinLimits, type InteractionReply, type Place } from "../discord/reply.ts";
import type { Services } from "../discord/services.ts";
import { type Locale, textsIn } from "../discord/texts.ts";
import { traceQuestion } from "../discord/trace-question.ts";
import type { Scene } from "./discord-page.ts";

const SILENT = pino({ level: "silent" });
const READER = "100000000000000001";

/** The bot's own commands and buttons, played without Discord. */
export function openStage(collection: Collection, services: Services) {
  const call = (reply: InteractionReply, locale: Locale): Call => ({
    collection,
    services,
    log: SILENT,
    reply,
    trace: traceQuestion("stage", () => {}),
    texts: textsIn(locale),
    caller: { userId: READER, guildId: "2", channelId: "3", parentId: undefined },
  });

  return {
    /** Runs a command by its English name, from the menu of a message with some content or by itself. */
    async run(name: string, options: Options = {}, locale: Locale = "en", content?: string): Promise<Scene> {
      const command = COMMANDS.find(({ data }) => data.name === name);
      if (!command) throw new Error(`there is no command ${name}`);
      const target = content === undefined ? undefined : ({ content } as APIMessage);
      const { message, place } = await hear((reply) =>
        command.run({ ...call(reply, locale), options, subcommand: undefined, target }),
      );
      const names: Record<string, string | null | undefined> = command.data.name_localizations ?? {};
      const own = names[locale === "zh" ? "zh-CN" : locale] ?? name;
      return { message, isPrivate: place === "private", command: target ? null : own };
    },

    /** Presses the first button of a message with a label, or chooses the first option of its first menu. */
    async press({ message, isPrivate }: Scene, label: string | null, locale: Locale = "en"): Promise<Scene> {
      const parts = [...walk(message.components)];
      const used = parts.find((part) => (label === null ? part.options : part.label === label));
      const state = readCustomId(String(used?.custom_id));
      const button = BUTTONS.find(({ action }) => action === state?.action);
      if (!state || !button) throw new Error(`the message has no button ${label ?? "with options"}`);
      const options = (used?.options ?? []) as { value: string }[];
      const said = await hear((reply) =>
        button.press({
          ...call(reply, locale),
          args: state.args,
          values: options.slice(0, 1).map(({ value }) => value),
          message: {
            components: message.components,
            flags: isPrivate ? MessageFlags.Ephemeral : 0,
          } as APIMessage,
        }),
      );
      const stays = said.place === "in place" && isPrivate;
      return { message: said.message, isPrivate: stays || said.place === "private", command: null };
    },
  };
}

export type Stage = ReturnType<typeof openStage>;

/** What a command or a button says, after the checks of the door through which it would leave. */
async function hear(
  speak: (reply: InteractionReply) => Promise<void>,
): Promise<{ message: Message; place: Place }> {
  let place: Place = "private";
  let said: Message | undefined;
  const send = async (message: Message) => {
    assertWithinLimits(message);
    said = message;
  };
  await speak({
    defer: async (wanted) => {
      place = wanted;
    },
    send,
    sendPrivately: send,
    openForm: async () => {},
    complete: async () => {},
  });
  if (!said) throw new Error("the bot said nothing");
  return { message: said, place };
}
