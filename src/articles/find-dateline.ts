/** How a news text begins: "Hanoi (VNA) – …", "BEIJING, Sept. 13 (Xinhua) -- …", "HÀ NỘI — …". */
export type Dateline = {
  place: string | null;
  agency: string | null;
  /** Length of the dateline: where the news begins in the line. */
  length: number;
};

/** Longer than any dateline; keeps the patterns from wandering through a long line. */
const REACH = 160;

const NAME = "\\p{Lu}[\\p{L}\\p{M}'’.-]*";
const CAPITALS = "\\p{Lu}[\\p{Lu}\\p{M}'’.-]*\\p{Lu}\\p{M}*";
const names = (word: string): string => `${word}(?:[ \\u00a0]${word}){0,3}`;
/** ", Vietnam": a second name after the place. */
const REGION = `(?:, ${names(NAME)})?`;
/** ", Sept. 13", ", Jan 1, 2024", ", ngày 13/9": anything short with a digit. */
const DAY = "(?:, ?(?=[^()]{0,20}\\d)[^()–—]{1,30}?)?";
const AGENCY = "\\(\\s*([\\p{Lu}\\p{Lo}\\d][^()]{1,39}?)\\s*\\)";
const DASH = "\\s*[-–—]{1,2}\\s*";
/** The news begins with a capital, a figure, a quotation, or a script without case. */
const NEWS = "(?=[\"'“‘«(\\[]*[\\p{Lu}\\p{Lo}\\p{N}])";

/** With the agency in brackets the place may be written in any way, or be missing. */
const WITH_AGENCY = new RegExp(`^(?:(${names(NAME)}${REGION})${DAY}\\s*)?${AGENCY}${DASH}${NEWS}`, "u");
/** Without one, only capitals tell a place from the beginning of a sentence; two letters ("UN", "EU") do not. */
const IN_CAPITALS = new RegExp(
  `^(?=\\p{Lu}(?:[\\p{L}\\p{M}]{2}|\\S+ \\p{Lu}))(${names(CAPITALS)}${REGION})${DAY}(?:\\s*[–—]|\\s*--|\\s+-)\\s*${NEWS}`,
  "u",
);
/** "新华社北京9月13日电（记者 张三）…" */
const CHINESE =
  /^[(（]?\s*(\p{Script=Han}{1,6}[社网报])\s*[)）]?\s*(\p{Script=Han}{2,10}?)\s*(?:\d{1,2}月)?\d{1,2}日[电讯]\s*(?:[(（][^()（）]{0,40}[)）])?\s*/u;

/** The dateline at the beginning of a (trimmed) line with news after it; null when there is none. */
export function findDateline(line: string): Dateline | null {
  const beginning = line.slice(0, REACH);
  const withAgency = WITH_AGENCY.exec(beginning);
  if (withAgency) return dateline(withAgency[1], withAgency[2], withAgency[0]);
  const chinese = CHINESE.exec(beginning);
  if (chinese) return dateline(chinese[2], chinese[1], chinese[0]);
  const inCapitals = IN_CAPITALS.exec(beginning);
  return inCapitals ? dateline(inCapitals[1], undefined, inCapitals[0]) : null;
}

const dateline = (place: string | undefined, agency: string | undefined, whole: string): Dateline => ({
  place: place ?? null,
  agency: agency ?? null,
  length: whole.length,
});
