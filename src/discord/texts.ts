import { createInstance } from "i18next";
import { detectLanguage } from "../shared/detect-language.ts";
import { english } from "./texts/en.ts";
import { vietnamese } from "./texts/vi.ts";
import { chinese } from "./texts/zh.ts";

/** The languages that the bot speaks. */
export type Locale = "en" | "vi" | "zh";

type English = typeof english;
type PluralKey<K> = K extends `${infer Base}_one` | `${infer Base}_other` ? Base : K;

/** What can be said; a message with a plural by its name without `_one`. */
export type MessageKey = PluralKey<keyof English>;

/** A table of another language: every message, of plurals the one that Vietnamese and Chinese have. */
export type Messages = { readonly [K in keyof English as K extends `${string}_one` ? never : K]: string };

type MessageOf<K extends MessageKey> = `${K}_other` extends keyof English
  ? English[`${K}_other`]
  : K extends keyof English
    ? English[K]
    : never;
type Placeholder<S> = S extends `${string}{{${infer Name}}}${infer Rest}`
  ? (Name extends `${infer Bare}, ${string}` ? Bare : Name) | Placeholder<Rest>
  : never;
type Values<K extends MessageKey> = `${K}_other` extends keyof English
  ? Placeholder<MessageOf<K>> | "count"
  : Placeholder<MessageOf<K>>;

/** Says a message in one language; what it is to be filled with follows from the English message. */
export type Texts = {
  <K extends MessageKey>(
    key: K,
    ...values: [Values<K>] extends [never] ? [] : [Record<Values<K>, string | number>]
  ): string;
  locale: Locale;
  /** A calendar date `YYYY-MM-DD` in words: a Discord timestamp would move the day with the reader's time zone. */
  date(date: string): string;
};

/** How Intl calls our languages; British dates have no comma and no ordinal. */
const FORMATS: Record<Locale, string> = { en: "en-GB", vi: "vi", zh: "zh-CN" };

const DATE_PARTS = {
  date: { day: "numeric", month: "long", year: "numeric" },
  month: { month: "long", year: "numeric" },
  year: { year: "numeric" },
} as const;

const messages = createInstance();
await messages.init({
  resources: {
    en: { translation: english },
    vi: { translation: vietnamese },
    zh: { translation: chinese },
  },
  fallbackLng: false,
  // Keys have dots and colons of their own; what is filled in has been escaped for Markdown, not for HTML.
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false, skipOnVariables: true },
});
for (const name of ["date", "month", "year"] as const) {
  messages.services.formatter?.add(name, (date: string, locale) =>
    formatDate(date, (locale ?? "en") as Locale, name),
  );
}

/** Kept, since making one takes longer than all else that an answer is rendered with. */
const dateFormats = new Map<string, Intl.DateTimeFormat>();

function dateFormat(locale: Locale, parts: keyof typeof DATE_PARTS): Intl.DateTimeFormat {
  const key = `${locale} ${parts}`;
  const known = dateFormats.get(key);
  if (known) return known;
  const format = new Intl.DateTimeFormat(FORMATS[locale], { ...DATE_PARTS[parts], timeZone: "UTC" });
  dateFormats.set(key, format);
  return format;
}

const formatDate = (date: string, locale: Locale, parts: keyof typeof DATE_PARTS): string =>
  dateFormat(locale, parts).format(new Date(`${date}T00:00:00Z`));

function openTexts(locale: Locale): Texts {
  const say = messages.getFixedT(locale) as (key: string, values?: object) => string;
  return Object.assign((key: string, values?: object) => say(key, values), {
    locale,
    date: (date: string) => formatDate(date, locale, "date"),
  });
}

const TEXTS: Record<Locale, Texts> = { en: openTexts("en"), vi: openTexts("vi"), zh: openTexts("zh") };

/** What the bot says in a language. */
export const textsIn = (locale: Locale): Texts => TEXTS[locale];

/**
 * The language for a reader: that of his client, else the server's, else English.
 * @param wishes Discord's locales such as `vi` or `zh-TW`, in order; what we do not speak is passed over
 */
export const textsFor = (...wishes: readonly (string | undefined)[]): Texts =>
  textsIn(wishes.map(localeOf).find((locale) => locale !== undefined) ?? "en");

/** A message tells nothing of its author's client, but may be written in a language that we know by its looks. */
export function textsForMessage(content: string, guildLocale: string | undefined): Texts {
  const language = detectLanguage(content);
  return textsFor(language === "en" ? undefined : language, guildLocale);
}

function localeOf(wish: string | undefined): Locale | undefined {
  const language = wish?.split("-")[0];
  return language === "en" || language === "vi" || language === "zh" ? language : undefined;
}
