import { haveCommon } from "../index/posting-lists.ts";
import type { Words } from "../index/words.ts";
import { MONTHS } from "../shared/calendar-date.ts";
import { type DateRange, isWithin, widen } from "../shared/date-range.ts";
import { terms } from "../shared/terms.ts";

/** An event is written about some weeks before and after it; other articles name its month or year. */
const DAYS_AROUND = 31;

/**
 * The ranges of dates in a question of which no article can know: none was published in the range or a month around it, and
 * no sentence names the year (for a range within a month: the month and the year together).
 * @param dates the dates of the articles, `YYYY-MM-DD`
 */
export function unreachedDates(
  ranges: readonly DateRange[],
  dates: readonly string[],
  words: Words,
): DateRange[] {
  return ranges.filter((range) => {
    const reached = widen(range, DAYS_AROUND);
    return !dates.some((date) => isWithin(date, reached)) && !isMentioned(range, words);
  });
}

/** An open range is mentioned by the year at its closed end. */
function isMentioned({ from, to }: DateRange, words: Words): boolean {
  const years = [from.slice(0, 4), to.slice(0, 4)];
  if (from.slice(0, 7) !== to.slice(0, 7)) return years.some((year) => words.sentencesWith(year).length > 0);
  const inYear = words.sentencesWith(years[0] ?? "");
  return monthNames(Number(from.slice(5, 7))).some((name) => {
    const month = terms(name).join(" ");
    // "May" is a word that is never looked for: the year has to do.
    return month === "" ? inYear.length > 0 : haveCommon(inYear, words.sentencesWith(month));
  });
}

/** A month, 1 to 12, as articles in English, Vietnamese and Chinese write it. */
const monthNames = (month: number): string[] => [MONTHS[month - 1] ?? "", `tháng ${month}`, `${month}月`];
