/*
 * Which full stops belong to an abbreviation. The English list of cldr-segmentation is not used: it holds plain
 * words that end sentences ("To." would join "said Tran Quoc To." with what follows) and knows few ranks.
 */

const words = (list: string): Set<string> => new Set(list.trim().split(/\s+/));

/** Stand before a name, so that no sentence ends in them; written with a capital. */
const TITLES = words(`
  mr mrs ms mx dr prof rev hon fr msgr messrs mme mlle amb atty supt insp det asst assoc dep min
  gen lieut lt maj col capt cmdr comdr cdr cpl sgt adm brig pvt pte spc ens sen rep gov pres
  gs ts pgs ths bs ks cn tp tx tt
`);

/** Stand before a term. */
const BEFORE_A_TERM = words("vs cf viz approx e.g i.e a.k.a");

/** Stand before a number ("No. 5", "Vol. 2", "p. 7"), and end a sentence anywhere else. */
const BEFORE_A_NUMBER = words("c ca no nos art arts vol pp p fig figs ch sec para");

/** Stand in a sentence or at its end; written with a capital. What follows decides. */
const NAMES = words(`
  jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat sun
  inc ltd co corp bros jr sr st mt ft ave blvd rd dept dist univ est ed
`);

/** The same, in any case. */
const ANYWHERE = words("etc al a.m p.m ph.d m.d b.a m.a d.c");

/** Words that seldom come second in a name, so that one after "the U.S." begins a sentence. */
const SENTENCE_STARTERS = words(`
  the a an this that these those it its he his she her they their there we our you i in on at as but and however
  meanwhile according during after before when while for with from by if since both also some many most such
`);

/** Far more than the longest abbreviation; keeps the look at each full stop short. */
const REACH = 40;

const LAST_WORD = /(?:^|[^\p{L}\p{M}\p{N}.])([\p{L}\p{M}\p{N}.]+)\.\s*$/u;
const INITIALS = /^\p{Lu}(?:\.\p{Lu})*$/u;
const CAPITAL = /^\p{Lu}/u;
const NEXT_WORD = /^[\s"'“‘«([]*([\p{L}\p{M}]+|\p{N})(\.?)/u;
const DIGIT = /^\p{N}/u;
const LIST_NUMBER = /^\s*\d{1,3}\.\s*$/;

/**
 * Whether a full stop just before `position` (blanks between allowed) belongs to an abbreviation, initials, or
 * the number of a list item, so that no sentence ends there.
 */
export function isAbbreviation(text: string, position: number): boolean {
  const before = text.slice(Math.max(0, position - REACH), position);
  if (position <= REACH && LIST_NUMBER.test(before)) return true;
  const word = LAST_WORD.exec(before)?.[1];
  if (word === undefined) return false;
  const [, next, nextStop] = NEXT_WORD.exec(text.slice(position, position + REACH)) ?? [];
  if (next === undefined) return false;
  const key = word.toLowerCase();
  const capital = CAPITAL.test(word);
  if (BEFORE_A_TERM.has(key) || (capital && TITLES.has(lastPart(key)))) return true;
  if (BEFORE_A_NUMBER.has(key) && DIGIT.test(next)) return true;
  // "J. A. Smith" and "U.S. A. Smith": one more initial, not the word "A".
  const isInitial = next.length === 1 && nextStop === ".";
  const mayGoOn = ANYWHERE.has(key) || INITIALS.test(word) || (capital && NAMES.has(key));
  return mayGoOn && (isInitial || !SENTENCE_STARTERS.has(next.toLowerCase()));
}

/** "pgs.ts" is as much a title as "ts". */
const lastPart = (word: string): string => word.slice(word.lastIndexOf(".") + 1);
