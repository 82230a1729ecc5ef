export type Language = "en" | "vi" | "zh";

/**
 * The language a question is asked in; anything that is neither Vietnamese nor Chinese is searched as English, the language of most
 * articles.
 *
 * Chinese: at least as many Chinese characters as words in Latin letters. Vietnamese: words in small letters with Vietnamese marks, or
 * everyday Vietnamese words typed without marks, outnumber everyday English words. Capitalised words with marks are
 * names, which an English question may hold as well ("What did Tô Lâm say?"): they only count when nothing else does.
 */
export function detectLanguage(question: string): Language {
  const written = question.normalize("NFC");
  // In a question all in capitals capitals do not tell names.
  const text = written === written.toUpperCase() ? written.toLowerCase() : written;
  const characters = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const words = text.match(/[\p{Script=Latin}\p{M}]+/gu) ?? [];
  const count = (test: (word: string) => boolean) => words.filter(test).length;
  const english = count((word) => ENGLISH_WORDS.has(word.toLowerCase()));
  const allowed = english >= LEAST_ENGLISH ? 2 * words.length : words.length - 1;
  if (characters > Math.max(0, allowed)) return "zh";

  const marked = count((word) => hasVietnameseMarks(word));
  const markedInSmallLetters = count((word) => hasVietnameseMarks(word) && word === word.toLowerCase());
  const unmarked = count((word) => VIETNAMESE_WORDS.has(word.toLowerCase()));
  if (english > 0) return markedInSmallLetters + unmarked > english ? "vi" : "en";
  return marked > 0 || unmarked >= LEAST_UNMARKED ? "vi" : "en";
}

/** "What is 公安部?" asks in English about a Chinese name. */
const LEAST_ENGLISH = 2;

/** Single words such as "ai" and "la" stand in other languages too. */
const LEAST_UNMARKED = 2;

/** ă â ê ô ơ ư đ, and tone marks on vowels; é, à, ô and the like are French as well, but such words are rare in questions. */
const hasVietnameseMarks = (word: string) =>
  /đ/iu.test(word) || /[aeiouy][\u0300-\u0303\u0306\u0309\u031b\u0323]/iu.test(word.normalize("NFD"));

const VIETNAMESE_WORDS = new Set(
  `ai bao nhieu khi nao cua va la gi tai sao cho trong ngay thang nhung cac duoc khong nguoi voi da ve den mot viec truong bi thi
  dau nhu truoc co cuoc nguoi tren`.split(/\s+/),
);

// Without "do", "to", "a", "in": these are Vietnamese syllables as well.
const ENGLISH_WORDS = new Set(
  `what who whom whose when where which why how is are was were be been did does has have had could will would should of on at from with
  by and or about as it its they their he she his her that this these those there not say said tell show list name many much`.split(
    /\s+/,
  ),
);
