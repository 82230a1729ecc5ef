import pino from "pino";
import type { Logger } from "../../src/shared/log.ts";

/** A line of the log: level 30 informs, 40 warns, 50 is an error. */
export type LogLine = { level: number; msg: string; [key: string]: unknown };

/** A log that is kept, line by line. */
export function collectLog(): { log: Logger; lines: LogLine[] } {
  const lines: LogLine[] = [];
  const log = pino({ base: null }, { write: (line: string) => lines.push(JSON.parse(line) as LogLine) });
  return { log, lines };
}
