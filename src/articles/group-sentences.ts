import type { Sentence } from "./article.ts";
import { isLabel } from "./line-kinds.ts";
import { lineBreaksBetween } from "./span.ts";

/** From this length on, in UTF-16 units, a paragraph is a topic of its own and shares no passage with another. */
const LONG_PARAGRAPH = 400;

/**
 * Groups the sentences of a text by what may stand together in one passage:
 * - a long paragraph is a group; short ones, as news has them, are joined with their neighbours;
 * - labels (see `isLabel`) at the top, such as a headline or "VIETNAM, September 13 -", are a group, so that they
 *   do not read as the beginning of the first sentence;
 * - a label further down begins a group, with the words that it announces; one at the end, such as a sign-off,
 *   stays with what it closes.
 */
export function groupSentences(text: string, sentences: readonly Sentence[]): Sentence[][] {
  // Line breaks before each sentence, and after the last one: enough to end a paragraph.
  const breaks = sentences.map((sentence, i) => {
    const before = sentences[i - 1];
    return before ? lineBreaksBetween(text, before.end, sentence.start) : 2;
  });
  breaks.push(2);
  const inLongParagraph = longParagraphs(sentences, breaks);
  const labels = sentences.map(
    ({ start, end }, i) => breaks[i] !== 0 && breaks[i + 1] !== 0 && isLabel(text.slice(start, end)),
  );
  const firstProse = labels.indexOf(false);
  const lastProse = labels.lastIndexOf(false);

  const beginsGroup = (i: number): boolean => {
    if (i <= firstProse) return i === firstProse;
    if (i > lastProse || labels[i - 1]) return false;
    if (labels[i]) return true;
    return (breaks[i] ?? 0) > 1 && (inLongParagraph[i - 1] === true || inLongParagraph[i] === true);
  };

  const groups: Sentence[][] = [];
  sentences.forEach((sentence, i) => {
    const group = groups.at(-1);
    if (group && !beginsGroup(i)) group.push(sentence);
    else groups.push([sentence]);
  });
  return groups;
}

/** For each sentence, whether its paragraph (up to the next blank line) is long. */
function longParagraphs(sentences: readonly Sentence[], breaks: readonly number[]): boolean[] {
  const long: boolean[] = [];
  let first = 0;
  sentences.forEach((sentence, i) => {
    if ((breaks[i + 1] ?? 0) < 2) return;
    const isLong = sentence.end - (sentences[first]?.start ?? 0) >= LONG_PARAGRAPH;
    while (long.length <= i) long.push(isLong);
    first = i + 1;
  });
  return long;
}
