import type { Words } from "../index/words.ts";
import type { Language } from "../shared/detect-language.ts";
import { terms } from "../shared/terms.ts";
import { fold, words as tokens } from "../shared/tokens.ts";

/** A capital in the middle of a sentence; words at its beginning are capital anyhow. */
const CAPITALISED = /(?<!^["“'‘(]*)(?<![.!?:]\s*["“'‘(]*)(?<=[\s"“'‘(/-])\p{Lu}[\p{L}\p{M}'’]*/gu;
const NAME_RUN =
  /(?<!^["“'‘(]*)(?<![.!?:]\s*["“'‘(]*)(?<=[\s"“'‘(/])\p{Lu}[\p{L}\p{M}]+(?:[ -]\p{Lu}[\p{L}\p{M}]+)+/gu;
/** Other languages write a foreign name in Latin letters in brackets, or (Chinese) among their own characters. */
const IN_BRACKETS = /[(（]\s*([\p{Script=Latin}\p{M} .'’-]+?)\s*[)）]/gu;
const AMONG_HAN =
  /(?<!\p{Script=Latin})\p{Lu}[\p{Script=Latin}\p{M}]+(?:[ -]\p{Lu}[\p{Script=Latin}\p{M}]+)+/gu;

/** The terms of the capitalised words of an English question, as they are looked for; none of its first word. */
export const capitalisedTerms = (question: string): ReadonlySet<string> =>
  new Set([...question.matchAll(CAPITALISED)].flatMap(([word]) => terms(word.replace(/['’]s$/, ""))));

/**
 * Full names that the collection certainly does not have: two or more capitalised words in a row, general words and titles set
 * aside, of which at least one is missing (a word one letter off counts as there) and no two stand side by side anywhere.
 * @param isCommon whether a term is a general word ("minister", "world"), which makes no name
 * @param nearest terms of the collection that are spelt alike (see `openSpelling`)
 * @returns the names as the question writes them
 */
export function unknownNames(
  question: string,
  language: Language,
  words: Words,
  textOf: (sentence: number) => string,
  {
    isCommon,
    nearest,
  }: { isCommon: (term: string) => boolean; nearest: (term: string) => readonly string[] },
): string[] {
  /** What may stand for a word of a name; undefined for a word that is never looked for ("To", "The"). */
  const readings = (word: string): string[] | undefined => {
    const [term] = terms(word);
    if (term === undefined) return undefined;
    return words.frequency(term) > 0 ? [term] : [...nearest(term)];
  };
  const isUnknown = (name: string[]) => {
    const read = name.map(readings);
    return read.some((one) => one?.length === 0) && !hasPair(name, read, words, textOf);
  };
  return fullNames(question, language)
    .flatMap((run) => splitAtCommon(run, isCommon))
    .filter((name) => name.length > 1 && isUnknown(name))
    .map((name) => name.join(" "));
}

function fullNames(question: string, language: Language): string[][] {
  const text = question.normalize("NFC");
  const found =
    language === "en"
      ? [...text.matchAll(NAME_RUN)].map(([run]) => run)
      : language === "zh"
        ? [...text.matchAll(AMONG_HAN)].map(([run]) => run)
        : [...text.matchAll(IN_BRACKETS)].map(([, run = ""]) => run);
  return found.map((run) => run.split(/[ -]+/)).filter((run) => run.length > 1);
}

/** "Foreign Minister Pham Minh Chinh" → ["Pham", "Minh", "Chinh"]. */
function splitAtCommon(run: readonly string[], isCommon: (term: string) => boolean): string[][] {
  const names: string[][] = [[]];
  for (const word of run) {
    if (terms(word).some(isCommon)) names.push([]);
    else names.at(-1)?.push(word);
  }
  return names;
}

function hasPair(
  name: readonly string[],
  read: readonly (string[] | undefined)[],
  words: Words,
  textOf: (sentence: number) => string,
): boolean {
  for (let i = 1; i < name.length; i++) {
    const left = read[i - 1] ?? [fold(name[i - 1] ?? "")];
    const right = read[i] ?? [fold(name[i] ?? "")];
    const looked = read[i] ? right : left;
    const other = read[i] && read[i - 1] ? left : undefined;
    for (const term of looked) {
      for (const sentence of Array.from(words.sentencesWith(term))) {
        if (other && !other.some((one) => words.stands(one, sentence))) continue;
        if (standSideBySide(textOf(sentence), left, right)) return true;
      }
    }
  }
  return false;
}

function standSideBySide(text: string, left: readonly string[], right: readonly string[]): boolean {
  const read = tokens(text).map((word) => terms(word)[0] ?? fold(word));
  return read.some((word, i) => i > 0 && right.includes(word) && left.includes(read[i - 1] ?? ""));
}
