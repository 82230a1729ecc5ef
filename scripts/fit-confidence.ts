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
import { unknownNames } from "../src/search/question-names.ts";
import { rankSentences } from "../src/search/rank-sentences.ts";
import { readSignals, type Signals } from "../src/search/signals.ts";
import { openSpelling } from "../src/search/spelling.ts";
import type { Language } from "../src/shared/detect-language.ts";

type Trial = Example<keyof Signals> & { set: string; half: string; rule: boolean; isTranslated: boolean };
type Question = SetQuestion & { language: Language };

const [sets] = process.argv.slice(2);
if (!sets) throw new Error("usage: fit-confidence.ts <folder that holds xquad and selqa>");
const RIDGE = 1;
/** People mostly ask for what is there, and a wrong refusal is worse than a quote that is marked as doubtful. */
const ANSWERABLE_TO_ONE = 4;
const ENGLISH = [
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
const TRANSLATED = ["score", "evidence", "passage", "article", "offers"] as const;

/** Every set as collections with questions that they do or do not answer. */
async function* collections(): AsyncGenerator<{
  set: string;
  docs: Doc[];
  answers: (id: string) => boolean;
  questions: { question: Question; doc: string }[];
}> {
  const xquad = await readSet("xquad", {
    en: "queries.jsonl",
    vi: "queries.vi.jsonl",
    zh: "queries.zh.jsonl",
  });
  const selqa = await readSet("selqa", { en: "queries.jsonl" });
  const removed = new Set(readFileSync(`${sets}/xquad/removed.txt`, "utf8").split(/\s+/));
  const third = (id: string) => (createHash("sha1").update(`third${id}`).digest()[0] ?? 0) % 3 === 0;
  for (const [set, isGone] of [
    [xquad, (id: string) => removed.has(id)],
    [selqa, third],
  ] as const) {
    const questions = set.questions.map((question) => ({ question, doc: set.docs[question.gold]?.id ?? "" }));
    yield {
      set: set.name,
      docs: set.docs.filter(({ id }) => !isGone(id)),
      answers: (id) => !isGone(id),
      questions,
    };
  }
  // Small worlds: the documents of one article, with and without the one that answers.
  for (const [set, articleOf, other] of [
    [xquad, ({ id }: Doc) => id.replace(/-\d+$/, ""), selqa],
    [selqa, ({ title }: Doc) => title.split(" - ")[0] ?? "", xquad],
  ] as const) {
    const name = `${set.name} worlds`;
    for (const [world, docs] of groupBy(set.docs, articleOf)) {
      const ids = new Set(docs.map(({ id }) => id));
      const questions = set.questions
        .map((question) => ({ question, doc: set.docs[question.gold]?.id ?? "" }))
        .filter(({ doc }) => ids.has(doc));
      if (docs.length < 2 || questions.length === 0) continue;
      yield { set: name, docs, answers: () => true, questions };
      yield { set: "far", docs, answers: () => false, questions: farQuestions(other, world) };
      for (const [gone, without] of groupBy(questions, ({ doc }) => doc)) {
        yield {
          set: name,
          docs: docs.filter(({ id }) => id !== gone),
          answers: () => false,
          questions: without,
        };
      }
    }
  }
}

/** A set with its questions in all languages in which it has them. */
async function readSet(name: string, files: Partial<Record<Language, string>>) {
  const questions: Question[] = [];
  let docs: Doc[] = [];
  for (const [language, queries] of Object.entries(files) as [Language, string][]) {
    const set = await readSentenceSet(`${sets}/${name}`, { queries });
    docs = set.docs;
    questions.push(...set.questions.map((question) => ({ ...question, language })));
  }
  return { name, docs, questions };
}

/** A few questions of another set, which have nothing to do with a world. */
const farQuestions = ({ questions }: { questions: Question[] }, world: string) =>
  questions
    .filter(({ id }) => createHash("sha1").update(`${world} ${id}`).digest().readUInt16BE() % 150 === 0)
    .map((question) => ({ question, doc: "" }));

async function* trials(): AsyncGenerator<Trial> {
  for await (const { set, docs, answers, questions } of collections()) {
    const { words, texts, read, translated, isCommon } = openSentences(docs);
    const nearest = openSpelling(words);
    const textOf = (sentence: number) => texts[sentence] ?? "";
    for (const {
      question: { text, half, language },
      doc,
    } of questions) {
      const groups = language === "en" ? read(text) : translated(text, language);
      const question = { text, groups };
      const signals = readSignals(words, question, rankSentences(words, question, textOf), textOf);
      const rule = unknownNames(text, language, words, textOf, { isCommon, nearest }).length > 0;
      const isTranslated = language !== "en";
      const outcome = answers(doc) ? 1 : 0;
      yield {
        set: isTranslated ? `${set} ${language}` : set,
        half,
        signals,
        outcome,
        weight: 1,
        rule,
        isTranslated,
      };
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
    const rules = [0, 1]
      .map((y) => own.filter(({ rule, outcome }) => rule && outcome === y).length)
      .join("/");
    console.log(
      label,
      set.padEnd(13),
      "AUC",
      areaUnderCurve(scoresOf(scored, 1), scoresOf(scored, 0)).toFixed(3),
      "abstained on answerable/not at .3 .35 .4 .5 .7:",
      ...[0.3, 0.35, 0.4, 0.5, 0.7].map(at),
      "name rule on unanswerable/answerable:",
      rules,
    );
  }
};

const all: Trial[] = [];
for await (const trial of trials()) all.push(trial);
const half = (name: string, isTranslated: boolean) =>
  all.filter((trial) => trial.half === name && trial.isTranslated === isTranslated);
const fit = (list: readonly Trial[], names: readonly (keyof Signals)[]) =>
  fitLogistic(balance(list, ANSWERABLE_TO_ONE), names, RIDGE) as LogisticModel<keyof Signals>;
for (const [label, names, isTranslated] of [
  ["English", ENGLISH, false],
  ["translated", TRANSLATED, true],
] as const) {
  report(`${label}, A → B`, half("B", isTranslated), fit(half("A", isTranslated), names));
  report(`${label}, B → A`, half("A", isTranslated), fit(half("B", isTranslated), names));
}
const round = (m: LogisticModel) => ({
  intercept: Number(m.intercept.toFixed(2)),
  weights: Object.fromEntries(Object.entries(m.weights).map(([k, v]) => [k, Number(v.toFixed(2))])),
});
const english = round(fit(half("A", false), ENGLISH));
const translated = round(fit(half("A", true), TRANSLATED));
writeFileSync(
  new URL("../src/search/confidence-weights.ts", import.meta.url),
  `/*
 * Written by fit-confidence.ts: fitted on half A of XQuAD (56 paragraphs removed), SelQA (a third removed), the small worlds of both and
 * questions far from those worlds, each set counting the same; reported on half B.
 */

/** English questions; answerable ones count as four to one. */
export const ENGLISH = ${JSON.stringify(english, null, 2)} as const;

/** Questions that were translated word by word; answerable ones count as four to one. */
export const TRANSLATED = ${JSON.stringify(translated, null, 2)} as const;
`
    .replace(/"(\w+)":/g, "$1:")
    .replace(/([^{,;/\n])\n( *\})/g, "$1,\n$2"),
);
