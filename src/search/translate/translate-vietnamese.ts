import type { TermGroup } from "../../index/words.ts";
import { terms } from "../../shared/terms.ts";
import { fold } from "../../shared/tokens.ts";
import { hanReadings } from "./han-readings.ts";
import { LONGEST_NAME, nameInOneWord, pinyinName, syllableName } from "./names.ts";
import {
  cutIntoPieces,
  each,
  longestFirst,
  type Matcher,
  type Piece,
  type Token,
  tokensOf,
  type Vocabulary,
} from "./piece.ts";
import { renderings, wholeName } from "./renderings.ts";
import { markedLookups, unmarkedLookups, type VietnameseLookups } from "./vietnamese-lookups.ts";
import { worldName } from "./world-names.ts";

const TOKEN = /[\p{L}\p{M}\p{N}]+/gu;
/** 13/9/2023: the day first. */
const SHORT_DATE = /\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b/g;
const LONGEST_PHRASE = 5;

export function translateVietnamese(question: string, vocabulary: Vocabulary): TermGroup[] {
  const text = question.normalize("NFC").replace(SHORT_DATE, "ngày $1 tháng $2 năm $3");
  const isMarked = fold(question) !== question.toLowerCase().normalize("NFD");
  const lookups = isMarked ? markedLookups() : unmarkedLookups();
  const phrase = (read: (run: readonly string[], key: string) => Piece | undefined) =>
    longestFirst(
      LONGEST_PHRASE,
      () => true,
      (run) => read(run, run.map(lookups.keyOf).join(" ")),
    );
  const matchers: Matcher[] = [
    lookups.numbers,
    // "tiếng Anh" begins with a small letter; "anh" all in small letters is a brother.
    phrase((run, key) =>
      isCapital(run.at(-1)) || (!isMarked && run.length > 1)
        ? worldName(run.length, lookups.world.get(key))
        : undefined,
    ),
    phrase((run, key) =>
      run.every(isCapital) ? wholeName(run.length, lookups.places.get(key), vocabulary) : undefined,
    ),
    longestFirst(LONGEST_NAME, isCapital, (run) => personName(run, vocabulary)),
    phrase((run, key) => (lookups.stops.has(key) ? { length: run.length, groups: [] } : undefined)),
    phrase((run, key) => renderings(run.length, lookups.words.get(key))),
  ];
  return cutIntoPieces(tokensOf(text, TOKEN, /^[\s-]*$/), matchers, (token) => unknownWord(token, lookups));
}

const isCapital = (word: string | undefined) => word !== undefined && /^\p{Lu}/u.test(word);

/** Names and words of other languages are looked for as they are; other unknown syllables say nothing in English. */
function unknownWord({ text }: Token, { keyOf, syllables }: VietnameseLookups): TermGroup[] {
  return isCapital(text) || (fold(text) === text && !syllables.has(keyOf(text))) ? each(terms(text)) : [];
}

/** "Tô Lâm" → lam; "Hà Nội" → hanoi; "Tập Cận Bình" → xi, jinping; "Bắc Kinh" → beijing. */
function personName(run: readonly string[], vocabulary: Vocabulary): Piece | undefined {
  if (run.length < 2) return undefined;
  const written = run.map((syllable) => [fold(syllable)]);
  const mandarin = () => run.map((syllable) => hanReadings().pinyinOfSyllable(syllable));
  const found =
    syllableName(written, vocabulary) ??
    nameInOneWord(written, vocabulary) ??
    pinyinName(mandarin(), vocabulary) ??
    nameInOneWord(mandarin(), vocabulary);
  return found && { length: run.length, groups: each(found) };
}
