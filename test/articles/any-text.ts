import fc from "fast-check";

const PIECES = [
  ..."aAzZéÉđ0.!?。！？,;:—-–()[]\"'“”*#/&",
  ..."\t\u00a0\ufeff\u0085\u000b\u0000\u2028\u2029\u200b\u200d\u202e\u0301\ufe0f",
  "\n",
  "\r",
  "\r\n",
  "\n\n",
  " ",
  " ",
  "  \n \n",
  "😀",
  "👩‍👩‍👧",
  "🇻🇳",
  "\ud83d",
  "\ude00",
  "北京",
  "ภาษาไทย",
  "Việt Nam",
  "said Gen. ",
  "Sen. Lieut. Gen. ",
  "in the U.S. ",
  "(Photo: VNA) ",
  "No. 7",
  "- item\n",
  "HÀ NỘI — ",
  "word ".repeat(60),
  "x".repeat(700),
  "The ministers met in Beijing. ",
];

/** Any UTF-16 units at all, lone surrogates included. */
const anyUnits = fc.array(fc.nat(0xffff), { maxLength: 200 }).map((units) => String.fromCharCode(...units));

/** What texts are made of, in any order, with all that is awkward in Unicode. */
const awkwardNews = fc.array(fc.constantFrom(...PIECES), { maxLength: 80 }).map((pieces) => pieces.join(""));

export const anyText = fc.oneof(
  { weight: 3, arbitrary: awkwardNews },
  { weight: 1, arbitrary: anyUnits },
  { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 300 }) },
);

/** Whether a cut at `index` would part the two halves of a surrogate pair. */
export const splitsPair = (text: string, index: number): boolean =>
  index > 0 && (text.codePointAt(index - 1) ?? 0) > 0xffff;
