import type { TermGroup } from "../../index/words.ts";
import { terms } from "../../shared/terms.ts";
import { decadeTerms, monthTerms, weekdayTerms } from "./months.ts";
import { each, type Matcher, oneOf, type Token } from "./piece.ts";
import { type KeyOf, phraseKey, syllableKey } from "./syllables.ts";

const DIGITS =
  "không=0 một=1 mốt=1 nhất=1 hai=2 nhì=2 ba=3 bốn=4 tư=4 năm=5 lăm=5 sáu=6 bảy=7 bẩy=7 tám=8 chín=9 mười=10"
    .split(" ")
    .map((entry) => entry.split("="));

/** What to look for, by the words before a number. */
const READINGS: readonly [string, (value: number) => TermGroup[]][] = [
  ["tháng", (value) => each(monthTerms(value))],
  // "thứ bảy" is the seventh as well as Saturday, the day after the sixth of a week that begins on Sunday.
  ["thứ", (value) => [oneOf([...ordinal(value), ...(value > 1 ? weekdayTerms(value - 1) : [])])]],
  ["lần thứ", (value) => [oneOf(ordinal(value))]],
  ["thế kỷ", (value) => [oneOf(ordinal(value)), ...each(terms("century"))]],
  ["thế kỷ thứ", (value) => [oneOf(ordinal(value)), ...each(terms("century"))]],
  ["những năm", (value) => [oneOf(decadeTerms(value))]],
  ["thập niên", (value) => [oneOf(decadeTerms(value))]],
  ["thập kỷ", (value) => [oneOf(decadeTerms(value))]],
  ["năm", (value) => [oneOf([String(value)])]],
];
const LONGEST_LEAD = 3;

const ordinal = (value: number) => [`${value}th`];

/** "tháng 9", "tháng chín", "năm 2021", "thứ bảy", "lần thứ 8", "thế kỷ XIX", "hai mươi mốt". */
export function vietnameseNumbers(keyOf: KeyOf): Matcher {
  const digits = new Map(DIGITS.map(([word = "", value]) => [keyOf(word), Number(value)]));
  const readings = new Map(READINGS.map(([words, read]) => [phraseKey(words, keyOf), read]));
  const [tens, year] = [keyOf("mươi"), keyOf("năm")];

  /** A number in digits, in Roman digits, or below 100 in words. */
  function readNumber(tokens: readonly Token[], from: number): { value: number; length: number } | undefined {
    const text = tokens[from]?.text ?? "";
    if (isDigits(text)) return { value: Number(text), length: 1 };
    if (isRoman(text)) return { value: romanValue(text), length: 1 };
    const [first = "", second = "", third = ""] = tokens
      .slice(from, from + 3)
      .map((token) => keyOf(token.text));
    const value = digits.get(first);
    if (value === undefined) return undefined;
    const digit = (word: string) => (digits.get(word) ?? 0) % 10;
    if (second === tens) return { value: value * 10 + digit(third), length: digit(third) ? 3 : 2 };
    if (value === 10 && digit(second)) return { value: 10 + digit(second), length: 2 };
    return { value, length: 1 };
  }

  return (tokens, from) => {
    for (let lead = LONGEST_LEAD; lead > 0; lead--) {
      const key = phraseKey(
        tokens
          .slice(from, from + lead)
          .map(({ text }) => text)
          .join(" "),
        keyOf,
      );
      const number = readNumber(tokens, from + lead);
      const read = readings.get(key);
      // "năm hai" may be five, two, or a word: a year is in digits.
      if (!read || !number || (key === year && !isDigits(tokens[from + lead]?.text))) continue;
      const groups = read(number.value);
      if (groups.length > 0) return { length: lead + number.length, groups };
    }
    const text = tokens[from]?.text ?? "";
    if (isDigits(text)) return { length: 1, groups: each(terms(text)) };
    // "một" is mostly an article, "không" mostly "not"; without marks most of the words have other meanings.
    const number = isRoman(text) || keyOf !== syllableKey ? undefined : readNumber(tokens, from);
    return number && number.value >= 2
      ? { length: number.length, groups: [oneOf([String(number.value)])] }
      : undefined;
  };
}

const isDigits = (text: string | undefined) => text !== undefined && /^\d+$/.test(text);

const isRoman = (text: string) => /^[IVX]+$/.test(text);

function romanValue(text: string): number {
  const values = [...text].map((digit) => ({ I: 1, V: 5, X: 10 })[digit] ?? 0);
  return values.reduce((sum, value, i) => sum + (value < (values[i + 1] ?? 0) ? -value : value), 0);
}
