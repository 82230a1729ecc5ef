import type { TermGroup } from "../../index/words.ts";

/** What is known about the collection while a question is translated. */
export type Vocabulary = {
  /** The collection has this term. */
  has(term: string): boolean;
  /** Both terms stand in one sentence. */
  together(a: string, b: string): boolean;
  /**
   * Terms among which foreign names in Chinese questions are found by their sound. The same array as long as the collection is the
   * same.
   */
  names?: readonly string[];
  /** Whether such a term is written as a name. */
  isName?(term: string): boolean;
};

export type Token = {
  text: string;
  /** Nothing but spaces stands between it and the token before. */
  adjacent: boolean;
};

/** A run of tokens that was understood, with what to look for; no groups: words that say nothing. */
export type Piece = { length: number; groups: readonly TermGroup[] };

/** Tries to understand the tokens from `from` on. */
export type Matcher = (tokens: readonly Token[], from: number) => Piece | undefined;

/** One group: any of the terms will do. */
export const oneOf = (terms: readonly string[], weight = 1): TermGroup => ({
  alternatives: [...new Set(terms)].map((term) => ({ term, weight: 1 })),
  weight,
});

/** A group for each term. */
export const each = (terms: readonly string[]): TermGroup[] => terms.map((term) => oneOf([term]));

/** The tokens that `pattern` finds in a text. */
export function tokensOf(text: string, pattern: RegExp, joiner: RegExp): Token[] {
  const tokens: Token[] = [];
  let end = 0;
  for (const found of text.matchAll(pattern)) {
    tokens.push({ text: found[0], adjacent: joiner.test(text.slice(end, found.index)) });
    end = found.index + found[0].length;
  }
  return tokens;
}

/** A matcher that offers `read` the run of adjacent tokens that starts here, then ever shorter ones. */
export function longestFirst(
  longest: number,
  belongs: (text: string) => boolean,
  read: (run: readonly string[]) => Piece | undefined,
): Matcher {
  return (tokens, from) => {
    const next = tokens.slice(from, from + longest);
    const end = next.findIndex(({ text, adjacent }, i) => !belongs(text) || (i > 0 && !adjacent));
    const run = next.slice(0, end < 0 ? next.length : end).map(({ text }) => text);
    for (let length = run.length; length > 0; length--) {
      const piece = read(run.slice(0, length));
      if (piece) return piece;
    }
    return undefined;
  };
}

/**
 * Cuts the tokens into pieces from the left, taking the longest piece each time; of equally long ones that of the earlier
 * matcher. `rest` says what to make of a token that nobody understands.
 */
export function cutIntoPieces(
  tokens: readonly Token[],
  matchers: readonly Matcher[],
  rest: (token: Token) => readonly TermGroup[],
): TermGroup[] {
  const groups: TermGroup[] = [];
  for (let i = 0; i < tokens.length; ) {
    let best: Piece | undefined;
    for (const match of matchers) {
      const piece = match(tokens, i);
      if (piece && piece.length > (best?.length ?? 0)) best = piece;
    }
    groups.push(...(best ? best.groups : rest(tokens[i] as Token)));
    i += best?.length ?? 1;
  }
  return withoutRepetitions(groups);
}

function withoutRepetitions(groups: readonly TermGroup[]): TermGroup[] {
  const byTerms = new Map<string, TermGroup>();
  for (const group of groups) {
    const key = group.alternatives.map(({ term }) => term).join(" ");
    if (key !== "" && !byTerms.has(key)) byTerms.set(key, group);
  }
  return [...byTerms.values()];
}
