import { addDays, daysInMonth } from "../shared/calendar-date.ts";
import { type DateRange, FIRST_DATE, LAST_DATE } from "../shared/date-range.ts";

export type DatesRead = {
  /** Every range that the question names, in reading order. */
  ranges: DateRange[];
  /** The question without the words of open ranges: "after October 2023" is answered by what does not say October. */
  rest: string;
};

/**
 * The dates that a question names in English, Vietnamese or Chinese: a day, a month, a season or a year, "after October 2023",
 * "tháng 9 năm 2023", "2023年9月以来", "last autumn". A day or month without a year names no range.
 * @param today calendar date against which "last year" is read
 */
export function readDates(question: string, today: string): DatesRead {
  const ranges: DateRange[] = [];
  const rest = question.normalize("NFC").replace(DATE, (...match) => {
    const groups = match.at(-1) as Groups;
    const range = readRange(groups, today);
    const words = match[0] as string;
    if (!range) return words;
    const bounded = bound(range, groups);
    ranges.push(bounded);
    return bounded.from === FIRST_DATE || bounded.to === LAST_DATE ? " " : words;
  });
  return { ranges, rest };
}

type Groups = Record<string, string | undefined>;

const MONTH_NAMES = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const MONTH =
  "jan(?:uary|\\.)?|feb(?:ruary|\\.)?|mar(?:ch|\\.)?|apr(?:il|\\.)?|may|june?|july?|aug(?:ust|\\.)?|sept?(?:ember|\\.)?|oct(?:ober|\\.)?|nov(?:ember|\\.)?|dec(?:ember|\\.)?";
const VI_NUMBERS = [
  "một",
  "hai",
  "ba",
  "tư",
  "năm",
  "sáu",
  "bảy",
  "tám",
  "chín",
  "mười",
  "mười một",
  "mười hai",
];
const VI_MONTH = `\\d{1,2}|mười một|mười hai|${VI_NUMBERS.slice(0, 10).join("|")}|giêng|chạp`;
/** The month in which each season of the northern half of the world begins. */
const SEASON_STARTS: Record<string, number> = {
  ...{ spring: 3, summer: 6, autumn: 9, fall: 9, winter: 12 },
  ...{ xuân: 3, hè: 6, hạ: 6, thu: 9, đông: 12 },
  ...{ 春: 3, 夏: 6, 秋: 9, 冬: 12 },
};
const YEAR = "(?:1[5-9]|20)\\d{2}";
const UNIT = "year|month|week";
const SEASON = "spring|summer|autumn|fall|winter";

const MODIFIER = "after|since|from|before|until|till|sau|kể từ|từ|trước|cho đến|đến|自从?|从";
const ZH_MODIFIER = "以来|以后|之后|以前|之前";

const WESTERN = [
  `(?<isoYear>${YEAR})-(?<isoMonth>\\d{2})-(?<isoDay>\\d{2})`,
  `(?<dayA>\\d{1,2})(?:st|nd|rd|th)?\\s+(?:of\\s+)?(?<monthA>${MONTH}),?\\s+(?<yearA>${YEAR})`,
  `(?<monthB>${MONTH})\\s+(?<dayB>\\d{1,2})(?:st|nd|rd|th)?,?\\s+(?<yearB>${YEAR})`,
  `(?<monthC>${MONTH}),?\\s+(?:of\\s+)?(?<yearC>${YEAR})`,
  `(?<season>${SEASON})\\s+(?:of\\s+)?(?<seasonYear>${YEAR})`,
  `(?<relative>last|this)\\s+(?<unit>${UNIT}|${SEASON})`,
  `(?<day0>yesterday|today)`,
];
const VIETNAMESE = [
  `(?:ngày\\s+)?(?<viDay>\\d{1,2})(?:\\s+tháng\\s+|[/.-])(?<viDayMonth>${VI_MONTH})(?:,?\\s+năm\\s+|[/.,-]\\s?|\\s+)(?<viDayYear>${YEAR})`,
  `tháng\\s+(?<viMonth>${VI_MONTH})(?:,?\\s+năm\\s+|[/.,-]\\s?|\\s+)(?<viYear>${YEAR})`,
  `mùa\\s+(?<viSeason>xuân|hè|hạ|thu|đông)(?:\\s+năm)?\\s+(?<viSeasonYear>${YEAR})`,
  "(?<viRelative>năm ngoái|năm nay|tháng trước|tháng này)",
];
const CHINESE = [
  `(?<zhYear>${YEAR})年(?:(?<zhMonth>\\d{1,2})月(?:(?<zhDay>\\d{1,2})[日号])?|(?<zhSeason>[春夏秋冬])[季天]?)?`,
  "(?<zhRelative>去年|今年|上个?月|本月|这个月)",
];
const BARE_YEAR = [`(?:năm\\s+)?(?<year>${YEAR})`];

const LETTER = "[\\p{N}\\p{Script=Latin}]";
const DATE = new RegExp(
  `(?<!${LETTER})(?:(?<modifier>${MODIFIER})\\s*(?:the\\s+)?)?` +
    `(?:${[...WESTERN, ...VIETNAMESE, ...CHINESE, ...BARE_YEAR].join("|")})` +
    `(?!${LETTER})(?:\\s*(?<zhModifier>${ZH_MODIFIER}))?`,
  "giu",
);

function readRange(g: Groups, today: string): DateRange | undefined {
  if (g.isoYear) return day(g.isoYear, Number(g.isoMonth), g.isoDay);
  if (g.yearA) return day(g.yearA, monthOf(g.monthA), g.dayA);
  if (g.yearB) return day(g.yearB, monthOf(g.monthB), g.dayB);
  if (g.yearC) return month(g.yearC, monthOf(g.monthC));
  if (g.seasonYear) return season(Number(g.seasonYear), g.season);
  if (g.unit) return relative(g.relative === "last" ? -1 : 0, g.unit.toLowerCase(), today);
  if (g.day0) return oneDay(g.day0.toLowerCase() === "today" ? today : addDays(today, -1));
  if (g.viDayYear) return day(g.viDayYear, viMonthOf(g.viDayMonth), g.viDay);
  if (g.viYear) return month(g.viYear, viMonthOf(g.viMonth));
  if (g.viSeasonYear) return season(Number(g.viSeasonYear), g.viSeason);
  if (g.viRelative)
    return relative(
      /ngoái|trước/.test(g.viRelative) ? -1 : 0,
      g.viRelative.startsWith("năm") ? "year" : "month",
      today,
    );
  if (g.zhYear && g.zhDay) return day(g.zhYear, Number(g.zhMonth), g.zhDay);
  if (g.zhYear && g.zhMonth) return month(g.zhYear, Number(g.zhMonth));
  if (g.zhYear && g.zhSeason) return season(Number(g.zhYear), g.zhSeason);
  if (g.zhRelative)
    return relative(
      /[去上]/.test(g.zhRelative) ? -1 : 0,
      g.zhRelative.endsWith("年") ? "year" : "month",
      today,
    );
  const year = g.zhYear ?? g.year;
  return year ? { from: `${year}-01-01`, to: `${year}-12-31` } : undefined;
}

/** What "after", "since", "before" and their like make of a range. */
function bound({ from, to }: DateRange, { modifier, zhModifier }: Groups): DateRange {
  const word = (modifier ?? zhModifier ?? "").toLowerCase();
  if (/^(after|sau|以后|之后)$/.test(word)) return { from: addDays(to, 1), to: LAST_DATE };
  if (/^(since|from|từ|kể từ|自从?|从|以来)$/.test(word)) return { from, to: LAST_DATE };
  if (/^(before|trước|以前|之前)$/.test(word)) return { from: FIRST_DATE, to: addDays(from, -1) };
  if (/^(until|till|đến|cho đến)$/.test(word)) return { from: FIRST_DATE, to };
  return { from, to };
}

const monthOf = (name = "") => MONTH_NAMES.indexOf(name.slice(0, 3).toLowerCase()) + 1;

function viMonthOf(text = ""): number {
  const name = text.toLowerCase();
  if (name === "giêng") return 1;
  if (name === "chạp") return 12;
  return Number(name) || VI_NUMBERS.indexOf(name) + 1;
}

const format = (year: number | string, monthNumber: number, dayNumber: number) =>
  `${String(year).padStart(4, "0")}-${String(monthNumber).padStart(2, "0")}-${String(dayNumber).padStart(2, "0")}`;

function month(year: string, monthNumber: number): DateRange | undefined {
  if (monthNumber < 1 || monthNumber > 12) return undefined;
  return {
    from: format(year, monthNumber, 1),
    to: format(year, monthNumber, daysInMonth(Number(year), monthNumber)),
  };
}

function day(year: string, monthNumber: number, dayText = ""): DateRange | undefined {
  const number = Number(dayText);
  if (monthNumber < 1 || monthNumber > 12 || number < 1 || number > daysInMonth(Number(year), monthNumber))
    return undefined;
  return oneDay(format(year, monthNumber, number));
}

const oneDay = (date: string): DateRange => ({ from: date, to: date });

function season(year: number, name = ""): DateRange {
  const start = SEASON_STARTS[name.toLowerCase()] ?? 1;
  const [endYear, end] = start === 12 ? [year + 1, 2] : [year, start + 2];
  return { from: format(year, start, 1), to: format(endYear, end, daysInMonth(endYear, end)) };
}

function relative(shift: -1 | 0, unit: string, today: string): DateRange | undefined {
  const [year, monthNumber] = today.split("-").map(Number) as [number, number, number];
  if (unit === "year") return { from: format(year + shift, 1, 1), to: format(year + shift, 12, 31) };
  if (unit === "month")
    return monthNumber + shift === 0 ? month(String(year - 1), 12) : month(String(year), monthNumber + shift);
  if (unit === "week") return { from: addDays(today, shift * 7 - 6), to: addDays(today, shift * 7) };
  const thisYear = season(year, unit);
  // "Last autumn" is the latest one that has begun before now and is not still running.
  const isOver = thisYear.to < today;
  return shift === 0 || isOver ? thisYear : season(year - 1, unit);
}
