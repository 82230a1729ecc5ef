import type { Words } from "../index/words.ts";
import { once } from "../shared/once.ts";
import { editDistance } from "./edit-distance.ts";

/** Shorter words have too many neighbours to be corrected. */
const SHORTEST = 4;
/** From this length on, two letters may be wrong. */
const TWO_ERRORS_FROM = 8;
const MOST_CORRECTIONS = 2;

/**
 * Opens a look-up of the terms of a collection that are spelt most like a given one: same first letter, one letter wrong (two
 * from 8 letters on), at most two of them, nearest and then most frequent first. None for short terms or other scripts.
 */
export function openSpelling({
  vocabulary,
  frequency,
}: Pick<Words, "vocabulary" | "frequency">): (term: string) => string[] {
  const byFirstLetter = once(() => groupByFirstLetter(vocabulary));
  return (term) => {
    if (term.length < SHORTEST || !/^[a-z]+$/.test(term)) return [];
    const most = term.length >= TWO_ERRORS_FROM ? 2 : 1;
    return (byFirstLetter().get(term.charAt(0)) ?? [])
      .map((known) => ({ known, distance: editDistance(term, known, most) }))
      .filter(({ distance }) => distance <= most)
      .sort((a, b) => a.distance - b.distance || frequency(b.known) - frequency(a.known))
      .slice(0, MOST_CORRECTIONS)
      .map(({ known }) => known);
  };
}

function groupByFirstLetter(vocabulary: readonly string[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const term of vocabulary) {
    const group = groups.get(term.charAt(0));
    if (group) group.push(term);
    else groups.set(term.charAt(0), [term]);
  }
  return groups;
}
