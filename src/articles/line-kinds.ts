/*
 * What kind of line a line of a news article is, told by its form. `line` is trimmed everywhere.
 */

/** A headline, a caption or a by-line is seldom longer; a longer line is prose even without a full stop. */
const MAX_LABEL = 120;
const MAX_CAPTION = 400;

const SENTENCE_END = /[.!?…。！？｡．]["'”’»)\]】」』）*_]*$/u;
const FULL_STOP = /[.。｡．]["'”’»)\]】」』）*_]*$/u;
const CREDIT_AT_END = /\([^()]*(?:photo|image|picture|courtesy|ảnh|图|摄)[^()]*\)\.?$/iu;
const DASH_AT_END = /[-–—]$/u;
const CLOCK = /(?:^|\D)\d{1,2}[:：]\d{2}(?:\D|$)/u;
const DATE_ALONE =
  /^(?:\p{L}+\.?,?\s+){0,3}(?:\d{1,2}(?:st|nd|rd|th)?,?\s+(?:\p{L}+\.?,?\s+)?\d{4}|\d{1,4}[./-]\d{1,2}[./-]\d{1,4})$/u;
const BY_LINE = /^(?:by|theo|source|nguồn|updated|published|来源|记者|作者)(?:\s|[:：])/iu;

/** Whether a line ends as a sentence does. */
export const endsSentence = (line: string): boolean => SENTENCE_END.test(line.slice(-20));

/** Whether a line ends in a full stop, which headlines do not. */
export const endsInFullStop = (line: string): boolean => FULL_STOP.test(line.slice(-20));

/** "At the reception (Photo: VNA)". */
export const isCaption = (line: string): boolean => line.length <= MAX_CAPTION && CREDIT_AT_END.test(line);

/** "VIETNAM, September 13 -", "Xinhua) 08:53, September 14, 2023", "By Nguyen Van An", "14/09/2023". */
export const isHeader = (line: string): boolean =>
  line.length <= MAX_LABEL &&
  !endsInFullStop(line) &&
  (DASH_AT_END.test(line) || CLOCK.test(line) || DATE_ALONE.test(line) || BY_LINE.test(line));

/** Whether a line that stands by itself is not prose: a header, a headline, a caption, an item of a list. */
export const isLabel = (line: string): boolean =>
  isCaption(line) || (line.length <= MAX_LABEL && !endsSentence(line));
