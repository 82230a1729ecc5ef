import { createHash } from "node:crypto";
import { splitSentences } from "../articles/split-sentences.ts";
import { packPostings } from "../index/postings.ts";
import { openWords } from "../index/words.ts";
import { openSpelling } from "../search/spelling.ts";
import { openTermGroups } from "../search/term-groups.ts";
import { terms } from "../shared/terms.ts";
import { readRetrievalSet } from "./retrieval-set.ts";

export type Doc = { id: string; title: string; sentences: string[] };

export type SetQuestion = {
  id: string;
  text: string;
  /** Place of the document that answers. */
  gold: number;
  /** A or B: questions on one document stay in one half. */
  half: string;
};

/**
 * Reads a set in the BEIR layout with its documents in sentences, its questions in two halves.
 * @param names of other files with the questions and the documents
 */
export async function readSentenceSet(
  folder: string,
  names: { queries?: string; corpus?: string } = {},
): Promise<{ docs: Doc[]; questions: SetQuestion[] }> {
  const { documents, queries, relevant } = await readRetrievalSet(folder, names);
  const docs = documents.map(({ id, title, text, sentences }) => ({
    id,
    title,
    sentences: sentences ?? splitSentences(text).map(({ start, end }) => text.slice(start, end)),
  }));
  const places = new Map(docs.map(({ id }, i) => [id, i]));
  const questions = queries.flatMap(({ id, text }) => {
    const [document] = relevant.get(id)?.keys() ?? [];
    const gold = document === undefined ? undefined : places.get(document);
    return document === undefined || gold === undefined ? [] : [{ id, text, gold, half: halfOf(document) }];
  });
  return { docs, questions };
}

const halfOf = (document: string) =>
  (createHash("sha1").update(document).digest()[0] ?? 0) % 2 === 1 ? "B" : "A";

/** Indexes the sentences of documents as the search does. */
export function openSentences(docs: readonly Doc[]) {
  const words = openWords(
    packPostings(
      docs.map(({ title, sentences }) => ({ title: terms(title), sentences: sentences.map(terms) })),
    ),
  );
  const texts = docs.flatMap(({ sentences }) => sentences);
  return {
    words,
    texts,
    groupsFor: openTermGroups(words, openSpelling(words), (sentence) => texts[sentence] ?? ""),
  };
}
