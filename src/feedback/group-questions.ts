import { detectLanguage } from "../shared/detect-language.ts";
import { terms } from "../shared/terms.ts";
import { words } from "../shared/tokens.ts";

/** The share of their terms that two questions must have in common (Jaccard index) to be alike. */
const LEAST_LIKENESS = 0.5;

/** Words that only ask, in the languages of which `terms` knows no stop words. Folded. */
const VIETNAMESE_ASKING: ReadonlySet<string> = new Set(
  `a ai bao bi biet cac cai cho co cua da dau do duoc gi hay khi khong la luc may nao nhieu nhu nhung o sao tai the thi trong va
  ve vi voi xin`.split(/\s+/),
);
const CHINESE_ASKING =
  /什么时候|为什么|什么|怎么样?|怎样|如何|请问|谁|哪[里儿个些位年]?|多少|几|何[时地处]|吗|呢|吧|的|是|了/g;

/**
 * Puts questions that share most of their words together: each joins the group whose first question is most like it, or
 * begins a group. Groups and their questions keep the given order.
 */
export function groupQuestions<T extends { question: string }>(questions: readonly T[]): T[][] {
  const groups: { size: number; members: T[] }[] = [];
  const groupsWith = new Map<string, number[]>();
  for (const item of questions) {
    const found = contentTerms(item.question);
    const shared = new Map<number, number>();
    for (const term of found) {
      for (const group of groupsWith.get(term) ?? []) shared.set(group, (shared.get(group) ?? 0) + 1);
    }
    let home: (typeof groups)[number] | undefined;
    let best = 0;
    for (const [number, common] of shared) {
      const group = groups[number] as (typeof groups)[number];
      const likeness = common / (found.size + group.size - common);
      if (likeness < LEAST_LIKENESS || likeness <= best) continue;
      [home, best] = [group, likeness];
    }
    if (home) {
      home.members.push(item);
      continue;
    }
    for (const term of found) groupsWith.set(term, [...(groupsWith.get(term) ?? []), groups.length]);
    groups.push({ size: found.size, members: [item] });
  }
  return groups.map(({ members }) => members);
}

/** What a question is about; of one that consists of asking words alone, these. */
function contentTerms(question: string): ReadonlySet<string> {
  const found = terms(question.replace(CHINESE_ASKING, " "));
  const isVietnamese = detectLanguage(question) === "vi";
  const content = new Set(isVietnamese ? found.filter((term) => !VIETNAMESE_ASKING.has(term)) : found);
  return content.size > 0 ? content : new Set(words(question));
}
