import type { RESTPostAPIChatInputApplicationCommandsJSONBody } from "discord.js";
import type { Collection } from "../answer/collection.ts";
import type { SourceChoice } from "./find-source.ts";
import type { InteractionReply } from "./reply.ts";
import type { Texts } from "./texts.ts";

/** What every command and button works with. */
export type Surroundings = { collection: Collection; texts: Texts };

/** The options that were given, by name. */
export type Options = Readonly<Record<string, string | number | boolean>>;

/** A slash command: what Discord shows of it, and what it does. */
export type Command = {
  data: RESTPostAPIChatInputApplicationCommandsJSONBody;
  run(call: Surroundings & { options: Options; reply: InteractionReply }): Promise<void>;
  /** Completes the option that is being typed. */
  complete?(call: Surroundings & { typed: string }): SourceChoice[];
};

/** A button: the action in its custom_id, and what a press does. */
export type Button = {
  action: string;
  /**
   * @param call `args` are the parts of the custom_id; `components` are those of the message that the button stands
   *   under, as Discord gives them.
   */
  press(
    call: Surroundings & { args: readonly string[]; components: unknown; reply: InteractionReply },
  ): Promise<void>;
};
