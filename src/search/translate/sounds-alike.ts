import { pinyinOf } from "./names.ts";

/**
 * Which terms a run of Chinese characters may stand for that spell a foreign name by its sound (特斯拉 tesila: tesla), best first.
 * Both are brought to a common rough spelling and compared by an edit distance that forgives what Chinese syllables cannot
 * hold. The weights were tried on public questions; small changes do not matter.
 */
export type SoundIndex = (characters: readonly string[]) => readonly string[];

/** Characters of the longest name. */
export const LONGEST_SOUND = 7;
const SHORTEST_SOUND = 2;
const LEAST_LIKENESS = 0.75;
/** Short names are more often like some other word. */
const LEAST_LIKENESS_OF_TWO = 0.85;
const MOST_CANDIDATES = 3;
/** Candidates that are this much less like than the best one are kept: the rest of the question decides. */
const MARGIN = 0.06;

type Sounding = { term: string; sound: string; consonants: number };

export function indexSounds(names: readonly string[]): SoundIndex {
  const byStart = new Map<string, Sounding[]>();
  for (const term of names) {
    if (!/^[a-z]{3,}$/.test(term)) continue;
    const sound = soundOfEnglish(term);
    const start = classOf(sound[0] ?? "");
    const entry = { term, sound, consonants: consonantsOf(sound) };
    const known = byStart.get(start);
    if (known) known.push(entry);
    else byStart.set(start, [entry]);
  }
  return (characters) => {
    if (
      characters.length < SHORTEST_SOUND ||
      !characters.every((character) => NAME_CHARACTERS.has(character))
    )
      return [];
    const sound = soundOfPinyin(pinyinOf(characters).map(([first = ""]) => first));
    const consonants = consonantsOf(sound);
    const least = characters.length === 2 ? LEAST_LIKENESS_OF_TWO : LEAST_LIKENESS;
    const found: { term: string; likeness: number }[] = [];
    for (const name of startsOf(sound).flatMap((start) => byStart.get(start) ?? [])) {
      if (Math.abs(name.consonants - consonants) > 3) continue;
      const likeness = likenessOf(sound, consonants, name, least);
      if (likeness >= least) found.push({ term: name.term, likeness });
    }
    found.sort((a, b) => b.likeness - a.likeness);
    const best = found[0]?.likeness ?? 0;
    return found
      .filter(({ likeness }) => likeness >= best - MARGIN)
      .slice(0, MOST_CANDIDATES)
      .map(({ term }) => term);
  };
}

/** Characters that are used to write foreign names. */
const NAME_CHARACTERS = new Set(
  `阿埃艾爱安昂敖奥巴芭拜班邦宝保鲍北贝本比彼毕宾波伯勃博卜布采仓策曾查昌彻茨达大戴黛丹当道得德登邓狄迪蒂丁东都杜敦顿多厄恩尔发法凡范方菲费芬丰冯佛夫弗福芙富盖甘冈戈哥歌格葛根贡古瓜圭郭果哈海汉翰豪赫黑亨
  洪胡华怀惠霍基及吉季济加嘉贾简江杰捷金津京久居卡开凯坎康考柯科可克肯孔库夸奎昆拉莱赖兰朗劳勒雷蕾黎里理利莉丽琳林龙隆卢鲁路露伦罗洛吕马玛迈麦曼芒毛茅梅美门蒙孟米密敏明摩莫默姆木穆拿娜纳乃奈南内嫩能尼年
  妮宁纽努诺欧帕派潘庞佩彭皮匹平珀普漆齐奇恰强乔切钦琴青琼丘屈让热仁日荣茹儒瑞若萨塞赛三桑瑟森沙莎山珊尚绍舍申圣胜施石史舒顺朔斯丝思司松苏素索塔太泰坦汤唐陶特腾提田铁廷通图托瓦万旺威韦维伟魏温文翁沃乌武
  西希锡喜夏香肖谢辛欣兴休修许雪逊雅亚延扬耶叶伊易逸意因茵英永尤于约泽扎詹珍芝治忠朱兹子祖佐什铎孛真瑙蜀茜娅妲萝莲薇苔玻柏劭鞑靼汗`,
);

const VOWEL = /[aeiou]/;
const CLASSES: Record<string, string> = { b: "p", d: "t", g: "k", j: "c", v: "f", w: "f", z: "s" };
const classOf = (letter: string) => (VOWEL.test(letter) ? "a" : (CLASSES[letter] ?? letter));
/** 加 jia stands for ka and ga as well, 希 xi for hi, 胡 hu for wu. */
const OTHER_STARTS: Record<string, string[]> = { j: ["c", "k"], s: ["s", "h"], w: ["f", "a"], h: ["h", "f"] };
const startsOf = (sound: string) => OTHER_STARTS[sound[0] ?? ""] ?? [classOf(sound[0] ?? "")];
const consonantsOf = (sound: string) => [...sound].filter((letter) => !VOWEL.test(letter)).length;

const replaceAll = (text: string, rules: readonly (readonly [RegExp, string])[]) =>
  rules.reduce((spelled, [pattern, sound]) => spelled.replace(pattern, sound), text);

const ENGLISH_SOUNDS: readonly (readonly [RegExp, string])[] = [
  [/sch|sh/g, "s"],
  [/tch|ch/g, "c"],
  [/th/g, "t"],
  [/ph/g, "f"],
  [/^wr/, "r"],
  [/^kn/, "n"],
  [/wh/g, "w"],
  [/rh/g, "r"],
  [/gh(?=[aeiou])/g, "g"],
  [/gh/g, ""],
  [/ck/g, "k"],
  [/c(?=[eiy])/g, "s"],
  [/c(?!$)(?=[aoulrkt])|c$/g, "k"],
  [/qu/g, "kw"],
  [/x/g, "ks"],
  [/g(?=[ei])/g, "j"],
  [/(?<=[aeo])w(?![aeiou])/g, "u"],
  [/y/g, "i"],
  [/ee|ea/g, "i"],
  [/oo|ou/g, "u"],
  [/(.)\1/g, "$1"],
  [/r/g, "l"],
];
const PINYIN_SOUNDS: readonly (readonly [RegExp, string])[] = [
  [/^zh/, "j"],
  [/^(ch|q)/, "c"],
  [/^(sh|x)/, "s"],
  [/^[zc](?!h)/, "s"],
  [/^yu/, "u"],
  [/^y(?=i)/, ""],
  [/^y/, "i"],
  [/^wu/, "u"],
  [/ng$/, "n"],
  [/^er$/, "el"],
  [/^r/, "l"],
  [/uo$/, "o"],
  [/ao$/, "au"],
  [/ui$/, "uei"],
  [/iu$/, "iou"],
];
const soundOfEnglish = (word: string) => replaceAll(word, ENGLISH_SOUNDS);
const soundOfPinyin = (syllables: readonly string[]) =>
  syllables
    .map((syllable) => replaceAll(syllable, PINYIN_SOUNDS))
    .join("")
    .replace(/(.)\1/g, "$1");

/**
 * How like the sound of a Chinese spelling and of an English word are, by a weighted edit distance; 0 when it must be less than
 * `least`, which of nearly all words is soon seen.
 */
function likenessOf(chinese: string, consonants: number, name: Sounding, least: number): number {
  const english = name.sound;
  const most = Math.max(consonants, name.consonants, 1);
  const { omitted } = scratch;
  let { row, next } = scratch;
  row[0] = 0;
  for (let j = 0; j < english.length; j++) {
    omitted[j] = omissionAt(english, j);
    row[j + 1] = (row[j] as number) + (omitted[j] as number);
  }
  for (const letter of chinese) {
    const { added, exchanges } = costsOf(letter);
    next[0] = (row[0] as number) + added;
    let nearest = next[0];
    for (let j = 0; j < english.length; j++) {
      const distance = Math.min(
        (row[j] as number) + (exchanges[english.charCodeAt(j) - FIRST_LETTER] as number),
        (row[j + 1] as number) + added,
        (next[j] as number) + (omitted[j] as number),
      );
      next[j + 1] = distance;
      if (distance < nearest) nearest = distance;
    }
    if (1 - nearest / most < least) return 0;
    const last = row;
    row = next;
    next = last;
  }
  return 1 - (row[english.length] as number) / most;
}

/** For one comparison at a time, of which a question asks thousands. */
const scratch = { row: [0], next: [0], omitted: [0] };

const LETTERS = "abcdefghijklmnopqrstuvwxyz";
const FIRST_LETTER = LETTERS.charCodeAt(0);

/** What it costs to add a letter of the Chinese spelling, and to exchange it for each letter of the alphabet. */
type Costs = { added: number; exchanges: readonly number[] };
const costs = new Map<string, Costs>();

function costsOf(letter: string): Costs {
  const known = costs.get(letter);
  if (known) return known;
  // A vowel only carries a consonant that Chinese cannot write alone.
  const added = VOWEL.test(letter) ? 0.12 : letter === "l" || letter === "h" ? 0.5 : 1;
  const made = { added, exchanges: [...LETTERS].map((english) => exchange(letter, english)) };
  costs.set(letter, made);
  return made;
}

function omissionAt(english: string, place: number): number {
  const letter = english.charCodeAt(place) - FIRST_LETTER;
  const after = place + 1 < english.length ? english.charCodeAt(place + 1) - FIRST_LETTER : -1;
  return (IS_VOWEL[after] ? OMITTED_BEFORE_VOWEL : OMITTED)[letter] as number;
}

/** Chinese leaves out an r, l or h before a consonant or at the end, and often the first of two consonants. */
function omissionOf(letter: string, beforeVowel: boolean): number {
  if (VOWEL.test(letter)) return 0.15;
  if (letter === "l" || letter === "h") return beforeVowel ? 0.7 : 0.2;
  return beforeVowel ? 1 : 0.55;
}

const IS_VOWEL = [...LETTERS].map((letter) => VOWEL.test(letter));
const OMITTED = [...LETTERS].map((letter) => omissionOf(letter, false));
const OMITTED_BEFORE_VOWEL = [...LETTERS].map((letter) => omissionOf(letter, true));

const NEAR_VOWELS = new Set(["ou", "uo", "ei", "ie", "ae", "ea", "ao", "oa"]);
const NEAR_CONSONANTS = new Set([
  "sc",
  "cs",
  "sh",
  "hs",
  "jk",
  "kj",
  "jg",
  "ck",
  "ct",
  "cj",
  "jc",
  "kh",
  "hk",
  "nm",
  "mn",
  "hf",
  "fh",
  "hw",
  "wl",
  "st",
  "ts",
]);
function exchange(chinese: string, english: string): number {
  if (chinese === english) return 0;
  const vowels = Number(VOWEL.test(chinese)) + Number(VOWEL.test(english));
  if (vowels === 2) return NEAR_VOWELS.has(chinese + english) ? 0.1 : 0.22;
  if (vowels === 1)
    return (chinese === "w" && /[ou]/.test(english)) || (english === "w" && chinese === "u") ? 0.2 : 2;
  if (classOf(chinese) === classOf(english)) return 0.15;
  return NEAR_CONSONANTS.has(chinese + english) ? 0.4 : 2;
}
