/*
 * Words that only frame a question ("what type of …", "in what year", "what is the name of") and that its answer seldom repeats.
 * Left in, they pull in sentences about types, years and names.
 */
const KIND =
  "(?:type|kind|sort|form|name|term|example|amount|number|percentage|year|month|day|date|decade|century)s?";
const FRAMES = new RegExp(
  [
    `\\b(?:what|which) ${KIND}\\b(?: of\\b)?`,
    `\\b(?:what|which) (?:is|was|were|are) the ${KIND}\\b(?: (?:of|for|given to)\\b)?`,
    "\\bhow many people\\b",
    "\\b(?:took|taken) place\\b",
    "\\bthe name of\\b",
    "\\bthe (?:type|kind|sort|form)s? of\\b",
    "\\b(?:latest|most recent|newest)\\b",
  ].join("|"),
  "gi",
);

/** The stretches of a question that only frame it, in reading order. */
export const framesOf = (question: string): string[] => question.match(FRAMES) ?? [];
