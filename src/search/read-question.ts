import type { TermGroup, Words } from "../index/words.ts";
import { terms } from "../shared/terms.ts";
import { editDistance } from "./edit-distance.ts";
import { synonymsOf } from "./synonyms.ts";

/** Earlier questions of a conversation count half. */
const HISTORY_WEIGHT = 0.5;
const SYNONYM_WEIGHT = 0.2;
/** A synonym counts more where the collection lacks the word that was asked. */
const SUBSTITUTE_WEIGHT = 0.5;
const CORRECTION_WEIGHT = 0.8;
/** Shorter words have too many neighbours to be corrected. */
const SHORTEST_CORRECTED = 4;
/** From this length on, two letters may be wrong. */
const TWO_ERRORS_FROM = 8;
const MOST_CORRECTIONS = 2;

/** What to look for: the terms of the question, then those that only earlier questions have, each with what may stand for it. */
export function readQuestion(question: string, history: readonly string[], words: Words): TermGroup[] {
  const now = new Set(terms(question));
  const before = new Set(history.flatMap(terms).filter((term) => !now.has(term)));
  const read = (weight: number) => (term: string) => ({ alternatives: alternativesOf(term, words), weight });
  return [...[...now].map(read(1)), ...[...before].map(read(HISTORY_WEIGHT))];
}

function alternativesOf(term: string, words: Words): TermGroup["alternatives"] {
  const isKnown = words.frequency(term) > 0;
  const synonyms = synonymsOf(term)
    .filter((synonym) => words.frequency(synonym) > 0)
    .map((synonym) => ({ term: synonym, weight: isKnown ? SYNONYM_WEIGHT : SUBSTITUTE_WEIGHT }));
  const corrections = isKnown || synonyms.length > 0 ? [] : correct(term, words);
  return [{ term, weight: 1 }, ...synonyms, ...corrections];
}

/** The nearest spellings that the collection has of a word that it lacks. */
function correct(term: string, words: Words): TermGroup["alternatives"] {
  if (term.length < SHORTEST_CORRECTED || !/^[a-z]+$/.test(term)) return [];
  const most = term.length >= TWO_ERRORS_FROM ? 2 : 1;
  return words.vocabulary
    .filter((known) => known[0] === term[0] && Math.abs(known.length - term.length) <= most)
    .map((known) => ({ known, distance: editDistance(term, known, most) }))
    .filter(({ distance }) => distance <= most)
    .sort((a, b) => a.distance - b.distance || words.frequency(b.known) - words.frequency(a.known))
    .slice(0, MOST_CORRECTIONS)
    .map(({ known }) => ({ term: known, weight: CORRECTION_WEIGHT }));
}
