import { terms } from "../shared/terms.ts";
import { lexiconLines } from "./lexicon-lines.ts";

/** General near-synonyms of news English by term, from a list with a group a line. */
export function readSynonyms(): Map<string, string[]> {
  const others = new Map<string, Set<string>>();
  for (const line of lexiconLines("synonyms.txt")) {
    const group = [...new Set(terms(line))];
    for (const member of group) {
      const known = others.get(member) ?? new Set();
      for (const other of group) if (other !== member) known.add(other);
      others.set(member, known);
    }
  }
  return new Map([...others].map(([term, set]) => [term, [...set]]));
}

/** Terms of common English words: those of the glossary, whose lines begin with the English words. */
export const readCommonTerms = (): Set<string> =>
  new Set(lexiconLines("glossary.txt").flatMap((line) => terms(line.split(";", 1)[0] ?? "")));
