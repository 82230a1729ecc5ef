import type { Acronym } from "../articles/find-acronyms.ts";
import { type TermGroup, termOf, type Words } from "../index/words.ts";
import { once } from "../shared/once.ts";
import { terms } from "../shared/terms.ts";

type Alternative = TermGroup["alternatives"][number];

/** An acronym as the articles define it. */
type Entry = {
  term: string;
  /** As it is written. */
  forms: Set<string>;
  /** How often each long form is defined, by its key. */
  counts: Map<string, number>;
};

/** Further meanings of one acronym are chance finds. */
const MOST_MEANINGS = 3;
/** Sentences in which is looked whether a term is written as the acronym ("AIDS") or is a word ("aid"). */
const SAMPLE = 50;

/**
 * Prepares the reading of acronyms that the sentences of a collection define. In a question, an acronym then also finds the
 * sentences with all words of its long form, and each word of a long form the sentences with the acronym. Either weighs as much as
 * it is likely to mean the other: the share among the acronym's definitions, times the share of sentences in which its term is
 * written as the acronym.
 * @returns a function that adds to the words of a question what may stand for them; their order and weights stay
 */
export function openAcronyms(
  words: Pick<Words, "sentencesWith">,
  definitions: readonly Acronym[],
  textOf: (sentence: number) => string,
): (groups: readonly TermGroup[]) => TermGroup[] {
  // Nobody waits for it before the first question.
  const known = once(() => readDefinitions(definitions));

  function share({ term, forms, counts }: Entry, long: string): number {
    const all = words.sentencesWith(term);
    const size = Math.min(SAMPLE, all.length);
    const sample = Array.from({ length: size }, (_, i) =>
      textOf(all[Math.floor((i * all.length) / size)] ?? 0),
    );
    const written = sample.filter((text) => [...forms].some((form) => text.includes(form))).length;
    const definitions = [...counts.values()].reduce((sum, count) => sum + count, 0);
    return ((written / Math.max(1, size)) * (counts.get(long) ?? 0)) / definitions;
  }

  /** The terms that may be said for another, without those that never are. */
  const said = (pairs: readonly { term: string; entry: Entry; long: string }[]): Alternative[] =>
    pairs
      .map(({ term, entry, long }) => ({ term, weight: share(entry, long), instead: true }))
      .filter(({ weight }) => weight > 0);
  const longFormsOf = (entry: Entry) => said(meanings(entry).map((long) => ({ term: long, entry, long })));

  return (groups) => {
    const { byTerm, byLong, longest } = known();
    const acronymsOf = (long: string) =>
      said((byLong.get(long) ?? []).map((entry) => ({ term: entry.term, entry, long })));
    const asked = groups.map(termOf);
    const added = asked.map((term) => {
      const entry = byTerm.get(term);
      return entry ? longFormsOf(entry) : [];
    });
    for (let from = 0; from < asked.length; ) {
      let to = Math.min(asked.length, from + longest);
      while (to > from && !byLong.has(keyOf(asked.slice(from, to)))) to--;
      const acronyms = to > from ? acronymsOf(keyOf(asked.slice(from, to))) : [];
      for (let i = from; i < to; i++) added[i]?.push(...acronyms);
      from = Math.max(to, from + 1);
    }
    return groups.map((group, i) => ({
      ...group,
      alternatives: [...group.alternatives, ...(added[i] ?? [])],
    }));
  };
}

function readDefinitions(definitions: readonly Acronym[]) {
  const byTerm = new Map<string, Entry>();
  for (const { short, long } of definitions) {
    const [term, ...more] = terms(short);
    const key = keyOf(terms(long));
    if (term === undefined || more.length > 0 || key === "") continue;
    const entry = byTerm.get(term) ?? { term, forms: new Set(), counts: new Map() };
    entry.forms.add(short);
    entry.counts.set(key, (entry.counts.get(key) ?? 0) + 1);
    byTerm.set(term, entry);
  }
  const byLong = new Map<string, Entry[]>();
  for (const entry of byTerm.values()) {
    for (const long of meanings(entry)) byLong.set(long, [...(byLong.get(long) ?? []), entry]);
  }
  const longest = [...byLong.keys()].reduce((most, long) => Math.max(most, long.split(" ").length), 0);
  return { byTerm, byLong, longest };
}

/** The keys of what an acronym stands for, most often defined first. */
const meanings = ({ counts }: Entry): string[] =>
  [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, MOST_MEANINGS)
    .map(([long]) => long);

/** The terms of a long form without their order, which other languages change. */
const keyOf = (list: readonly string[]): string => [...new Set(list)].sort().join(" ");
