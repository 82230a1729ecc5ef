import type { TermGroup } from "../../index/words.ts";
import { terms } from "../../shared/terms.ts";
import { fold } from "../../shared/tokens.ts";
import { chineseNumber } from "./chinese-numbers.ts";
import { hanReadings } from "./han-readings.ts";
import { characterWords, chinesePlaces, chineseWords } from "./lexicon.ts";
import {
  LONGEST_NAME,
  nameInOneWord,
  pinyinName,
  pinyinOf,
  startsWithSurname,
  syllableName,
} from "./names.ts";
import {
  cutIntoPieces,
  each,
  longestFirst,
  type Matcher,
  oneOf,
  type Piece,
  tokensOf,
  type Vocabulary,
} from "./piece.ts";
import { renderings, wholeName } from "./renderings.ts";
import { indexSounds, LONGEST_SOUND, type SoundIndex } from "./sounds-alike.ts";
import { chineseStops } from "./stop-phrases.ts";
import { worldName, worldNames } from "./world-names.ts";

/** Chinese characters one by one; numbers and words in Latin letters whole. */
const TOKEN = /\p{Script=Han}|\p{N}+(?:[.,]\p{N}+)*|[\p{Script=Latin}\p{M}][\p{Script=Latin}\p{M}\p{N}]*/gu;
const HAN = /^\p{Script=Han}$/u;
/** 2023-09-13 */
const SHORT_DATE = /\b(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})\b/g;
const LONGEST_WORD = 8;
/** The meaning of a lone character is a guess at the word it stands in. */
const CHARACTER_WEIGHT = 0.4;

export function translateChinese(question: string, vocabulary: Vocabulary): TermGroup[] {
  const han = (longest: number, read: (run: readonly string[]) => Piece | undefined) =>
    longestFirst(longest, (text) => HAN.test(text), read);
  const matchers: Matcher[] = [
    chineseNumber,
    han(LONGEST_WORD, (run) => worldName(run.length, worldNames.zh().get(run.join("")))),
    han(LONGEST_NAME, (run) => personName(run, vocabulary)),
    han(LONGEST_WORD, (run) =>
      chineseStops().has(run.join("")) ? { length: run.length, groups: [] } : undefined,
    ),
    han(LONGEST_WORD, (run) => renderings(run.length, chineseWords().get(run.join("")))),
    han(LONGEST_WORD, (run) => wholeName(run.length, chinesePlaces().get(run.join("")), vocabulary)),
    han(LONGEST_SOUND, (run) => soundingName(run, vocabulary)),
    han(LONGEST_NAME, (run) =>
      nameOf(run, nameInOneWord(pinyinOf(run), vocabulary) ?? shortName(run, vocabulary)),
    ),
    han(1, (run) => renderings(1, characterWords().get(run.join("")), CHARACTER_WEIGHT)),
  ];
  const text = question.normalize("NFKC").replace(SHORT_DATE, "$1年$2月$3日");
  const simplified = text.replace(/\p{Script=Han}/gu, (character) => hanReadings().simplified(character));
  const tokens = tokensOf(simplified, TOKEN, /^\s*$/);
  return cutIntoPieces(tokens, matchers, ({ text }) => (HAN.test(text) ? [] : each(terms(text))));
}

const nameOf = (run: readonly string[], found: readonly string[] | undefined): Piece | undefined =>
  found && { length: run.length, groups: each(found) };

/** 赵克志 → zhao, kezhi; 陈国素 → tran, quoc. */
function personName(run: readonly string[], vocabulary: Vocabulary): Piece | undefined {
  if (!startsWithSurname(run)) return undefined;
  return nameOf(run, pinyinName(pinyinOf(run), vocabulary) ?? syllableName(vietnameseOf(run), vocabulary));
}

/** 苏林: of To Lam only the second syllable can be looked for. */
const shortName = (run: readonly string[], vocabulary: Vocabulary) =>
  startsWithSurname(run) ? syllableName(vietnameseOf(run), vocabulary, 1) : undefined;

const vietnameseOf = (run: readonly string[]) => run.map((han) => hanReadings().vietnamese(han).map(fold));

const soundIndexes = new WeakMap<readonly string[], SoundIndex>();

/** 诺曼 → norman */
function soundingName(run: readonly string[], { names, isName = () => true }: Vocabulary): Piece | undefined {
  if (!names) return undefined;
  const index = soundIndexes.get(names) ?? indexSounds(names);
  soundIndexes.set(names, index);
  const found = index(run).filter(isName);
  return found.length > 0 ? { length: run.length, groups: [oneOf(found)] } : undefined;
}
