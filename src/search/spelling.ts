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
    return candidates(byFirstLetter().get(term.charAt(0)) ?? [], term, most)
      .map((known) => ({ known, distance: editDistance(term, known, most) }))
      .filter(({ distance }) => distance <= most)
      .sort((a, b) => a.distance - b.distance || frequency(b.known) - frequency(a.known))
      .slice(0, MOST_CORRECTIONS)
      .map(({ known }) => known);
  };
}

type Spelt = { term: string; letters: number };

/**
 * Those of as many letters and nearly the same ones, which is cheap to see and leaves few of thousands: one wrong letter takes one
 * away and brings another at most.
 */
function candidates(all: readonly Spelt[], asked: string, most: number): string[] {
  const letters = lettersOf(asked);
  const found: string[] = [];
  for (const { term, letters: others } of all) {
    if (Math.abs(term.length - asked.length) > most) continue;
    if (countBits(letters ^ others) <= 2 * most) found.push(term);
  }
  return found;
}

/** The set of letters of a term, a bit for each; other characters share them. */
function lettersOf(term: string): number {
  let letters = 0;
  for (let i = 0; i < term.length; i++) letters |= 1 << (term.charCodeAt(i) & 31);
  return letters;
}

function countBits(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}

function groupByFirstLetter(vocabulary: readonly string[]): Map<string, Spelt[]> {
  const groups = new Map<string, Spelt[]>();
  for (const term of vocabulary) {
    const first = term.charAt(0);
    if (first < "a" || first > "z") continue;
    const group = groups.get(first);
    const spelt = { term, letters: lettersOf(term) };
    if (group) group.push(spelt);
    else groups.set(first, [spelt]);
  }
  return groups;
}
