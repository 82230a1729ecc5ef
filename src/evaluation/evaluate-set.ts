import { type Answer, MAX_LIMIT } from "../answer/answer.ts";
import { fullAnswer } from "./full-answer.ts";
import {
  areaUnderCurve,
  hitAt,
  mean,
  meanReciprocalRank,
  ndcgAt10,
  pseudoRandom,
  recallAt10,
} from "./metrics.ts";
import { type PlaceOf, readRetrievalSet, type SetQuery, withCollection } from "./retrieval-set.ts";
import type { Figures } from "./summarise.ts";

type Settings = Parameters<typeof withCollection>[1];

export type SetOptions = Parameters<typeof readRetrievalSet>[1] & {
  /** Puts one random typing error into each query. */
  typo?: boolean | undefined;
};

type Asked = {
  query: SetQuery;
  answer: Answer;
  ranking: string[];
  relevant: ReadonlyMap<string, number>;
  isThere: boolean;
};

/**
 * Runs a retrieval set through the same passages, search and answers as the bot.
 * - retrieval figures over the queries whose document is in the collection
 * - `highlight right`: the highlighted sentence of the first quote holds the answer, where the set says where it stands
 * - with documents left out: how well the confidence tells the queries apart, and what is refused
 */
export async function evaluateSet(
  settings: Settings,
  folder: string,
  options: SetOptions = {},
): Promise<Figures> {
  const set = await readRetrievalSet(folder, options);
  const ids = new Set(set.documents.map(({ id }) => id));
  return withCollection(set, settings, async (collection, placeOf) => {
    const asked: Asked[] = [];
    for (const query of set.queries) {
      const relevant = set.relevant.get(query.id);
      if (!relevant) continue;
      const answer = await fullAnswer(collection, options.typo ? withTypo(query) : query.text, {
        limit: MAX_LIMIT,
      });
      const isThere = [...relevant.keys()].some((id) => ids.has(id));
      asked.push({ query, answer, ranking: documentsOf(answer, placeOf), relevant, isThere });
    }
    const there = asked.filter(({ isThere }) => isThere);
    const gone = asked.filter(({ isThere }) => !isThere);
    const ranks = there.map(({ ranking, relevant }) => ranking.findIndex((id) => relevant.has(id)) + 1);
    const located = there.filter(({ query }) => query.answers.length > 0);
    return {
      queries: asked.length,
      "nDCG@10": mean(there.map(({ ranking, relevant }) => ndcgAt10(ranking, relevant))),
      "recall@10": mean(there.map(({ ranking, relevant }) => recallAt10(ranking, relevant))),
      "hit@1": hitAt(1, ranks),
      "hit@3": hitAt(3, ranks),
      MRR: meanReciprocalRank(ranks),
      ...(located.length > 0 && {
        "highlight right": mean(located.map((one) => +highlightsAnswer(one, placeOf))),
      }),
      "answerable kept": mean(there.map(({ answer }) => +answer.answered)),
      ...(gone.length > 0 && {
        "left without an answer": gone.length,
        "of these refused": mean(gone.map(({ answer }) => +!answer.answered)),
        "confidence AUC": areaUnderCurve(confidences(there), confidences(gone)),
      }),
    };
  });
}

const confidences = (asked: readonly Asked[]) => asked.map(({ answer }) => answer.confidence);

/** The documents that are quoted, best first. */
const documentsOf = ({ quotes }: Answer, placeOf: PlaceOf): string[] => [
  ...new Set(quotes.flatMap(({ article, alsoIn }) => [article, ...alsoIn].map(({ id }) => placeOf(id).id))),
];

function highlightsAnswer({ query, answer, relevant }: Asked, placeOf: PlaceOf): boolean {
  const [quote] = answer.quotes;
  if (!quote) return false;
  const { id, offset } = placeOf(quote.article.id);
  const starts = query.answers.map((start) => start + offset - quote.start);
  return (
    relevant.has(id) &&
    quote.highlights.some(([from, to]) => starts.some((start) => start >= from && start < to))
  );
}

/** The query with a letter of one longer word left out, put in, changed or swapped: the same one each time. */
function withTypo({ id, text }: SetQuery): string {
  const random = pseudoRandom(
    [...id].reduce((seed, character) => (seed * 31 + character.charCodeAt(0)) >>> 0, 7),
  );
  const words = [...text.matchAll(/[A-Za-z]{4,}/g)];
  const word = words[Math.floor(random() * words.length)];
  if (!word) return text;
  const at = word.index + 1 + Math.floor(random() * (word[0].length - 2));
  const letter = String.fromCharCode("a".charCodeAt(0) + Math.floor(random() * 26));
  const [before, own, next, after] = [
    text.slice(0, at),
    text.charAt(at),
    text.charAt(at + 1),
    text.slice(at + 2),
  ];
  const changed = [next, letter + own + next, letter + next, next + own][Math.floor(random() * 4)];
  return `${before}${changed}${after}`;
}
