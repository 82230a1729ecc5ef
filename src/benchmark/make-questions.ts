import { pseudoRandom } from "../evaluation/metrics.ts";
import type { SplitArticle } from "./make-articles.ts";

const OPENINGS = ["Who said that", "When was it that", "Where was the", "Why did", "How did"];
/** Words in a question. */
const LENGTH = 9;

/**
 * Questions of nine words each: an opening and a run of words of a sentence, since whoever asks uses the words of the matter.
 * @param articles of which the questions are made
 */
export function makeQuestions(articles: readonly SplitArticle[], count: number): string[] {
  const random = pseudoRandom(count);
  const runs = articles
    .flatMap(({ article: { text, sentences } }) => sentences.map(({ start, end }) => text.slice(start, end)))
    .map((sentence) => sentence.match(/[\p{L}\p{M}\p{N}'’-]+/gu) ?? [])
    .filter((words) => words.length >= LENGTH);
  return Array.from({ length: runs.length > 0 ? count : 0 }, (_, i) => {
    const opening = (OPENINGS[i % OPENINGS.length] as string).split(" ");
    const words = runs[Math.floor(random() * runs.length)] as string[];
    const wanted = LENGTH - opening.length;
    const from = Math.floor(random() * (words.length - wanted + 1));
    return `${[...opening, ...words.slice(from, from + wanted)].join(" ")}?`;
  });
}
