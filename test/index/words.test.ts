import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { splitSentences } from "../../src/articles/split-sentences.ts";
import { readQuestions } from "../../src/evaluation/question-set.ts";
import { openIndex } from "../../src/index/open-index.ts";
import { packPostings, readPostings, writePostings } from "../../src/index/postings.ts";
import { openWords, type TermGroup } from "../../src/index/words.ts";
import { openReader } from "../../src/search/read-by-language.ts";
import { terms } from "../../src/shared/terms.ts";
import { read, words } from "../support/larkhaven.ts";
import { seedArticles } from "../support/sample-collection.ts";
import { publishIndex } from "../support/tiny-index.ts";
import { temporaryFolder } from "../support/tiny-model.ts";

describe("the word index", () => {
  it("knows where a term stands", () => {
    expect(Array.from(words.sentencesWith("larkhaven"))).toEqual([0, 3]);
    expect(words.stands("larkhaven", 3)).toBe(true);
    expect(words.stands("larkhaven", 4)).toBe(false);
    expect(words.standsInArticle("strike", 1)).toBe(true);
    expect(words.standsInArticle("strike", 0)).toBe(false);
  });

  it("counts the title and date of an article as standing in it", () => {
    expect(words.standsInArticle("2022", 0)).toBe(true);
    expect(words.frequency("2022")).toBe(3);
  });

  it("never scores above the highest there can be", () => {
    const groups = read("Larkhaven harbour strike Thornbury");
    expect(words.rank(groups, 1, () => 1)[0]?.score).toBeLessThan(words.highestScore(groups));
  });

  it("gives the best first and no more than asked for", () => {
    const groups = read("Larkhaven Thornbury crews");
    const all = words.rank(groups, 10, () => 1);
    expect(all.map(({ score }) => score)).toEqual(all.map(({ score }) => score).toSorted((a, b) => b - a));
    expect(words.rank(groups, 2, () => 1)).toEqual(all.slice(0, 2));
  });
});

describe("terms joined by blanks", () => {
  const { sentencesWith, stands, standsInArticle, frequency, rank } = words;

  it("stand where all of them stand in one sentence", () => {
    expect(Array.from(sentencesWith("harbour larkhaven"))).toEqual([0]);
    expect(Array.from(sentencesWith("crew ribbon"))).toEqual([]);
    expect(stands("larkhaven port", 0)).toBe(true);
    expect(stands("larkhaven port", 3)).toBe(false);
    expect(frequency("larkhaven zebra")).toBe(0);
  });

  it("stand in an article whose title has all of them", () => {
    expect(standsInArticle("2022 open", 0)).toBe(true);
    expect(standsInArticle("2022 open", 1)).toBe(false);
  });

  it("count like one term", () => {
    const group = (...terms: string[]) => [
      { alternatives: terms.map((term) => ({ term, weight: 1 })), weight: 1 },
    ];
    expect(rank(group("harbour larkhaven"), 9, () => 1)).toEqual(rank(group("port"), 9, () => 1));
  });
});

/** BM25F as its definition has it: every term against every field of every sentence. */
function naiveScores(
  articles: readonly { title: string[]; sentences: string[][] }[],
  groups: readonly TermGroup[],
): number[] {
  const all = articles.flatMap(({ sentences }, a) => sentences.map((sentence, i) => ({ a, i, sentence })));
  const count = (terms: readonly string[], term: string) =>
    term.includes(" ")
      ? Number(term.split(" ").every((one) => terms.includes(one)))
      : terms.filter((one) => one === term).length;
  const average = all.reduce((sum, { sentence }) => sum + sentence.length, 0) / Math.max(1, all.length);
  const lengthOf = (a: number) => articles[a]?.sentences.flat().length ?? 0;
  const averageArticle =
    all.reduce((sum, { sentence }) => sum + sentence.length, 0) / Math.max(1, articles.length);
  const norm = (b: number, length: number, mean: number) => 1 - b + (b * length) / Math.max(1, mean);
  const frequency = (term: string) => {
    const inSentences = all.filter(({ sentence }) => count(sentence, term) > 0).length;
    return inSentences || all.filter(({ a }) => count(articles[a]?.title ?? [], term) > 0).length;
  };
  return all.map(({ a, i, sentence }) => {
    const { title = [], sentences = [] } = articles[a] ?? {};
    return groups.reduce((score, { alternatives, weight }) => {
      const df = Math.max(
        0,
        ...alternatives.filter((one) => one.weight >= 0.5).map(({ term }) => frequency(term)),
      );
      const idf = Math.log(1 + (all.length - df + 0.5) / (df + 0.5));
      const [word] = alternatives;
      const tf = alternatives.reduce((sum, { term, weight, instead }) => {
        const counted = (terms: readonly string[]) =>
          instead && word && count(terms, word.term) > 0 ? 0 : count(terms, term);
        const own = counted(sentence) / norm(0.4, sentence.length, average);
        const beside = [sentences[i - 1] ?? [], sentences[i + 1] ?? []].reduce(
          (n, other) => n + counted(other),
          0,
        );
        const inArticle = sentences.reduce((n, one) => n + counted(one), 0);
        const article = inArticle / norm(0.75, lengthOf(a), averageArticle);
        const field =
          0.1 * (beside / norm(0.4, sentence.length, average)) + 0.2 * article + (counted(title) > 0 ? 1 : 0);
        return sum + weight * (own + field);
      }, 0);
      return score + (weight * idf * tf * 1.9) / (tf + 0.9);
    }, 0);
  });
}

type PlainArticle = { title: string[]; sentences: string[][] };

/** The same scores with every sum in the order in which the index adds, so that they are equal to the last bit. */
function exactScores(
  articles: readonly PlainArticle[],
  groups: readonly TermGroup[],
  idfs: readonly number[],
) {
  const lengths = articles.flatMap(({ sentences }) => sentences.map((terms) => terms.length));
  const all = lengths.reduce((sum, length) => sum + length, 0);
  const norm = (b: number, length: number, count: number) =>
    1 - b + (b * length) / Math.max(1, all / Math.max(1, count));
  return articles.flatMap(({ title, sentences }) => {
    const ofArticle = norm(0.75, sentences.flat().length, articles.length);
    const norms = sentences.map((terms) => norm(0.4, terms.length, lengths.length));
    const frequencies = groups.map(({ alternatives }) => {
      const tf = sentences.map(() => 0);
      for (const { term, weight, instead } of alternatives) {
        const word = instead ? alternatives[0]?.term : undefined;
        const counts = sentences.map((terms) => countOf(terms, term, word));
        const inArticle = counts.reduce((sum, count) => sum + count, 0);
        for (const i of tf.keys()) {
          const add = (amount: number) => {
            tf[i] = (tf[i] ?? 0) + weight * amount;
          };
          if (inArticle > 0) add((0.2 * inArticle) / ofArticle);
          for (const [other, factor] of [
            [i - 1, 0.1],
            [i, 1],
            [i + 1, 0.1],
          ] as const)
            if (counts[other]) add((factor * counts[other]) / (norms[i] ?? 1));
          if (countOf(title, term, word) > 0) add(1);
        }
      }
      return tf;
    });
    return sentences.map((_, i) =>
      frequencies.reduce(
        (score, tf, g) => score + ((idfs[g] ?? 0) * (tf[i] ?? 0) * 1.9) / ((tf[i] ?? 0) + 0.9),
        0,
      ),
    );
  });
}

/** How often a term stands among others, or whether all of several joined by blanks do; not at all beside `word`. */
function countOf(terms: readonly string[], term: string, word: string | undefined): number {
  if (word?.split(" ").every((one) => terms.includes(one))) return 0;
  if (term.includes(" ")) return Number(term.split(" ").every((one) => terms.includes(one)));
  return terms.filter((one) => one === term).length;
}

/** Every run of four sentences of the seeds as an article of its own, besides the seeds themselves. */
const manyArticles = seedArticles().flatMap(({ title, date, text, bodyStart }) => {
  const sentences = splitSentences(text, bodyStart).map(({ start, end }) => terms(text.slice(start, end)));
  const heading = terms(`${title} ${date}`);
  return [
    { title: heading, sentences },
    ...sentences.map((_, i) => ({ title: i % 2 ? heading : [], sentences: sentences.slice(i, i + 4) })),
  ];
});

/** Scores that only differ in how they were rounded are equal. */
const inOrder = (found: readonly { sentence: number; score: number }[]) =>
  found
    .map(({ sentence, score }) => ({ sentence, score: Number(score.toFixed(9)) }))
    .sort((a, b) => b.score - a.score || a.sentence - b.sentence);

describe("the fast path of the word index", () => {
  it("scores as the definition does, for any articles and any question", () => {
    const term = fc.constantFrom("a", "b", "c", "d", "e");
    const oneOrMore = fc.oneof(term, fc.constantFrom("a b", "c d e"));
    const instead = fc.boolean();
    const sentence = fc.array(term, { maxLength: 6 });
    const article = fc.record({
      title: fc.array(term, { maxLength: 2 }),
      sentences: fc.array(sentence, { minLength: 1, maxLength: 5 }),
    });
    const group = fc.record({
      alternatives: fc.uniqueArray(
        fc.record({ term: oneOrMore, weight: fc.constantFrom(1, 0.5, 0.2), instead }),
        {
          selector: ({ term }) => term,
          minLength: 1,
          maxLength: 3,
        },
      ),
      weight: fc.constantFrom(1, 0.5),
    });
    fc.assert(
      fc.property(
        fc.array(article, { minLength: 1, maxLength: 5 }),
        fc.array(group, { minLength: 1, maxLength: 4 }),
        (articles, groups) => {
          const ranked = openWords(packPostings(articles)).rank(groups, 1_000, () => 1);
          const naive = naiveScores(articles, groups);
          const expected = naive
            .map((score, sentence) => ({ sentence, score }))
            .filter(({ score }) => score > 0);
          expect(ranked.map(({ sentence }) => sentence).sort((a, b) => a - b)).toEqual(
            expected.map(({ sentence }) => sentence),
          );
          for (const { sentence, score } of ranked) expect(score).toBeCloseTo(naive[sentence] ?? 0, 9);
          const scores = ranked.map(({ score }) => score);
          expect(scores).toEqual([...scores].sort((a, b) => b - a));
        },
      ),
      { numRuns: 300 },
    );
  });

  it("ranks the sentences of real articles as the definition does, the same ones in the same order", () => {
    const articles = seedArticles().map(({ title, date, text, bodyStart }) => ({
      title: terms(`${title} ${date}`),
      sentences: splitSentences(text, bodyStart).map(({ start, end }) => terms(text.slice(start, end))),
    }));
    const { rank } = openWords(packPostings(articles));
    const questions = readQuestions(new URL("../quality/questions.jsonl", import.meta.url).pathname);
    for (const { question } of questions.filter(({ lang }) => lang === "en")) {
      const groups = [...new Set(terms(question))].map((term) => ({
        alternatives: [{ term, weight: 1 }],
        weight: 1,
      }));
      const expected = naiveScores(articles, groups)
        .map((score, sentence) => ({ sentence, score }))
        .filter(({ score }) => score > 0);
      expect(inOrder(rank(groups, 1_000, () => 1)), question).toEqual(inOrder(expected));
    }
  });

  describe("gives the best sentences of many articles as all of them scored one by one do, to the last bit", () => {
    const many = openWords(packPostings(manyArticles));
    const index = publishIndex(seedArticles(), temporaryFolder(afterAll)).then(openIndex);
    const questions = readQuestions(new URL("../quality/questions.jsonl", import.meta.url).pathname);
    const favours: [string, (article: number) => number][] = [
      ["", () => 1],
      [", some favoured by their dates", (article) => (article % 7 === 0 ? 1.3 : 1)],
      [", most left out by a filter", (article) => (article % 5 === 0 ? 1 : 0)],
      [", both", (article) => (article % 3 === 0 ? 0 : article % 7 === 0 ? 1.3 : 1)],
    ];

    function expectSame(groups: readonly TermGroup[], favour: (article: number) => number, about: string) {
      const idfs = groups.map((group) => group.weight * many.inverseFrequency(group));
      const expected = exactScores(manyArticles, groups, idfs)
        .map((score, sentence) => ({ sentence, score: score * favour(many.articleOf(sentence)) }))
        .filter(({ score }) => score > 0)
        .sort((a, b) => b.score - a.score || a.sentence - b.sentence);
      for (const count of [3, 60])
        expect(many.rank(groups, count, favour), about).toEqual(expected.slice(0, count));
    }

    it.each(favours)(
      "for questions with their synonyms, translations and earlier questions%s",
      async (_, favour) => {
        const read = openReader(await index);
        for (const { question, history = [] } of questions)
          for (const { groups } of read(question, history)) expectSame(groups, favour, question);
      },
    );

    it("for terms joined by blanks that are said instead of a word", () => {
      const joined = [
        { term: "mou", weight: 1 },
        { term: "memorandum understand", weight: 0.7, instead: true },
        { term: "public secur", weight: 0.4, instead: true },
      ];
      const plain = ["vietnam", "china", "secur"].map((term) => ({
        alternatives: [{ term, weight: 1 }],
        weight: 0.3,
      }));
      for (const [name, favour] of favours)
        expectSame([{ alternatives: joined, weight: 1 }, ...plain], favour, name);
    });
  });

  it("reads back from its file what was written", () => {
    const packed = packPostings([
      { title: ["t"], sentences: [["a", "b", "a"], []] },
      { title: [], sentences: [["ü", "中文"]] },
    ]);
    expect(readPostings(writePostings(packed))).toEqual(packed);
    const empty = packPostings([]);
    expect(readPostings(writePostings(empty))).toEqual(empty);
  });

  it("refuses a file that is cut short", () => {
    const file = writePostings(packPostings([{ title: ["t"], sentences: [["a", "b"]] }]));
    for (const length of [0, 3, 10, file.length - 9])
      expect(() => readPostings(file.subarray(0, length))).toThrow();
  });
});
