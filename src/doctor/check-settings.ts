import type { Config } from "../config.ts";
import { loadConfig } from "../config.ts";
import { DatelineError } from "../shared/errors.ts";
import { type Finding, right, wrong } from "./finding.ts";

export type Settings = { config: Config | undefined; findings: Finding[] };

/** The configuration, or which settings are wrong. */
export function checkSettings(): Settings {
  try {
    return { config: loadConfig(), findings: [right("settings", "all can be used")] };
  } catch (error) {
    if (!(error instanceof DatelineError)) throw error;
    // A headline, then one line for each variable.
    const [headline = "", ...faults] = error.message.split("\n").map((line) => line.trim());
    const rest = "the rest was not examined, since it depends on these settings";
    return {
      config: undefined,
      findings: [...(faults.length > 0 ? faults : [headline]), rest].map((text) => wrong("settings", text)),
    };
  }
}
