/** Words by how common they are, and past the known ones made-up words without end: what a growing collection goes on finding. */
export type Vocabulary = readonly string[];

/** Shorter words are mostly grammar, which stays what it is. */
const CONTENT_WORD = /\p{L}{4,}/gu;

/** The content words of some texts in small letters, the most frequent first. */
export function vocabularyOf(texts: readonly string[]): Vocabulary {
  const counts = new Map<string, number>();
  for (const text of texts) {
    for (const [word] of text.toLowerCase().matchAll(CONTENT_WORD))
      counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([word]) => word);
}

/**
 * Share of the content words that are replaced. Fewer, and the words of a few sources would stand in far more sentences than words do in
 * a real collection; so many, and a term of a question stands in 1 % of the sentences of the seeds, in 0.4 % of those of real sets.
 */
const REPLACED = 0.97;
/**
 * Replacements follow the law of Zipf and Mandelbrot, f(r) ~ (1 + r / 1,000)^−1.8, so that the number of different words grows with
 * about the 0.56th power of the length (Heaps' law), as in English.
 */
const EXPONENT = 1.8;
const OFFSET = 1_000;

/** The text with most of its content words replaced by others; capitals, punctuation and grammar stay. */
export function varyText(text: string, known: Vocabulary, random: () => number): string {
  return text.replace(CONTENT_WORD, (word) => {
    if (random() >= REPLACED) return word;
    const rank = Math.floor(OFFSET * ((1 - random()) ** (-1 / (EXPONENT - 1)) - 1));
    const other = known[rank] ?? madeUpWord(rank);
    return /^\p{Lu}/u.test(word) ? other.charAt(0).toUpperCase() + other.slice(1) : other;
  });
}

const SYLLABLES = [..."bdfgklmnprstvz"].flatMap((consonant) =>
  [..."aeiou"].map((vowel) => consonant + vowel),
);

/** A word of two syllables or more that belongs to a number alone. */
function madeUpWord(number: number): string {
  let word = "";
  for (let rest = number, i = 0; i < 2 || rest > 0; i++) {
    // An odd stride keeps words with neighbouring numbers apart.
    word += SYLLABLES[(rest * 37 + i) % SYLLABLES.length];
    rest = Math.floor(rest / SYLLABLES.length);
  }
  return word;
}
