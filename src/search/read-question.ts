import type { TermGroup, Words } from "../index/words.ts";
import { terms } from "../shared/terms.ts";
import { capitalsIn } from "./countries.ts";
import { joinedWords } from "./joined-words.ts";
import { framesOf } from "./question-frame.ts";
import { otherForms } from "./word-forms.ts";

/** General word lists. */
export type Lists = {
  /** Near-synonyms by term. */
  synonyms: ReadonlyMap<string, readonly string[]>;
  /** Terms of words that are never taken for misspelt ones. */
  known: Pick<ReadonlySet<string>, "has">;
};

/** Earlier questions of a conversation count half. */
export const HISTORY_WEIGHT = 0.5;
/** Other forms of a word ("won" for "win", "cybercrime" for "cyber crime"). */
const FORM_WEIGHT = 0.5;
const SYNONYM_WEIGHT = 0.2;
/** A synonym of a word that the collection does not have is all there is to find. */
const ONLY_SYNONYM_WEIGHT = 0.5;
const CORRECTED_WEIGHT = 0.8;
/** The name of a capital says what "the French capital" means. */
const CAPITAL_WEIGHT = 0.8;
const [CAPITAL] = terms("capital");

/** From a question to what is looked for: a group for each of its words, then for those that only earlier questions have. */
export type QuestionReader = (question: string, history?: readonly string[]) => TermGroup[];

/** @param nearest terms of the collection that are spelt alike */
export function openQuestionReader(
  words: Pick<Words, "frequency">,
  { synonyms, known }: Lists,
  nearest: (term: string) => readonly string[],
): QuestionReader {
  const isKnown = (term: string) => words.frequency(term) > 0;

  function alternatives(
    term: string,
    joined: readonly string[],
    capitals: readonly string[],
  ): { term: string; weight: number }[] {
    const forms = [...otherForms(term), ...joined].filter(isKnown);
    const found = isKnown(term) || forms.length > 0;
    const others = (synonyms.get(term) ?? []).filter((other) => isKnown(other) && !forms.includes(other));
    const repaired = found || others.length > 0 || known.has(term) ? [] : nearest(term);
    return [
      { term, weight: 1 },
      ...weighted(forms, FORM_WEIGHT),
      ...weighted(others, found ? SYNONYM_WEIGHT : ONLY_SYNONYM_WEIGHT),
      ...weighted(repaired, CORRECTED_WEIGHT),
      ...weighted(term === CAPITAL ? capitals.filter(isKnown) : [], CAPITAL_WEIGHT),
    ];
  }

  return (question, history = []) => {
    const now = contentTerms(question);
    const before = new Set(
      history.flatMap((earlier) => [...contentTerms(earlier)]).filter((term) => !now.has(term)),
    );
    const joined = joinedWords(question);
    const capitals = capitalsIn(question).flatMap(terms);
    const group = (weight: number) => (term: string) => ({
      alternatives: alternatives(term, joined.get(term) ?? [], capitals),
      weight,
    });
    return [...[...now].map(group(1)), ...[...before].map(group(HISTORY_WEIGHT))];
  };
}

const weighted = (list: readonly string[], weight: number) => list.map((term) => ({ term, weight }));

/** The terms of a question without those that only frame it, unless it has no others. */
function contentTerms(question: string): Set<string> {
  const all = new Set(terms(question));
  const framing = new Set(framesOf(question).flatMap(terms));
  const rest = new Set([...all].filter((term) => !framing.has(term)));
  return rest.size > 0 ? rest : all;
}
