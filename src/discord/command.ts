import type { APIMessage, RESTPostAPIApplicationCommandsJSONBody } from "discord.js";
import type { Collection } from "../answer/collection.ts";
import type { Logger } from "../shared/log.ts";
import type { SourceChoice } from "./find-source.ts";
import type { InteractionReply } from "./reply.ts";
import type { Services } from "./services.ts";
import type { Texts } from "./texts.ts";
import type { Trace } from "./trace-question.ts";

/** Who ran a command or pressed a button, and where. */
export type Caller = {
  userId: string;
  /** Undefined in direct messages. */
  guildId: string | undefined;
  channelId: string | undefined;
  /** The channel that a thread belongs to, if Discord says so. */
  parentId: string | undefined;
};

/** What every command, button and form works with. */
export type Call = {
  collection: Collection;
  texts: Texts;
  caller: Caller;
  services: Services;
  reply: InteractionReply;
  trace: Trace;
  log: Logger;
};

/** The options that were given, by name. */
export type Options = Readonly<Record<string, string | number | boolean>>;

/** A command: what Discord shows of it, and what it does. */
export type Command = {
  data: RESTPostAPIApplicationCommandsJSONBody;
  /** Whether it works where the bot may not answer: nobody is kept from deleting what he gave. */
  isAlwaysAllowed?: true;
  /** Whether it asks a question, and so counts towards how often one may ask. */
  asks?: true;
  /**
   * @param call `subcommand` is the name of the one that was chosen, if the command has any; `target` the message whose menu it was
   *   chosen from, as Discord sends it: optional fields may be missing.
   */
  run(
    call: Call & {
      options: Options;
      subcommand: string | undefined;
      target: Partial<APIMessage> | undefined;
    },
  ): Promise<void>;
  /** Completes the option that is being typed. */
  complete?(call: Omit<Call, "reply" | "trace"> & { option: string; typed: string }): SourceChoice[];
};

/** A button or a menu: the action in its custom_id, and what using it does. */
export type Button = {
  action: string;
  /**
   * @param call `args` are the parts of the custom_id; `values` what was chosen in a menu; `message` is the one that the button stands
   *   under, as Discord sends it: optional fields may be missing.
   */
  press(
    call: Call & {
      args: readonly string[];
      values: readonly string[];
      message: Partial<APIMessage> | undefined;
    },
  ): Promise<void>;
};

/** A form (Discord's modal) that has been filled in. */
export type Form = {
  action: string;
  /** @param call `fields` are the texts by the custom_id of their input. */
  submit(
    call: Call & {
      args: readonly string[];
      fields: Readonly<Record<string, string>>;
      message: Partial<APIMessage> | undefined;
    },
  ): Promise<void>;
};
