import type { DateRange } from "../shared/date-range.ts";

/**
 * Whether a question asks for two or more things side by side, so that no single passage is expected to hold all its words: it
 * names two dates or two ordinals, or says so ("both", "differ", "compare"; Vietnamese and Chinese forms too).
 */
export function isComparison(question: string, ranges: readonly DateRange[] = []): boolean {
  const text = question.normalize("NFC");
  const dates = new Set(ranges.map(({ from, to }) => `${from} ${to}`));
  const ordinals = new Set(text.toLowerCase().match(ORDINALS) ?? []);
  return dates.size > 1 || ordinals.size > 1 || COMPARING.test(text);
}

const ORDINALS =
  /\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\d{1,2}(?:st|nd|rd|th))\b|thứ \p{L}+|第[一二三四五六七八九十\d]+/gu;
const COMPARING =
  /\b(?:both|differ\w*|compar\w+|versus|vs|in common|similarit\w+)\b|so với|so sánh|khác nhau|giống nhau|(?<!\p{L})cả hai(?!\p{L})|比较|相比|区别|不同|异同/iu;

/**
 * Whether a question asks for several things: a comparison, a choice ("in May or in June"), two questions in one ("who won, and
 * when was it held"), or one about two names ("Norway and Sweden").
 */
export function asksSeveral(question: string, ranges: readonly DateRange[] = []): boolean {
  const text = question.normalize("NFC");
  return isComparison(text, ranges) || TWO_IN_ONE.test(text) || TWO_NAMES.test(text);
}

/** Not "and" at the beginning, which only goes on with a conversation. */
const TWO_IN_ONE =
  /\bor\b|(?<=\S )(?:and|while|whereas|but) (?:(?:in|on|at|by|to|for|from|with|of) )?(?:who|whom|whose|what|which|when|where|why|how|did|does|do|is|are|was|were|has|have|had|will|can)\b|(?<!\p{L})(?:hay|hoặc)(?!\p{L})|还是|或者/iu;
const TWO_NAMES = /\p{Lu}[\p{L}\p{M}'’.-]*,? (?:and|và|với) (?:the )?\p{Lu}/u;

/** Whether the newest of several good answers is wanted. */
export const wantsLatest = (question: string): boolean =>
  /\b(?:latest|most recent|newest)\b|mới nhất|gần đây nhất|gần nhất|最新|最近/iu.test(
    question.normalize("NFC"),
  );
