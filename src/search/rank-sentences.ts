import { type TermGroup, termOf, type Words } from "../index/words.ts";
import { firstTerms } from "../shared/terms.ts";
import { answerType, offers } from "./answer-type.ts";

export type RankedSentence = {
  sentence: number;
  /** Comparable within one question only. */
  score: number;
  /** The BM25F score by itself, the dates left aside: what confidence looks at. */
  words: number;
};

export type RankOptions = {
  /** What the scores of an article are multiplied by; 0 leaves it out. See `favourDates`. */
  favour?: (article: number) => number;
};

/** How many sentences of the ranking by words are looked at again. */
const DEPTH = 60;
/*
 * What is added to a score, as a share of the best one. Each finds the right sentence more often on both halves of XQuAD and of
 * SelQA.
 */
/** The sentence has what the question word asks for. */
const OFFERS = 0.1;
/** Its first words are words of the question: that is what the sentence is about. */
const LEADS = 0.05;

/** Terms at the head of a sentence that tell what it is about. */
const LEAD_TERMS = 2;
/** Enough characters to hold them. */
const LEAD_LENGTH = 100;

/**
 * Ranks the sentences of a collection for a question: by words, then the best 60 again by what they offer.
 * @param question as asked, for what its question word asks for
 * @param textOf the text of a sentence
 * @returns at most 60 sentences, best first; those that share no word with the question are not among them
 */
export function rankSentences(
  words: Words,
  { text: question, groups }: { text: string; groups: readonly TermGroup[] },
  textOf: (sentence: number) => string,
  { favour = () => 1 }: RankOptions = {},
): RankedSentence[] {
  const found = words.rank(groups, DEPTH, favour);
  const best = found[0]?.score ?? 0;
  const offersAsked = offers(answerType(question), question);
  const asked = new Set(groups.map(termOf));
  return found
    .map(({ sentence, score }) => {
      const text = textOf(sentence);
      const extra = OFFERS * (offersAsked(text) ? 1 : 0) + LEADS * leadShare(text, asked);
      return { sentence, score: score + best * extra, words: score / favour(words.articleOf(sentence)) };
    })
    .sort((a, b) => b.score - a.score || a.sentence - b.sentence);
}

function leadShare(text: string, asked: ReadonlySet<string>): number {
  const lead = firstTerms(text.slice(0, LEAD_LENGTH), LEAD_TERMS);
  return lead.filter((term) => asked.has(term)).length / LEAD_TERMS;
}
