import { once } from "../../shared/once.ts";
import { terms } from "../../shared/terms.ts";
import { each, oneOf, type Piece } from "./piece.ts";
import { phraseKey } from "./syllables.ts";

/** Adjectives of countries that are not the name of a language ("French") or not like the country's name. */
const ADJECTIVES = `AR Argentinian
  AT Austrian
  AU Australian
  BE Belgian
  BO Bolivian
  BR Brazilian
  CA Canadian
  CH Swiss
  CL Chilean
  CO Colombian
  CU Cuban
  DZ Algerian
  EC Ecuadorian
  EG Egyptian
  ET Ethiopian
  EU EU
  GB British Britain UK English England
  GH Ghanaian
  IE Irish
  IL Israeli
  IN Indian
  IQ Iraqi
  IR Iranian Persian
  JO Jordanian
  KE Kenyan
  KP Korean
  KR Korean
  LB Lebanese
  LY Libyan
  MA Moroccan
  MX Mexican
  MY Malaysian
  NG Nigerian
  NL Dutch
  NZ Zealander
  PA Panamanian
  PE Peruvian
  PH Philippine Filipino
  PK Pakistani
  PS Palestinian
  RU Russian
  SA Saudi
  SG Singaporean
  SY Syrian
  TN Tunisian
  TW Taiwanese
  UA Ukrainian
  UN UN
  US American America USA
  VE Venezuelan
  ZA African`;

/** Everyday names that `Intl.DisplayNames` does not use. */
const OTHER_NAMES = {
  vi: {
    GB: "Anh,Anh Quốc",
    US: "Mỹ,Hoa Kỳ",
    KR: "Hàn Quốc",
    KP: "Triều Tiên",
    AU: "Úc",
    MM: "Miến Điện",
    FR: "Pháp",
  },
  zh: { GB: "英格兰,大不列颠", US: "美利坚", KR: "韩国", KP: "朝鲜", SA: "沙特" },
} as const;

/** Names of countries, regions, languages, months and weekdays in one language → the terms of their English names. */
export const worldNames = { vi: once(() => readWorldNames("vi")), zh: once(() => readWorldNames("zh")) };

export type WorldName = { main: readonly string[]; others: readonly string[] };

/** The last word of a name counts together with the adjective ("Zealand", "Zealander"), the words before it apart. */
export const worldName = (length: number, name: WorldName | undefined): Piece | undefined =>
  name && { length, groups: [...each(name.others), oneOf(name.main)] };

function readWorldNames(language: "vi" | "zh"): Map<string, WorldName> {
  const names = new Map<string, WorldName>();
  for (const { foreign, english, adjectives } of worldPairs(language)) {
    const key = language === "vi" ? phraseKey(foreign) : foreign;
    const spelled = terms(english);
    const main = [...(names.get(key)?.main ?? []), ...spelled.slice(-1), ...terms(adjectives.join(" "))];
    names.set(key, {
      main: [...new Set(main)],
      others: [...(names.get(key)?.others ?? []), ...spelled.slice(0, -1)],
    });
  }
  return names;
}

export type WorldPair = { foreign: string; english: string; adjectives: readonly string[] };

export function worldPairs(language: "vi" | "zh"): WorldPair[] {
  const pairs: WorldPair[] = [];
  const add = (foreign: string | undefined, english: string, adjectives: readonly string[] = []) => {
    if (foreign) pairs.push({ foreign, english, adjectives });
  };
  const adjectives = readAdjectives();
  const regions = { english: namesOf("en", "region"), foreign: namesOf(language, "region") };
  for (const code of [...regionCodes(), ...WORLD_REGIONS]) {
    const english = regions.english(code);
    if (!english || code === "UK") continue;
    const others = adjectives.get(code) ?? languageOf(code, english);
    const foreign = [
      regions.foreign(code),
      ...((OTHER_NAMES[language] as Record<string, string>)[code]?.split(",") ?? []),
    ];
    for (const name of new Set(foreign)) add(name, english, others);
  }
  const languages = { english: namesOf("en", "language"), foreign: namesOf(language, "language") };
  for (const code of languageCodes()) {
    const english = languages.english(code);
    if (english) add(languages.foreign(code), english.replace(/\(.*/, ""));
  }
  for (const [form, count] of [
    ["month", 12],
    ["weekday", 7],
  ] as const) {
    for (let i = 0; i < count; i++) {
      // 1 January 2023 was a Sunday.
      const date = new Date(Date.UTC(2023, form === "month" ? i : 0, form === "month" ? 1 : i + 1));
      const name = (locale: string) =>
        new Intl.DateTimeFormat(locale, { [form]: "long", timeZone: "UTC" }).format(date);
      add(name(language), name("en"));
    }
  }
  return pairs;
}

const WORLD_REGIONS = [
  "001",
  "002",
  "003",
  "005",
  "009",
  "013",
  "019",
  "142",
  "143",
  "145",
  "150",
  "151",
  "154",
  "155",
  "419",
];

function namesOf(locale: string, type: "region" | "language"): (code: string) => string | undefined {
  const names = new Intl.DisplayNames(locale, { type, fallback: "none", style: "short" });
  return (code) => names.of(code);
}

/** The country's language, if it is named after the country: France → French, but not Mexico → Spanish. */
function languageOf(code: string, country: string): string[] {
  if (!/^[A-Z]/.test(code)) return [];
  const language = namesOf("en", "language")(new Intl.Locale(`und-${code}`).maximize().language);
  return language?.slice(0, 2) === country.slice(0, 2) ? [language] : [];
}

function readAdjectives(): Map<string, string[]> {
  return new Map(
    ADJECTIVES.split("\n").map((line): [string, string[]] => {
      const [code = "", ...words] = line.trim().split(" ");
      return [code, words];
    }),
  );
}

const LETTERS = [..."abcdefghijklmnopqrstuvwxyz"];
const regionCodes = () => LETTERS.flatMap((a) => LETTERS.map((b) => (a + b).toUpperCase()));
const languageCodes = () => LETTERS.flatMap((a) => LETTERS.map((b) => a + b));
