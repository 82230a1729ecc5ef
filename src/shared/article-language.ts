import { fold } from "./tokens.ts";

/** The languages that a search treats differently; "other" is found by its words as they are, like English. */
export type ArticleLanguage = "vi" | "zh" | "other";

/** Enough of an article to tell its language, in UTF-16 units. */
const SAMPLE = 2_000;
/** In Vietnamese prose more than half of the words carry such marks; in English about Vietnam, a few names do. */
const VIETNAMESE_SHARE = 0.25;
const CHINESE_SHARE = 0.3;
/** đ, ơ, ư, ă and the tone marks that only Vietnamese has (hook above, dot below), alone or over another mark. */
const VIETNAMESE = /[đơưă]|[\u0309\u0323\u031b]/u;

/** Tells the language of an article's words. */
export function articleLanguage(text: string): ArticleLanguage {
  const sample = text.slice(0, SAMPLE).toLowerCase();
  const letters = sample.match(/\p{L}/gu) ?? [];
  const han = letters.filter((letter) => /\p{Script=Han}/u.test(letter));
  if (letters.length > 0 && han.length / letters.length > CHINESE_SHARE) return "zh";
  const words = sample.match(/[\p{Script=Latin}\p{M}]+/gu) ?? [];
  const marked = words.filter(
    (word) => fold(word) !== word && VIETNAMESE.test(word.normalize("NFD").concat(word)),
  );
  return words.length > 0 && marked.length / words.length > VIETNAMESE_SHARE ? "vi" : "other";
}
