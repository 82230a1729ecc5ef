import { fold } from "../shared/tokens.ts";

/** An acronym and what it stands for, both as written, without quotation marks and the plural s of the acronym. */
export type Acronym = { short: string; long: string };

/** Schwartz and Hearst's limits: an acronym of 2 to 10 characters stands for at most twice as many words, and 5 more at most. */
const MOST_MORE_WORDS = 5;
const MOST_WORDS_PER_LETTER = 2;
/** Longer than the longest long form; keeps a text without spaces or without an end from being searched again and again. */
const REACH = 200;

/** A bracket and what stands in it; before a dash it is the news agency of a dateline. */
const BRACKET = /[(（]([^()（）]{2,200})[)）](?!\s?[-–—])/gu;
const HAS_BRACKET = /[(（]/;
const CLAUSE = /[,;，；]/;
const SHORT = /^[\p{L}\p{N}]{2,10}$/u;
/** "MoUs" is said of several. */
const PLURAL = /(?<=\p{Lu})s$/u;
const LETTERS = /\p{L}/gu;
const CAPITALS = /\p{Lu}/gu;
const QUOTES = /^["'“”‘’«»\s]+|["'“”‘’«»\s]+$/gu;
/** No long form goes over another bracket or a script without spaces. */
const BARRIER = /[()（）\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const IN_WORD = /[\p{L}\p{N}]/u;

/**
 * The acronyms that a sentence defines, "long form (LF)" or "LF (long form)", in reading order. The long form is the shortest run
 * of words beside the acronym that has its letters in order, the first of them at the beginning of a word (Schwartz and Hearst
 * 2003, "A simple algorithm for identifying abbreviation definitions in biomedical text"). Only words whose letters are for the
 * most part capitals are taken for acronyms; marks and case do not matter in the comparison.
 * @returns none for long forms that the letters do not fit, such as translations
 */
export function findAcronyms(sentence: string): Acronym[] {
  if (!HAS_BRACKET.test(sentence)) return [];
  return [...sentence.matchAll(BRACKET)].flatMap(({ 1: inside = "", index }) => {
    const content = trim(inside.split(CLAUSE, 1)[0] ?? "");
    const before = sentence.slice(Math.max(0, index - REACH), index).trimEnd();
    if (isAcronym(content)) return define(content, before);
    const last = trim(before.slice(before.lastIndexOf(" ") + 1));
    return isAcronym(last) ? define(last, content) : [];
  });
}

function define(written: string, text: string): Acronym[] {
  const short = written.replace(PLURAL, "");
  const long = longForm(short, text.split(BARRIER).at(-1) ?? "");
  return long === undefined ? [] : [{ short, long }];
}

function isAcronym(word: string): boolean {
  if (!SHORT.test(word)) return false;
  const letters = word.match(LETTERS)?.length ?? 0;
  const capitals = word.match(CAPITALS)?.length ?? 0;
  return capitals >= 2 && 2 * capitals >= letters;
}

/** The end of `text` that the acronym stands for. */
function longForm(short: string, text: string): string | undefined {
  const most = Math.min(short.length + MOST_MORE_WORDS, MOST_WORDS_PER_LETTER * short.length);
  const words = text.trim().split(/\s+/u).slice(-most);
  const folded = words.map(fold);
  const first = firstWord(fold(short), folded.join(" "));
  if (first === undefined) return undefined;
  const long = trim(words.slice(first).join(" "));
  return long.length > short.length && !folded.slice(first).includes(fold(short)) ? long : undefined;
}

/** Which word the letters begin in when each is found from the right. */
function firstWord(letters: string, text: string): number | undefined {
  let at = text.length;
  for (let i = letters.length - 1; i >= 0; i--) {
    do at--;
    while (at >= 0 && (text[at] !== letters[i] || (i === 0 && IN_WORD.test(text[at - 1] ?? ""))));
    if (at < 0) return undefined;
  }
  return text.slice(0, at).split(" ").length - 1;
}

const trim = (text: string) => text.replace(QUOTES, "");
