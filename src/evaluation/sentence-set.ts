import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { splitSentences } from "../articles/split-sentences.ts";
import { packPostings } from "../index/postings.ts";
import { openWords } from "../index/words.ts";
import { openQuestionReader } from "../search/read-question.ts";
import { readCommonTerms, readSynonyms } from "../search/synonyms.ts";
import { terms } from "../shared/terms.ts";

type Line = {
  id: string;
  text: string;
  title?: string;
  sentences?: string[];
  answers?: { start: number }[];
};
const lines = (file: string): Line[] =>
  readFileSync(file, "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
const table = (file: string) =>
  readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split("\t"));

export type Doc = { id: string; title: string; sentences: string[] };
export type SetQuestion = { id: string; text: string; gold: number; goldSentences: number[]; half: string };
/** The general word lists, by term. */
const lists = { synonyms: readSynonyms(), common: readCommonTerms() };

/**
 * Reads a set in the BEIR layout with the sentences that answer: from `qrels.sentences.tsv` or the answers' places. Questions on
 * one document stay in one half.
 */
export function readSentenceSet(dir: string, queries = "queries.jsonl") {
  const spans: { start: number; end: number }[][] = [];
  const docs: Doc[] = lines(`${dir}/corpus.jsonl`).map(({ id, title, text, sentences }) => {
    const found = splitSentences(text);
    spans.push(found);
    return {
      id,
      title: title ?? "",
      sentences: sentences ?? found.map(({ start, end }) => text.slice(start, end)),
    };
  });
  const byId = new Map(docs.map(({ id }, i) => [id, i]));
  const gold = new Map(table(`${dir}/qrels.tsv`).map(([q, d]) => [q as string, d as string]));
  const file = `${dir}/qrels.sentences.tsv`;
  const goldSentences = existsSync(file) ? table(file) : undefined;
  const bySentence = new Map<string, number[]>();
  for (const [q = "", , s] of goldSentences ?? [])
    bySentence.set(q, [...(bySentence.get(q) ?? []), Number(s)]);
  const questions: SetQuestion[] = lines(`${dir}/${queries}`)
    .filter(({ id }) => gold.has(id))
    .map(({ id, text, answers }) => {
      const doc = byId.get(gold.get(id) ?? "") as number;
      const inDoc =
        bySentence.get(id) ??
        (spans[doc] ?? []).flatMap(({ start, end }, i) =>
          answers?.some((a) => a.start >= start && a.start < end) ? [i] : [],
        );
      const half =
        (createHash("sha1")
          .update(gold.get(id) ?? "")
          .digest()[0] ?? 0) % 2
          ? "B"
          : "A";
      return { id, text, gold: doc, goldSentences: inDoc, half };
    });
  return { docs, questions };
}

/** Indexes the sentences of documents as the search does. `where`: document and sentence of each number. */
export function openSentences(docs: readonly Doc[]) {
  const words = openWords(
    packPostings(
      docs.map(({ title, sentences }) => ({ title: terms(title), sentences: sentences.map(terms) })),
    ),
  );
  const where = docs.flatMap(({ sentences }, d) => sentences.map((_, s): [number, number] => [d, s]));
  return {
    words,
    where,
    texts: docs.flatMap(({ sentences }) => sentences),
    read: openQuestionReader(words, lists),
    isCommon: (term: string) => lists.common.has(term),
  };
}
