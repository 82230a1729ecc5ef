import { once } from "../../shared/once.ts";
import { terms } from "../../shared/terms.ts";
import { CHINESE, eachGlossaryLine, eachPlaceLine, VIETNAMESE } from "./lexicon.ts";
import { monthTerms } from "./months.ts";
import { worldPairs } from "./world-names.ts";

/** A language of articles that questions in other languages are translated into. */
export type ForeignLanguage = "vi" | "zh";

/**
 * By an English term, or by those of a name joined by blanks: what may stand for it in articles of another language, likeliest
 * first. Each is a term or several joined by blanks, as `TermGroup` wants them.
 */
export type ForeignPhrases = ReadonlyMap<string, readonly string[]>;

const COLUMNS = { vi: VIETNAMESE, zh: CHINESE } as const;

/** Of the glossary. A line says first what its first English word means. */
export const foreignWords = { vi: once(() => readWords("vi")), zh: once(() => readWords("zh")) };

/** Countries, languages, months, weekdays and places. */
export const foreignNames = { vi: once(() => readNames("vi")), zh: once(() => readNames("zh")) };

function readWords(language: ForeignLanguage): ForeignPhrases {
  const [main, other] = [collector(), collector()];
  for (const fields of eachGlossaryLine()) {
    const [first, ...others] = new Set(terms(fields[0] ?? ""));
    for (const phrase of (fields[COLUMNS[language]] ?? "").split(",")) {
      // A lone character stands in words of many meanings.
      if (language === "zh" && phrase.length < 2) continue;
      main.add(first, phrase);
      for (const term of others) other.add(term, phrase);
    }
  }
  for (const [term, phrases] of other.found) for (const phrase of phrases) main.addTerms(term, phrase);
  return lists(main.found);
}

function readNames(language: ForeignLanguage): ForeignPhrases {
  const { found, add } = collector();
  for (const { foreign, english, adjectives } of worldPairs(language)) {
    add(terms(english).join(" "), foreign);
    for (const adjective of terms(adjectives.join(" "))) add(adjective, foreign);
  }
  for (let month = 1; month <= 12; month++)
    add(monthTerms(month)[0], language === "vi" ? `tháng ${month}` : `${month}月`);
  for (const fields of eachPlaceLine()) {
    for (const name of (fields[COLUMNS[language]] ?? "").split(","))
      add(terms(fields[0] ?? "").join(" "), name);
  }
  return lists(found);
}

function collector() {
  const found = new Map<string, Set<string>>();
  const addTerms = (english: string | undefined, phrase: string) => {
    if (!english || phrase === "") return;
    const known = found.get(english) ?? new Set();
    found.set(english, known.add(phrase));
  };
  const add = (english: string | undefined, phrase: string) =>
    addTerms(english, [...new Set(terms(phrase))].join(" "));
  return { found, add, addTerms };
}

const lists = (found: ReadonlyMap<string, ReadonlySet<string>>) =>
  new Map([...found].map(([term, phrases]) => [term, [...phrases]]));
