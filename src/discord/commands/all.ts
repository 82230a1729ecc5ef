import type { Command } from "../command.ts";
import { askCommand } from "./ask.ts";
import { helpCommand } from "./help.ts";
import { sourcesCommand } from "./sources.ts";
import { statusCommand } from "./status.ts";

/** Every slash command, in the order in which they are registered. */
export const COMMANDS: readonly Command[] = [askCommand, sourcesCommand, helpCommand, statusCommand];
