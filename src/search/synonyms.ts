import { readFileSync } from "node:fs";
import { terms } from "../shared/terms.ts";

/** General near-synonyms of news English, a group a line. */
const FILE = new URL("./lexicon/synonyms.txt", import.meta.url);

let synonyms: ReadonlyMap<string, readonly string[]> | undefined;

/** The terms that may stand for a term. Read once, when first asked. */
export function synonymsOf(term: string): readonly string[] {
  synonyms ??= readSynonyms(readFileSync(FILE, "utf8"));
  return synonyms.get(term) ?? [];
}

function readSynonyms(text: string): Map<string, string[]> {
  const others = new Map<string, Set<string>>();
  for (const line of text.split("\n")) {
    const group = line.startsWith("#") ? [] : [...new Set(terms(line))];
    for (const member of group) {
      const known = others.get(member) ?? new Set();
      for (const other of group) if (other !== member) known.add(other);
      others.set(member, known);
    }
  }
  return new Map([...others].map(([term, set]) => [term, [...set]]));
}
