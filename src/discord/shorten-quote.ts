import type { Span } from "../articles/article.ts";
import { splitSentences } from "../articles/split-sentences.ts";

type Unit = Span & { needed: boolean; kept: boolean };

/**
 * Leaves out whole sentences until at most `max` characters remain: first at the ends, then between the needed
 * ones. A sentence that `needed` touches stays whole even if it is longer; with nothing needed, the first stays.
 * @param needed offsets into `text`.
 * @returns the stretches that remain, in order, without outer white space; empty only if the text is blank.
 */
export function shortenToSentences(text: string, needed: readonly Span[], max: number): Span[] {
  const units = sentenceUnits(text, needed);
  let length = units.reduce((sum, unit) => sum + unit.end - unit.start, 0);
  while (length > max) {
    const dropped = nextToDrop(units);
    if (!dropped) break;
    dropped.kept = false;
    length -= dropped.end - dropped.start;
  }
  return runsOf(units);
}

function sentenceUnits(text: string, needed: readonly Span[]): Unit[] {
  const units = splitSentences(text).map(({ start, end }) => ({
    start,
    end,
    needed: needed.some((range) => range.start < end && start < range.end),
    kept: true,
  }));
  if (units[0] && !units.some((unit) => unit.needed)) units[0].needed = true;
  return units;
}

/** The outer sentence on the side with more of them; else the longest between needed ones; else none. */
function nextToDrop(units: readonly Unit[]): Unit | undefined {
  const kept = units.filter((unit) => unit.kept);
  const before = kept.findIndex((unit) => unit.needed);
  const after = kept.length - 1 - kept.findLastIndex((unit) => unit.needed);
  if (after > 0 && after >= before) return kept.at(-1);
  if (before > 0) return kept[0];
  return kept.filter((unit) => !unit.needed).sort((a, b) => b.end - b.start - (a.end - a.start))[0];
}

function runsOf(units: readonly Unit[]): Span[] {
  const runs: Span[] = [];
  units.forEach((unit, i) => {
    if (!unit.kept) return;
    const last = runs.at(-1);
    if (last && units[i - 1]?.kept) last.end = unit.end;
    else runs.push({ start: unit.start, end: unit.end });
  });
  return runs;
}
