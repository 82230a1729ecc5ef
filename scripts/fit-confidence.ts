/**
 * Fits the weights of confidence on one half of the public sets, reports on the other, and writes
 * src/search/confidence-weights.ts.
 *
 *   tsx scripts/fit-confidence.ts <folder that holds xquad and selqa>
 */
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { type Example, fitLogistic } from "../src/evaluation/fit-logistic.ts";
import { areaUnderCurve } from "../src/evaluation/metrics.ts";
import {
  type Doc,
  openSentences,
  readSentenceSet,
  type SetQuestion,
} from "../src/evaluation/sentence-set.ts";
import { type LogisticModel, probability } from "../src/search/logistic.ts";
import { rankSentences } from "../src/search/rank-sentences.ts";
import { readSignals, type Signals } from "../src/search/signals.ts";
import { ownArticles } from "../src/search/term-groups.ts";
import type { ArticleLanguage } from "../src/shared/article-language.ts";
import type { Language } from "../src/shared/detect-language.ts";

type Trial = Example<keyof Signals> & {
  set: string;
  half: string;
  articles: ArticleLanguage;
  isOwn: boolean;
};
type Question = SetQuestion & { language: Language };
type NamedSet = { name: string; articles: ArticleLanguage; docs: Doc[]; questions: Question[] };

const [sets] = process.argv.slice(2);
if (!sets) throw new Error("usage: fit-confidence.ts <folder that holds xquad and selqa>");
const RIDGE = 1;
/** People mostly ask for what is there, and a wrong refusal is worse than a quote that is marked as doubtful. */
const ANSWERABLE_TO_ONE = 4;
/** What was translated for articles in Vietnamese or Chinese finds too much in any of them to be trusted as readily. */
const ANSWERABLE_TO_ONE_ABROAD = 2;
const OF_OWN_WORDS = [
  "score",
  "evidence",
  "passage",
  "article",
  "phrases",
  "offers",
  "namesMissing",
  "namesElsewhere",
  "numbersMissing",
] as const;
/** Names of a question that was translated are seen only as far as they were understood. */
const OF_TRANSLATIONS = ["score", "evidence", "passage", "article", "offers"] as const;

const XQUAD_QUERIES = { en: "queries.jsonl", vi: "queries.vi.jsonl", zh: "queries.zh.jsonl" };
const articleOfXquad = ({ id }: Doc) => id.replace(/-\d+$/, "");

/** Every set as collections with questions that they do or do not answer. */
async function* collections(): AsyncGenerator<{
  set: string;
  articles: ArticleLanguage;
  docs: Doc[];
  answers: (id: string) => boolean;
  questions: { question: Question; doc: string }[];
}> {
  const xquad = await readSet("xquad", "other", XQUAD_QUERIES);
  const selqa = await readSet("selqa", "other", { en: "queries.jsonl" });
  const foreign = [
    await readSet("xquad", "vi", XQUAD_QUERIES, "corpus.vi.jsonl"),
    await readSet("xquad", "zh", XQUAD_QUERIES, "corpus.zh.jsonl"),
  ];
  const removed = new Set(readFileSync(`${sets}/xquad/removed.txt`, "utf8").split(/\s+/));
  const isRemoved = (id: string) => removed.has(id);
  const third = (id: string) => (createHash("sha1").update(`third${id}`).digest()[0] ?? 0) % 3 === 0;
  for (const [set, isGone] of [
    [xquad, isRemoved],
    [selqa, third],
    ...foreign.map((set) => [set, isRemoved] as const),
  ] as const) {
    const questions = set.questions.map((question) => ({ question, doc: set.docs[question.gold]?.id ?? "" }));
    yield {
      set: set.name,
      articles: set.articles,
      docs: set.docs.filter(({ id }) => !isGone(id)),
      answers: (id) => !isGone(id),
      questions,
    };
  }
  // Small worlds: the documents of one article, with and without the one that answers.
  for (const [set, articleOf, other] of [
    [xquad, articleOfXquad, selqa],
    [selqa, ({ title }: Doc) => title.split(" - ")[0] ?? "", xquad],
    ...foreign.map((set) => [set, articleOfXquad, set] as const),
  ] as const) {
    const name = `${set.name} worlds`;
    const { articles } = set;
    for (const [world, docs] of groupBy(set.docs, articleOf)) {
      const ids = new Set(docs.map(({ id }) => id));
      const questions = set.questions
        .map((question) => ({ question, doc: set.docs[question.gold]?.id ?? "" }))
        .filter(({ doc }) => ids.has(doc));
      if (docs.length < 2 || questions.length === 0) continue;
      yield { set: name, articles, docs, answers: () => true, questions };
      const far = other.questions.filter(({ gold }) => !ids.has(other.docs[gold]?.id ?? ""));
      yield { set: "far", articles, docs, answers: () => false, questions: someOf(far, world) };
      for (const [gone, without] of groupBy(questions, ({ doc }) => doc)) {
        yield {
          set: name,
          articles,
          docs: docs.filter(({ id }) => id !== gone),
          answers: () => false,
          questions: without,
        };
      }
    }
  }
}

/** A set with its questions in all languages in which it has them. */
async function readSet(
  name: string,
  articles: ArticleLanguage,
  files: Partial<Record<Language, string>>,
  corpus = "corpus.jsonl",
): Promise<NamedSet> {
  const questions: Question[] = [];
  let docs: Doc[] = [];
  for (const [language, queries] of Object.entries(files) as [Language, string][]) {
    const set = await readSentenceSet(`${sets}/${name}`, { queries, corpus });
    docs = set.docs;
    questions.push(...set.questions.map((question) => ({ ...question, language })));
  }
  return { name, articles, docs, questions };
}

/** A few questions, which have nothing to do with a world. */
const someOf = (questions: Question[], world: string) =>
  questions
    .filter(({ id }) => createHash("sha1").update(`${world} ${id}`).digest().readUInt16BE() % 150 === 0)
    .map((question) => ({ question, doc: "" }));

async function* trials(): AsyncGenerator<Trial> {
  for await (const { set, articles, docs, answers, questions } of collections()) {
    const { words, texts, groupsFor } = openSentences(docs);
    const textOf = (sentence: number) => texts[sentence] ?? "";
    for (const {
      question: { text, half, language },
      doc,
    } of questions) {
      const groups = groupsFor(articles, { question: text, language, history: [] });
      const question = { text, groups };
      const signals = readSignals(words, question, rankSentences(words, question, textOf), textOf);
      const outcome = answers(doc) ? 1 : 0;
      const isOwn = articles === ownArticles(language);
      yield { set: `${set} ${language}`, half, signals, outcome, weight: 1, articles, isOwn };
    }
  }
}

function groupBy<T>(list: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of list) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

/** Each set counts the same, and in each the answerable questions as `ratio` to one. */
function balance(list: readonly Trial[], ratio: number): Trial[] {
  const sizes = new Map<string, number>();
  const key = ({ set, outcome }: Trial) => `${set} ${outcome}`;
  for (const trial of list) sizes.set(key(trial), (sizes.get(key(trial)) ?? 0) + 1);
  return list.map((trial) => ({
    ...trial,
    weight: (500 * (trial.outcome ? ratio : 1)) / (sizes.get(key(trial)) ?? 1),
  }));
}

const scoresOf = (scored: readonly { score: number; outcome: 0 | 1 }[], wanted: 0 | 1) =>
  scored.filter(({ outcome }) => outcome === wanted).map(({ score }) => score);

const report = (label: string, list: readonly Trial[], model: LogisticModel<keyof Signals>) => {
  for (const [set, own] of groupBy(list, ({ set }) => set)) {
    const scored = own.map((trial) => ({ score: probability(model, trial.signals), outcome: trial.outcome }));
    const at = (least: number) =>
      [1, 0]
        .filter((y) => scored.some(({ outcome }) => outcome === y))
        .map((y) =>
          (
            scored.filter(({ score, outcome }) => outcome === y && score < least).length /
            scored.filter(({ outcome }) => outcome === y).length
          ).toFixed(3),
        )
        .join("/");
    console.log(
      label,
      set.padEnd(13),
      "AUC",
      areaUnderCurve(scoresOf(scored, 1), scoresOf(scored, 0)).toFixed(3),
      "abstained on answerable/not at .3 .35 .4 .5 .7:",
      ...[0.3, 0.35, 0.4, 0.5, 0.7].map(at),
    );
  }
};

const all: Trial[] = [];
for await (const trial of trials()) all.push(trial);
const fit = (list: readonly Trial[], names: readonly (keyof Signals)[], ratio: number) =>
  fitLogistic(balance(list, ratio), names, RIDGE) as LogisticModel<keyof Signals>;
const round = (m: LogisticModel) => ({
  intercept: Number(m.intercept.toFixed(2)),
  weights: Object.fromEntries(Object.entries(m.weights).map(([k, v]) => [k, Number(v.toFixed(2))])),
});

/** The weights for articles in a language, after a report on the half that they were not fitted on. */
function weightsFor(articles: ArticleLanguage, isOwn: boolean, names: readonly (keyof Signals)[]) {
  const half = (name: string) =>
    all.filter((one) => one.half === name && one.articles === articles && one.isOwn === isOwn);
  const label = `${articles}, ${isOwn ? "own words" : "translated"}`;
  const ratio = isOwn || articles === "other" ? ANSWERABLE_TO_ONE : ANSWERABLE_TO_ONE_ABROAD;
  const model = fit(half("A"), names, ratio);
  report(`${label}, A → B`, half("B"), model);
  report(`${label}, B → A`, half("A"), fit(half("B"), names, ratio));
  return round(model);
}

const weights = Object.fromEntries(
  (["other", "vi", "zh"] as const).map((articles) => [
    articles,
    {
      own: weightsFor(articles, true, OF_OWN_WORDS),
      translated: weightsFor(articles, false, OF_TRANSLATIONS),
    },
  ]),
);
writeFileSync(
  new URL("../src/search/confidence-weights.ts", import.meta.url),
  `/*
 * Written by fit-confidence.ts: fitted on half A of XQuAD (56 paragraphs removed), SelQA (a third removed), the small worlds of both and
 * questions far from those worlds, each set counting the same; reported on half B. Answerable questions count as four to one, where they
 * were translated into Vietnamese or Chinese as two to one.
 */

/** By the language of the articles, for questions in that language and for those that were translated into it. */
export const WEIGHTS = ${JSON.stringify(weights, null, 2)} as const;
`
    .replace(/"(\w+)":/g, "$1:")
    .replace(/([^{,;/\n])\n( *\})/g, "$1,\n$2"),
);
