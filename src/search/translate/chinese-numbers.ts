import type { TermGroup } from "../../index/words.ts";
import { terms } from "../../shared/terms.ts";
import { decadeTerms, monthTerms } from "./months.ts";
import { each, type Matcher, oneOf, type Token } from "./piece.ts";

const DIGITS = "零一二三四五六七八九";
const NUMBER = "([0-9]+(?:[.,][0-9]+)*|[零〇○一二三四五六七八九十百两]+)";

/** How much a scale is, and the English word that it is counted in. */
const SCALES = new Map<string, { size: number; unit: number; word: string }>([
  ["千", { size: 1e3, unit: 1e3, word: "thousand" }],
  ["万", { size: 1e4, unit: 1e3, word: "thousand" }],
  ["百万", { size: 1e6, unit: 1e6, word: "million" }],
  ["千万", { size: 1e7, unit: 1e6, word: "million" }],
  ["亿", { size: 1e8, unit: 1e6, word: "million" }],
  ["十亿", { size: 1e9, unit: 1e9, word: "billion" }],
  ["万亿", { size: 1e12, unit: 1e12, word: "trillion" }],
]);

/** The first pattern that fits counts. */
const PATTERNS: readonly [RegExp, (number: string, second: string) => TermGroup[]][] = [
  [pattern(`第${NUMBER}`), (number) => ordinal(number)],
  [pattern(`${NUMBER}月份?`), (number) => each(monthTerms(numberOf(number)))],
  [
    pattern(`${NUMBER}世纪${NUMBER}年代`),
    (century, decade) => [oneOf(decadeTerms((numberOf(century) - 1) * 100 + numberOf(decade)))],
  ],
  [pattern(`${NUMBER}年代`), (decade) => [oneOf(decadeTerms(numberOf(decade)))]],
  [pattern(`${NUMBER}世纪`), (number) => [...ordinal(number), ...each(terms("century"))]],
  [pattern(`${NUMBER}(百万|千万|十亿|万亿|千|万|亿)`), scaled],
  [pattern("([0-9]{2,4}|[零〇○一二三四五六七八九]{4})年"), (number) => [oneOf([String(numberOf(number))])]],
  [pattern(`${NUMBER}[日号]`), (number) => [oneOf([String(numberOf(number))])]],
  // A bare 一 is an article.
  [
    pattern(`${NUMBER}[个名位次年人]?`),
    (number) => (numberOf(number) < 2 ? [] : each(terms(inDigits(number)))),
  ],
];
const LONGEST = 12;

/** "2021年2月", "第八", "19世纪", "20世纪70年代", "3亿", "二十". */
export const chineseNumber: Matcher = (tokens, from) => {
  const text = tokens
    .slice(from, from + LONGEST)
    .map(({ text, adjacent }, i) => (i > 0 && !adjacent ? " " : "") + text)
    .join("");
  for (const [expression, read] of PATTERNS) {
    const found = expression.exec(text);
    if (!found) continue;
    const groups = read(found[1] ?? "", found[2] ?? "");
    return groups.length > 0 ? { length: tokensIn(tokens, from, found[0].length), groups } : undefined;
  }
  return undefined;
};

function pattern(source: string): RegExp {
  return new RegExp(`^${source}`);
}

/** How many tokens make up that many UTF-16 units. */
function tokensIn(tokens: readonly Token[], from: number, units: number): number {
  let count = 0;
  for (let seen = 0; seen < units; count++) seen += tokens[from + count]?.text.length ?? units;
  return count;
}

const ordinal = (number: string) => [oneOf([`${numberOf(number)}th`])];
const inDigits = (number: string) => (/^[0-9]/.test(number) ? number : String(numberOf(number)));

/** 3亿 → 300, million */
function scaled(number: string, scale: string): TermGroup[] {
  const { size, unit, word } = SCALES.get(scale) ?? { size: 1, unit: 1, word: "" };
  return [...each(terms(String((numberOf(number) * size) / unit))), ...each(terms(word))];
}

function numberOf(number: string): number {
  if (/^[0-9]/.test(number)) return Number(number.replaceAll(",", ""));
  const digits = number.replace(/[〇○]/g, "零").replaceAll("两", "二");
  if (!/[十百]/.test(digits)) return Number([...digits].map((digit) => DIGITS.indexOf(digit)).join(""));
  const [, hundreds = "", rest = ""] = /^(?:(.)百)?(.*)$/.exec(digits) ?? [];
  const [, tens = "", ten, units = ""] = /^零?([^十]?)(十)?(.?)$/.exec(rest) ?? [];
  const value = (digit: string) => Math.max(0, DIGITS.indexOf(digit || "零"));
  return value(hundreds) * 100 + (ten ? (tens === "" ? 1 : value(tens)) * 10 : value(tens)) + value(units);
}
