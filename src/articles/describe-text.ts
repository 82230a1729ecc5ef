import { onOneLine, shortenAtWord } from "../shared/shorten.ts";
import type { Span } from "./article.ts";
import { type Dateline, findDateline } from "./find-dateline.ts";
import { endsInFullStop, isCaption, isHeader } from "./line-kinds.ts";
import { splitSentences } from "./split-sentences.ts";
import { textRuns } from "./text-runs.ts";

/** What the words of an article themselves say about it. */
export type Description = { title: string | null; publisher: string | null; place: string | null };

/** A title made from a sentence is shortened to this, in UTF-16 units, the ellipsis included. */
const MAX_SENTENCE_TITLE = 100;
/** A longer first line is prose, even without a full stop. */
const MAX_HEADLINE = 200;
/** Headline, dateline and captions stand in the first lines of an article. */
const HEAD_RUNS = 10;
/** A line that names the source is shorter; in a long one its pattern would wander. */
const MAX_SOURCE_LINE = 100;
/** How much of the first sentences, and of the end, is looked at, in UTF-16 units. */
const LEAD = 4000;
const TAIL = 120;

const MARKDOWN_MARKS = /^(?:[#>*+_-]+\s+|[*_]{1,3}(?=\S))+/u;
const HEADLINE_WORDS = /\p{L}+\P{L}+\p{L}|\p{Script=Han}{4}/u;

/** One word such as "Xinhua", or letters such as "VNS", "TTXVN" and "AP". */
const AGENCY = "\\p{Lu}[\\p{L}\\p{N}.&+]{1,24}?";
/** "… national key works. — VNS", "… he said. (VNA)", or the same on a line of its own. */
const SIGN_OFF = new RegExp(
  `(?:[.!?…。/]["”’)]*\\s*|\\n\\s*)(?:[-–—]{1,2}\\s*(${AGENCY})|[(（]\\s*(${AGENCY})\\s*[)）])[\\s./]*$`,
  "u",
);
/** "Source: VNA" on a line of its own. */
const SOURCE_LINE = /^[(（]?\s*(?:Source|Nguồn|来源)\s*[:：]\s*([^()（）]{2,40}?)\s*[)）]?$/iu;
/** "(Photo: Xinhua)", "(Photo: Le Van An/VNA)"; of several names the one of one word is the agency. */
const PHOTO_CREDIT = /\((?:photo|image|picture|file photo|ảnh|图|图片|摄)\s*[:：]\s*([^()]{2,60})\)/iu;
const ONE_WORD = new RegExp(`^${AGENCY}$`, "u");

/**
 * Finds title, publisher and place in a news text whose words begin at `start`.
 * The title is the headline where there is one: a line among the first that is no header, caption or dateline and
 * has no full stop, with text after it. Else it is the first sentence after the dateline. The publisher is the
 * agency of the dateline, else of the sign-off, else of a line that names the source, else of a photo credit.
 */
export function describeText(text: string, start: number): Description {
  const runs = firstRuns(text, start);
  const lines = runs.map(({ start, end }) => text.slice(start, end));
  const datelines = lines.map(findDateline);
  const dateline =
    datelines.find((found) => found?.agency) ?? datelines.find((found) => found !== null) ?? null;
  return {
    title: titleOf(text, runs, lines, datelines),
    publisher: dateline?.agency ?? signOff(text, start) ?? sourceOf(lines) ?? photoAgency(lines),
    place: dateline?.place ?? null,
  };
}

function firstRuns(text: string, start: number): Span[] {
  const runs: Span[] = [];
  for (const run of textRuns(text, start)) {
    runs.push(run);
    if (runs.length === HEAD_RUNS) break;
  }
  return runs;
}

function titleOf(
  text: string,
  runs: readonly Span[],
  lines: readonly string[],
  datelines: readonly (Dateline | null)[],
): string | null {
  for (const [i, run] of runs.entries()) {
    const line = lines[i] ?? "";
    const dateline = datelines[i];
    if (dateline) return firstSentence(text, run.start + dateline.length);
    if (isHeader(line) || isCaption(line)) continue;
    if (endsInFullStop(line) || line.length > MAX_HEADLINE) return firstSentence(text, run.start);
    if (HEADLINE_WORDS.test(line) && i + 1 < runs.length) return withoutMarks(line);
  }
  const first = runs[0];
  return first ? firstSentence(text, first.start) : null;
}

function firstSentence(text: string, start: number): string | null {
  const lead = text.slice(start, start + LEAD);
  const sentences = splitSentences(lead).map(({ start, end }) => lead.slice(start, end));
  const sentence = sentences.find((sentence) => !isCaption(sentence)) ?? sentences[0];
  return sentence ? shortenAtWord(withoutMarks(sentence), MAX_SENTENCE_TITLE) : null;
}

const withoutMarks = (line: string): string => onOneLine(line.replace(MARKDOWN_MARKS, ""));

function signOff(text: string, start: number): string | null {
  const body = text.slice(Math.max(start, text.length - LEAD)).trimEnd();
  const match = SIGN_OFF.exec(body.slice(-TAIL));
  return match?.[1] ?? match?.[2] ?? null;
}

const sourceOf = (lines: readonly string[]): string | null =>
  lines
    .filter((line) => line.length <= MAX_SOURCE_LINE)
    .map((line) => SOURCE_LINE.exec(line)?.[1])
    .find((source) => source !== undefined) ?? null;

function photoAgency(lines: readonly string[]): string | null {
  const credits = lines.map((line) => PHOTO_CREDIT.exec(line.slice(0, LEAD))?.[1] ?? "");
  const names = credits.flatMap((credit) => credit.split(/[/／]/u)).map((name) => name.trim());
  return names.find((name) => ONE_WORD.test(name)) ?? null;
}
