/*
 * Written by fit-confidence.ts: fitted on half A of XQuAD (56 paragraphs removed), SelQA (a third removed), the small worlds of both and
 * questions far from those worlds, each set counting the same; reported on half B. Answerable questions count as four to one, where they
 * were translated into Vietnamese or Chinese as two to one.
 */

/** By the language of the articles, for questions in that language and for those that were translated into it. */
export const WEIGHTS = {
  other: {
    own: {
      intercept: -3.89,
      weights: {
        score: 3.14,
        evidence: 3.73,
        passage: 2.55,
        article: 0.75,
        phrases: 2.15,
        offers: 0.72,
        namesMissing: -3.93,
        namesElsewhere: -5.05,
        numbersMissing: -0.82,
      },
    },
    translated: {
      intercept: -3.18,
      weights: {
        score: 0.38,
        evidence: 4.04,
        passage: 6.24,
        article: -0.24,
        offers: 0.35,
      },
    },
  },
  vi: {
    own: {
      intercept: -4.46,
      weights: {
        score: 3.65,
        evidence: 0.63,
        passage: 2.86,
        article: 0.51,
        phrases: 7.85,
        offers: 0.74,
        namesMissing: -4.58,
        namesElsewhere: -1.88,
        numbersMissing: -1.27,
      },
    },
    translated: {
      intercept: -4.39,
      weights: {
        score: 5.26,
        evidence: 2.31,
        passage: 2.64,
        article: 0.12,
        offers: 0.39,
      },
    },
  },
  zh: {
    own: {
      intercept: -3.25,
      weights: {
        score: 3.74,
        evidence: 2.18,
        passage: 4.66,
        article: 6.12,
        phrases: 0.06,
        offers: 0.11,
        namesMissing: -0.09,
        namesElsewhere: 0.53,
        numbersMissing: -3.72,
      },
    },
    translated: {
      intercept: -2.88,
      weights: {
        score: 3.21,
        evidence: 4.1,
        passage: 4.44,
        article: -1.61,
        offers: 0.63,
      },
    },
  },
} as const;
