import { once } from "../../shared/once.ts";
import { terms } from "../../shared/terms.ts";
import { CHINESE, glossaryLines, placeLines, VIETNAMESE } from "./lexicon.ts";
import { monthTerms } from "./months.ts";
import { worldPairs } from "./world-names.ts";

/** A language of articles that questions in other languages are translated into. */
export type ForeignLanguage = "vi" | "zh";

/**
 * By an English term, or by those of a name joined by blanks: what may stand for it in articles of another language, likeliest
 * first. Each is a term or several joined by blanks, as `TermGroup` wants them.
 */
export type ForeignPhrases = {
  has(english: string): boolean;
  get(english: string): readonly string[];
};

const COLUMNS = { vi: VIETNAMESE, zh: CHINESE } as const;

/** Of the glossary. A line says first what its first English word means. */
export const foreignWords = { vi: once(() => readWords("vi")), zh: once(() => readWords("zh")) };

/** Countries, languages, months, weekdays and places. */
export const foreignNames = { vi: once(() => readNames("vi")), zh: once(() => readNames("zh")) };

/** The terms of all places by their English names. */
export const placeTerms = once(() => new Set(placeLines().flatMap(([english = ""]) => terms(english))));

function readWords(language: ForeignLanguage): ForeignPhrases {
  const main = new Map<string, string[]>();
  const other = new Map<string, string[]>();
  for (const fields of glossaryLines()) {
    const phrases = phrasesIn(fields[COLUMNS[language]]);
    // A lone character stands in words of many meanings.
    const telling = language === "zh" ? phrases.filter((phrase) => phrase.length > 1) : phrases;
    const [first, ...others] = new Set(terms(fields[0] ?? ""));
    add(main, first, telling);
    for (const term of others) add(other, term, telling);
  }
  return inTerms([main, other]);
}

function readNames(language: ForeignLanguage): ForeignPhrases {
  const names = new Map<string, string[]>();
  for (const { foreign, english, adjectives } of worldPairs(language)) {
    add(names, terms(english).join(" "), [foreign]);
    for (const adjective of terms(adjectives.join(" "))) add(names, adjective, [foreign]);
  }
  for (let month = 1; month <= 12; month++)
    add(names, monthTerms(month)[0], [language === "vi" ? `tháng ${month}` : `${month}月`]);
  for (const fields of placeLines())
    add(names, terms(fields[0] ?? "").join(" "), phrasesIn(fields[COLUMNS[language]]));
  return inTerms([names]);
}

const phrasesIn = (field = ""): string[] => (field === "" ? [] : field.split(","));

function add(phrases: Map<string, string[]>, english: string | undefined, more: readonly string[]): void {
  if (!english) return;
  const known = phrases.get(english);
  if (known) known.push(...more);
  else phrases.set(english, [...more]);
}

/** Phrases in terms, those of the first list first; made when they are asked for, since a question needs few of them. */
function inTerms(lists: readonly ReadonlyMap<string, readonly string[]>[]): ForeignPhrases {
  const made = new Map<string, readonly string[]>();
  const make = (english: string) => {
    const phrases = lists.flatMap((list) => list.get(english) ?? []);
    return [...new Set(phrases.map((phrase) => [...new Set(terms(phrase))].join(" ")))].filter(Boolean);
  };
  return {
    has: (english) => lists.some((list) => list.has(english)),
    get(english) {
      const found = made.get(english) ?? make(english);
      // Those without phrases are any words that users write.
      if (found.length > 0) made.set(english, found);
      return found;
    },
  };
}
