/** "1 article", "2,300 articles". @param many what several are called, where that is not `one` with an s */
export const counted = (n: number, one: string, many = `${one}s`): string =>
  `${inWords(n)} ${n === 1 ? one : many}`;

/** Small numbers have no commas, and to load how a language writes numbers takes 10 ms of every start. */
const inWords = (n: number): string => (n < 1_000 ? String(n) : n.toLocaleString("en"));
