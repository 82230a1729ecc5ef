import { type TermGroup, termOf } from "../../index/words.ts";
import { terms } from "../../shared/terms.ts";
import { type ForeignLanguage, foreignNames, foreignWords } from "./foreign-phrases.ts";
import type { Vocabulary } from "./piece.ts";

/** Words of the longest name that is looked up as a whole ("United Arab Emirates"). */
const LONGEST_NAME = 3;

/** What a phrase weighs beside the one before it, which is the likelier translation. Chosen on one half of XQuAD. */
const NEXT_PHRASE = 0.6;

/** The first of Chinese ordinals are written in characters more often than in digits. */
const CHINESE_DIGITS = "一二三四五六七八九十";

/**
 * What to look for in Vietnamese or Chinese articles in place of English words: for each what the collection has of its
 * translations, likeliest first, and the word itself. What has neither stays as it is.
 */
export function fromEnglish(
  groups: readonly TermGroup[],
  language: ForeignLanguage,
  vocabulary: Pick<Vocabulary, "has">,
): TermGroup[] {
  const [words, names] = [foreignWords[language](), foreignNames[language]()];
  const known = (phrases: readonly string[]) => phrases.filter((phrase) => vocabulary.has(phrase));

  /** The longest name that begins with a group. */
  function nameAt(from: number): { length: number; phrases: string[] } | undefined {
    for (let length = Math.min(LONGEST_NAME, groups.length - from); length > 0; length--) {
      const phrases = known(
        names.get(
          groups
            .slice(from, from + length)
            .map(termOf)
            .join(" "),
        ),
      );
      if (phrases.length > 0) return { length, phrases };
    }
    return undefined;
  }

  function translated({ alternatives, weight }: TermGroup): TermGroup {
    const weights = new Map<string, number>();
    const add = (term: string, weight: number) => weights.set(term, Math.max(weights.get(term) ?? 0, weight));
    for (const { term, weight } of alternatives) {
      const phrases = known(ordinalPhrases(term, language) ?? words.get(term));
      for (const [i, phrase] of phrases.entries()) add(phrase, weight * NEXT_PHRASE ** i);
    }
    for (const { term, weight } of alternatives) if (vocabulary.has(term)) add(term, weight);
    if (weights.size === 0) return { alternatives, weight };
    const found = [...weights].map(([term, weight]) => ({ term, weight }));
    return { alternatives: found.sort((a, b) => b.weight - a.weight), weight };
  }

  const found: TermGroup[] = [];
  for (let i = 0; i < groups.length; ) {
    const group = groups[i] as TermGroup;
    const name = nameAt(i);
    found.push(
      name
        ? { alternatives: name.phrases.map((term) => ({ term, weight: 1 })), weight: group.weight }
        : translated(group),
    );
    i += name?.length ?? 1;
  }
  return found;
}

/** "8th": "thứ 8", "第8", "第八"; undefined for other terms. */
function ordinalPhrases(term: string, language: ForeignLanguage): string[] | undefined {
  const [, digits] = /^(\d+)th$/.exec(term) ?? [];
  if (digits === undefined) return undefined;
  const character = CHINESE_DIGITS[Number(digits) - 1];
  const phrases =
    language === "vi" ? [`thứ ${digits}`] : [`第 ${digits}`, ...(character ? [`第${character}`] : [])];
  return [...phrases, digits].map((phrase) => terms(phrase).join(" "));
}
