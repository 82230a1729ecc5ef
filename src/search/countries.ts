import { once } from "../shared/once.ts";
import { fold } from "../shared/tokens.ts";
import { lexiconLines } from "./lexicon-lines.ts";

/** What a country or continent and its people are called, folded; continents have no capital. */
export type Country = { names: string[]; people: string[]; capitals: string[] };

export function readCountries(): Country[] {
  return lexiconLines("countries.txt").map((line) => {
    const [names = [], people = [], capitals = []] = line
      .split(";")
      .map((kind) => kind.split(",").map((name) => name.trim()));
    return { names, people, capitals };
  });
}

/** The capitals that a question describes ("the French capital", "the capital of France"), folded, in reading order. */
export function capitalsIn(question: string): string[] {
  const text = fold(question);
  // Few questions speak of a capital, and the pattern that knows all countries takes its time to make.
  if (!text.includes("capital")) return [];
  return [...text.matchAll(describedCapital())].flatMap(
    ([, before = "", after = ""]) => capitalsOf().get(before || after) ?? [],
  );
}

const capitalsOf = once(
  () =>
    new Map(
      readCountries().flatMap(({ names, people, capitals }) =>
        [...names, ...people].map((name) => [name, capitals] as const),
      ),
    ),
);

const describedCapital = once(() => {
  // Longer names first: "south korean" before "korean".
  const names = [...capitalsOf().keys()].sort((a, b) => b.length - a.length).join("|");
  return new RegExp(`\\b(?:(${names})(?:['’]s)? capital|capital(?: city)? of (?:the )?(${names}))\\b`, "g");
});
