import { pinyinOf } from "./names.ts";
import { classOf, consonantsOf, likenessOf, type Sounding } from "./sound-likeness.ts";

/**
 * Which terms a run of Chinese characters may stand for that spell a foreign name by its sound (特斯拉 tesila: tesla), best first.
 * Both are brought to a common rough spelling and compared by `likenessOf`. The limits were tried on public questions, as its weights
 * were; small changes do not matter.
 */
export type SoundIndex = (characters: readonly string[]) => readonly string[];

/** Characters of the longest name. */
export const LONGEST_SOUND = 7;
const SHORTEST_SOUND = 2;
const LEAST_LIKENESS = 0.75;
/** Short names are more often like some other word. */
const LEAST_LIKENESS_OF_TWO = 0.85;
const MOST_CANDIDATES = 3;
/** Names with more consonants than this too many or too few are passed over without a closer look. */
const MOST_CONSONANTS_APART = 3;
/** Candidates that are this much less like than the best one are kept: the rest of the question decides. */
const MARGIN = 0.06;

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
      if (Math.abs(name.consonants - consonants) > MOST_CONSONANTS_APART) continue;
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

/** 加 jia stands for ka and ga as well, 希 xi for hi, 胡 hu for wu. */
const OTHER_STARTS: Record<string, string[]> = { j: ["c", "k"], s: ["s", "h"], w: ["f", "a"], h: ["h", "f"] };
const startsOf = (sound: string) => OTHER_STARTS[sound[0] ?? ""] ?? [classOf(sound[0] ?? "")];

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
