import type { Command } from "../command.ts";
import { adminCommand } from "./admin.ts";
import { askCommand } from "./ask.ts";
import { findCommand } from "./find.ts";
import { forgetCommand } from "./forget.ts";
import { helpCommand } from "./help.ts";
import { sourceCommand } from "./source.ts";
import { sourcesCommand } from "./sources.ts";
import { statusCommand } from "./status.ts";
import { timelineCommand } from "./timeline.ts";

/** Every command, in the order in which they are registered. */
export const COMMANDS: readonly Command[] = [
  askCommand,
  timelineCommand,
  findCommand,
  sourcesCommand,
  sourceCommand,
  helpCommand,
  statusCommand,
  forgetCommand,
  adminCommand,
];
