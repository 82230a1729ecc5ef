import type { Locale } from "./texts.ts";

const MINUTE_MS = 60_000;
const UNITS = [
  { unit: "day", ms: 24 * 60 * MINUTE_MS },
  { unit: "hour", ms: 60 * MINUTE_MS },
  { unit: "minute", ms: MINUTE_MS },
] as const;

/** A time in milliseconds in its largest unit, "3 days" or "2 hours", rounded down; a minute at least. */
export function durationInWords(ms: number, locale: Locale): string {
  const { unit, ms: unitMs } = UNITS.find((one) => ms >= one.ms) ?? UNITS[2];
  const count = Math.max(1, Math.floor(ms / unitMs));
  return new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" }).format(count);
}
