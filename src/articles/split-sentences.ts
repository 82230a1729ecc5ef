import { isAbbreviation } from "./abbreviations.ts";
import type { Sentence, Span } from "./article.ts";
import { sentenceBoundaries } from "./sentence-boundaries.ts";
import { trimSpan } from "./span.ts";
import { textRuns } from "./text-runs.ts";

const LINE_BREAK = /[\n\r\u2028\u2029]/g;
const WORD_CHARACTER = /[\p{L}\p{N}]/u;
/** Begins in lower case, or with a mark that belongs to what stands before it. */
const GOES_ON = /^(?:[\s"'“‘«([]*\p{Ll}|\s*["')\]}»”’]*[)\]}»”’,;:/])/u;
/** "(Photo: Xinhua) The ministers …": the credit closes what stands before it. */
const CREDIT = /^\(([^()]{2,80})\)(?=\s+\S)/;
const CREDIT_WORDS = /[:：/]|photo|image|picture|ảnh|图|摄/iu;

/**
 * Splits the text from `start` on into sentences: in order, trimmed, not overlapping, and together holding every
 * character that is not white space. Boundaries are those of Unicode (UAX #29), except that
 * - the end of a paragraph ends a sentence always, and a line break inside one only where the text does not go on
 *   (see `textRuns`);
 * - abbreviations, ranks and initials do not end a sentence (see `isAbbreviation`);
 * - a stretch without a letter or a digit ("/.") and one that begins in lower case or with a closing mark belong
 *   to the sentence before;
 * - so does a photo credit in brackets.
 */
export function splitSentences(text: string, start = 0): Sentence[] {
  const sentences: Sentence[] = [];
  for (const run of textRuns(text, start)) {
    for (const span of sentencesOfRun(text.slice(run.start, run.end))) {
      const sentence = trimSpan(text, run.start + span.start, run.start + span.end);
      if (sentence) sentences.push(sentence);
    }
  }
  return sentences;
}

function sentencesOfRun(run: string): Span[] {
  const spans: Span[] = [];
  // Only the first stretch can be without a word for long: whatever has none joins the one before.
  let lastHasWord = false;
  let start = 0;
  // Unicode ends a sentence at every line break; those within a run are no more than blanks.
  for (const end of sentenceBoundaries(run.replace(LINE_BREAK, " "))) {
    const sentence = run.slice(start, end);
    const hasWord = WORD_CHARACTER.test(sentence);
    const last = spans.at(-1);
    if (last && (!lastHasWord || !hasWord || GOES_ON.test(sentence) || isAbbreviation(run, start)))
      last.end = end;
    else {
      const credit = last ? creditLength(sentence) : 0;
      if (last) last.end += credit;
      spans.push({ start: start + credit, end });
    }
    lastHasWord ||= hasWord;
    start = end;
  }
  return spans;
}

function creditLength(sentence: string): number {
  const credit = CREDIT.exec(sentence);
  return credit?.[1] !== undefined && CREDIT_WORDS.test(credit[1]) ? credit[0].length : 0;
}
