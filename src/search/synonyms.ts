import { terms } from "../shared/terms.ts";
import { readCountries } from "./countries.ts";
import { lexiconLines } from "./lexicon-lines.ts";

/** General near-synonyms of news English by term, from a list with a group a line, and the words for a country and its people. */
export function readSynonyms(): Map<string, string[]> {
  const others = new Map<string, Set<string>>();
  // Of a name of two words neither stands for the country by itself.
  const countries = readCountries().map(({ names, people }) =>
    [...names, ...people].map(terms).flatMap((name) => (name.length === 1 ? name : [])),
  );
  for (const group of [...lexiconLines("synonyms.txt").map(terms), ...countries].map(unique)) {
    for (const member of group) {
      const known = others.get(member) ?? new Set();
      for (const other of group) if (other !== member) known.add(other);
      others.set(member, known);
    }
  }
  return new Map([...others].map(([term, set]) => [term, [...set]]));
}

/** Terms of all that the word lists know, countries and their capitals among it: none of them is a misspelt word. */
export function readKnownTerms(): Set<string> {
  const places = readCountries().flatMap(({ names, people, capitals }) => [...names, ...people, ...capitals]);
  return new Set([...readCommonTerms(), ...readSynonyms().keys(), ...places.flatMap(terms)]);
}

const unique = (list: readonly string[]) => [...new Set(list)];

/** Terms of common English words: those of the glossary, whose lines begin with the English words. */
export const readCommonTerms = (): Set<string> =>
  new Set(lexiconLines("glossary.txt").flatMap((line) => terms(line.split(";", 1)[0] ?? "")));
