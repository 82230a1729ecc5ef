import { packPostings } from "../../src/index/postings.ts";
import { openWords } from "../../src/index/words.ts";
import { rankSentences } from "../../src/search/rank-sentences.ts";
import { openQuestionReader } from "../../src/search/read-question.ts";
import { openSpelling } from "../../src/search/spelling.ts";
import { terms } from "../../src/shared/terms.ts";

/** Two articles about a town that does not exist, indexed sentence by sentence. */
export const ARTICLES = [
  {
    date: "2022-05-03",
    title: "May 3 2022 Harbour opens",
    sentences: [
      "The port of Larkhaven opened its new harbour on Tuesday.",
      "Mayor Ada Thornbury cut the ribbon and thanked the builders.",
      "It cost 40 million pounds and took six years.",
    ],
  },
  {
    date: "2023-11-20",
    title: "November 20 2023 Ferry strike",
    sentences: [
      "Ferry crews in Larkhaven went on strike on Monday.",
      "Ada Thornbury said the town held talks with the crews.",
      "Their union won a second round of negotiations in October 2023.",
    ],
  },
];
export const texts = ARTICLES.flatMap(({ sentences }) => sentences);
export const textOf = (sentence: number) => texts[sentence] ?? "";
export const words = openWords(
  packPostings(
    ARTICLES.map(({ title, sentences }) => ({ title: terms(title), sentences: sentences.map(terms) })),
  ),
);
export const lists = {
  synonyms: new Map([[terms("price")[0] ?? "", terms("cost")]]),
  known: new Set(terms("minister foreign prime")),
};
export const read = openQuestionReader(words, lists, openSpelling(words));
export const ask = (text: string, history: string[] = []) => ({ text, groups: read(text, history) });
export const rank = (text: string) => rankSentences(words, ask(text), textOf);
export const first = (text: string) => textOf(rank(text)[0]?.sentence ?? -1);
