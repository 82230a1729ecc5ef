import { DatelineError } from "../shared/errors.ts";

/** What is asked of the bot. */
export type LoadOptions = {
  /** Questions a second. */
  rate: number;
  seconds: number;
  /** How long it is asked before that, without being measured. */
  warmUpSeconds: number;
  users: number;
  /** How many of all questions are mentions, from 0 to 1. */
  mentionShare: number;
};

/**
 * Outside of interactions a bot may make 50 requests a second, so more mentions than that would measure Discord's limit: at 200 questions
 * a second a tenth of them are 20 answers.
 */
const DEFAULTS: LoadOptions = { rate: 200, seconds: 20, warmUpSeconds: 3, users: 100, mentionShare: 0.1 };

/** @throws DatelineError "config" when a value is not a number in its range */
export function readLoadOptions(given: {
  rate?: string;
  seconds?: string;
  "warm-up"?: string;
  users?: string;
  mentions?: string;
}): LoadOptions {
  return {
    rate: numberIn("rate", given.rate, DEFAULTS.rate, 1, 10_000),
    seconds: numberIn("seconds", given.seconds, DEFAULTS.seconds, 1, 86_400),
    warmUpSeconds: numberIn("warm-up", given["warm-up"], DEFAULTS.warmUpSeconds, 0, 86_400),
    users: numberIn("users", given.users, DEFAULTS.users, 1, 1_000_000),
    mentionShare: numberIn("mentions", given.mentions, 100 * DEFAULTS.mentionShare, 0, 100) / 100,
  };
}

function numberIn(name: string, text: string | undefined, usual: number, least: number, most: number) {
  if (text === undefined) return usual;
  const value = Number(text);
  if (text.trim() !== "" && Number.isInteger(value) && value >= least && value <= most) return value;
  throw new DatelineError("config", `--${name} takes a whole number from ${least} to ${most}, not "${text}"`);
}
