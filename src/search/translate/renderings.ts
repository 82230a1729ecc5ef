import type { Renderings } from "./lexicon.ts";
import { each, type Piece, type Vocabulary } from "./piece.ts";

/** Weight of the words of a second glossary line with the same foreign phrase. */
const OTHER_LINES = 0.7;

/** A word of one syllable or character is more often a wrong reading than a longer one. */
const LONE_WEIGHT = 0.8;

/** One group of all English words for a phrase of the glossary. */
export function renderings(
  length: number,
  lines: Renderings | undefined,
  weight = length === 1 ? LONE_WEIGHT : 1,
): Piece | undefined {
  if (!lines) return undefined;
  const weights = new Map<string, number>();
  for (const [i, line] of lines.entries()) {
    for (const term of line) if (!weights.has(term)) weights.set(term, i === 0 ? 1 : OTHER_LINES);
  }
  const alternatives = [...weights].map(([term, weight]) => ({ term, weight }));
  return { length, groups: [{ alternatives, weight }] };
}

/** The first of some names all of whose words the collection has. */
export function wholeName(
  length: number,
  names: Renderings | undefined,
  vocabulary: Vocabulary,
): Piece | undefined {
  const known = names?.find((name) => name.every((term) => vocabulary.has(term)));
  return known && { length, groups: each(known) };
}
