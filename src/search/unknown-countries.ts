import { type TermGroup, termOf, type Words } from "../index/words.ts";
import { once } from "../shared/once.ts";
import { terms } from "../shared/terms.ts";
import { readCountries } from "./countries.ts";

/**
 * The countries that a question names and of which no article has the name, the people or the capital. Names of two words are left aside.
 * On XQuAD this holds for none of 2,205 questions in three languages on the articles that answer them, and for 3 to 8 % on others.
 */
export const unknownCountries = (groups: readonly TermGroup[], words: Pick<Words, "frequency">): string[] => {
  const asked = new Set(groups.map(termOf));
  return countries()
    .filter(
      ({ own, all }) => own.some((term) => asked.has(term)) && !all.some((term) => words.frequency(term) > 0),
    )
    .map(({ name }) => name);
};

const countries = once(() =>
  readCountries().map(({ names, people, capitals }) => ({
    name: capitalised(names[0] ?? ""),
    own: singles(names),
    all: singles([...names, ...people, ...capitals]),
  })),
);

const singles = (names: readonly string[]) =>
  names.map(terms).flatMap((name) => (name.length === 1 ? name : []));

const capitalised = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);
