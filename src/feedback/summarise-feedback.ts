import { onOneLine } from "../shared/shorten.ts";
import type { FeedbackEntry, QuoteId } from "./feedback-entry.ts";
import { groupQuestions } from "./group-questions.ts";

export type FeedbackSummary = {
  /** One per user and answer: the last one counts. */
  votes: number;
  helpful: number;
  notHelpful: number;
  /** From 0 to 1; null without votes. */
  shareHelpful: number | null;
  people: number;
  /** Days (UTC) of the first and the last vote, `YYYY-MM-DD`; null without votes. */
  from: string | null;
  to: string | null;
  /** Most "not helpful" first. */
  worst: WorstAnswer[];
  /** Most votes first. */
  gaps: CoverageGap[];
};

/** A question whose quotes did not help. */
export type WorstAnswer = {
  question: string;
  helpful: number;
  notHelpful: number;
  reasons: string[];
  /** Those of the answer that last was found not helpful. */
  quotes: QuoteId[];
};

/** Questions alike that the articles do not answer. */
export type CoverageGap = {
  votes: number;
  /** Most votes first. */
  questions: { question: string; votes: number }[];
  reasons: string[];
};

/** What the votes say. The order of the entries is that in which they were given. */
export function summariseFeedback(entries: readonly FeedbackEntry[]): FeedbackSummary {
  const votes = lastVotes(entries);
  const helpful = votes.filter(isHelpful).length;
  const days = votes.map(({ time }) => time.slice(0, "YYYY-MM-DD".length)).sort();
  return {
    votes: votes.length,
    helpful,
    notHelpful: votes.length - helpful,
    shareHelpful: votes.length > 0 ? helpful / votes.length : null,
    people: new Set(votes.map(({ user }) => user)).size,
    from: days[0] ?? null,
    to: days.at(-1) ?? null,
    worst: worstAnswers(votes.filter(({ outcome }) => outcome !== "abstained")),
    gaps: coverageGaps(votes.filter(({ outcome }) => outcome === "abstained")),
  };
}

const isHelpful = ({ verdict }: FeedbackEntry) => verdict === "helpful";

/** In the order in which they were last given. */
function lastVotes(entries: readonly FeedbackEntry[]): FeedbackEntry[] {
  const votes = new Map<string, FeedbackEntry>();
  for (const entry of entries) {
    const key = `${entry.user} ${entry.answer}`;
    votes.delete(key);
    votes.set(key, entry);
  }
  return [...votes.values()];
}

function worstAnswers(votes: readonly FeedbackEntry[]): WorstAnswer[] {
  return byQuestion(votes)
    .map(({ question, votes }) => {
      const against = votes.filter((vote) => !isHelpful(vote));
      return {
        question,
        helpful: votes.length - against.length,
        notHelpful: against.length,
        reasons: reasonsOf(against),
        quotes: against.at(-1)?.quotes ?? [],
      };
    })
    .filter(({ notHelpful }) => notHelpful > 0)
    .sort((a, b) => b.notHelpful - a.notHelpful || a.helpful - b.helpful);
}

function coverageGaps(votes: readonly FeedbackEntry[]): CoverageGap[] {
  const questions = byQuestion(votes).sort((a, b) => b.votes.length - a.votes.length);
  return groupQuestions(questions)
    .map((group) => ({
      votes: group.reduce((sum, { votes }) => sum + votes.length, 0),
      questions: group.map(({ question, votes }) => ({ question, votes: votes.length })),
      reasons: reasonsOf(group.flatMap(({ votes }) => votes)),
    }))
    .sort((a, b) => b.votes - a.votes);
}

/** The votes on each question, whichever answer it got; capitals and blanks make no other question. */
function byQuestion(votes: readonly FeedbackEntry[]): { question: string; votes: FeedbackEntry[] }[] {
  const groups = new Map<string, { question: string; votes: FeedbackEntry[] }>();
  for (const vote of votes) {
    const key = onOneLine(vote.question).normalize("NFC").toLowerCase();
    const group = groups.get(key) ?? { question: vote.question, votes: [] };
    group.votes.push(vote);
    groups.set(key, group);
  }
  return [...groups.values()];
}

const reasonsOf = (votes: readonly FeedbackEntry[]): string[] => [
  ...new Set(votes.flatMap(({ reason }) => reason ?? [])),
];
