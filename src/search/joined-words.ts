import { terms } from "../shared/terms.ts";

/** Two words; shorter ones are joined to other words by chance ("of ten"). */
const PAIR = /\b(?=([a-z]{3,})[ -]([a-z]{3,})\b)/gi;

/**
 * The terms of neighbouring words of a question written as one ("cyber crime" → "cybercrime", "Sea World" → "SeaWorld"), by the
 * terms of both. Words that are never looked for join no others.
 */
export function joinedWords(question: string): Map<string, string[]> {
  const joined = new Map<string, string[]>();
  for (const [, left = "", right = ""] of question.matchAll(PAIR)) {
    const parts = [...terms(left), ...terms(right)];
    if (parts.length < 2) continue;
    for (const part of parts) joined.set(part, [...(joined.get(part) ?? []), ...terms(left + right)]);
  }
  return joined;
}
