import { terms } from "../../shared/terms.ts";
import { hanReadings } from "./han-readings.ts";
import type { Vocabulary } from "./piece.ts";

/** Characters or syllables of the longest personal name that is looked for. */
export const LONGEST_NAME = 4;
/** A shorter spelling ("long", "men") is too often an English word to count without the rest of a name. */
const SHORTEST_ALONE = 5;

/** The ways to read each character or syllable of a name. */
export type Readings = readonly (readonly string[])[];

/** A Chinese name as English texts write it: surname and joined given name, "Zhao Kezhi" → zhao, kezhi. */
export function pinyinName(readings: Readings, vocabulary: Vocabulary): string[] | undefined {
  const longestSurname = Math.min(readings.length - 1, 2);
  for (let length = 1; length <= longestSurname; length++) {
    for (const surname of joined(readings.slice(0, length))) {
      for (const given of joined(readings.slice(length))) {
        const found = foundTogether(terms(`${surname} ${given}`), vocabulary);
        if (found) return found;
      }
    }
  }
  return undefined;
}

/** A name in one word: "Beijing", "Hanoi". */
export function nameInOneWord(readings: Readings, vocabulary: Vocabulary): string[] | undefined {
  if (readings.length < 2) return undefined;
  const words = joined(readings).filter((word) => word.length >= SHORTEST_ALONE);
  return words.map(terms).find((found) => found.length > 0 && found.every((term) => vocabulary.has(term)));
}

/**
 * A Vietnamese name, syllable by syllable: "Trần Quốc Tố" → tran, quoc. A syllable that is an English stop word ("to") cannot be
 * looked for; at least `least` others must stand together in the collection.
 */
export function syllableName(readings: Readings, vocabulary: Vocabulary, least = 2): string[] | undefined {
  const found: string[] = [];
  for (const choices of readings) {
    const choice = choices
      .map((syllable) => terms(syllable)[0])
      .find((term) => fits(term, found, vocabulary));
    if (choice !== undefined) found.push(choice);
    else if (!choices.some((syllable) => terms(syllable).length === 0)) return undefined;
  }
  return readings.length > 1 && found.length >= least ? found : undefined;
}

const fits = (term: string | undefined, found: readonly string[], vocabulary: Vocabulary) =>
  term !== undefined && vocabulary.has(term) && found.every((before) => vocabulary.together(before, term));

function foundTogether(parts: readonly string[], vocabulary: Vocabulary): string[] | undefined {
  const [a, b] = parts;
  if (a === undefined || !parts.every((term) => vocabulary.has(term))) return undefined;
  // A surname such as "He" or "An" is a stop word: then the given name alone has to be telling.
  if (b === undefined) return a.length >= SHORTEST_ALONE ? [a] : undefined;
  return a !== b && vocabulary.together(a, b) ? [a, b] : undefined;
}

/** All spellings of readings written together: [[bei], [jing, geng]] → beijing, beigeng. */
function joined(readings: Readings): string[] {
  return readings.reduce<string[]>(
    (heads, tails) => heads.flatMap((head) => tails.map((tail) => head + tail)),
    [""],
  );
}

export const pinyinOf = (characters: readonly string[]): Readings =>
  characters.map((character) => hanReadings().pinyin(character));

/** The surnames of nearly all Chinese and Vietnamese people. */
const SURNAMES = new Set(
  `王李张刘陈杨黄赵周吴徐孙马朱胡郭何林高罗郑梁谢宋唐许邓韩冯曹彭曾萧肖田董潘袁于蒋蔡余杜叶程苏魏吕丁任沈姚卢傅钟姜崔谭廖范汪陆金石戴贾韦
  夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严覃武戚莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申耿关兰焦俞左柳甘祝包
  宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戎岑景党宫费卜
  冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝习栗赖欧诸上`,
);

/** Whether a run of Chinese characters begins as a person's name does. */
export const startsWithSurname = (characters: readonly string[]) => SURNAMES.has(characters[0] ?? "");
