/**
 * A batch is padded to its longest text, so its cost is texts × longest. Milliseconds a text of a model of the size of
 * all-MiniLM-L6 on two cores, as it is and quantized, by the length of all texts and by how many are run at once:
 *
 *   tokens      1     2     4     8    16    32          1     2     4     8    16    32
 *       16    2.5   2.0   1.7   1.6   1.5   1.5        1.5   1.1   0.9   0.9   0.8   0.7
 *       32    4.2   3.4   3.2   3.1   2.9   2.9        2.2   1.9   1.7   1.7   1.3   1.2
 *       64    7.1   6.5   6.2   5.8   5.8   6.1        3.7   3.7   3.2   2.7   3.1   2.9
 *      128   13.8  13.1  12.3  11.8  12.0  13.0        8.1   7.9   6.4   6.3   6.3   6.2
 *      256   29.0  26.3  26.5  27.8  29.3  29.2       15.5  13.9  14.1  16.2  20.1  20.8
 *
 * and of 128 passages of news (28 to 160 tokens) by the most tokens at once, all passages together:
 *
 *   at most   256   384   512   768  1024  1536  2048
 *   as it is 1430  1430  1392  1388  1400  1487  1571
 *   quantized 826   750   725   688   694   759   833
 *
 * Of the sizes that are as good here the largest, since it keeps more processors busy where there are more.
 */
const MAX_BATCH_TOKENS = 1_024;
/** What the shortest text costs, with its prefix and special tokens. */
const LEAST_TOKENS = 16;
/** Of English; of Chinese, one or two. */
const CHARACTERS_PER_TOKEN = 4;

/** Enough to form batches where counting would take a call of its own. */
export const estimateTokens = (text: string): number => Math.ceil(text.length / CHARACTERS_PER_TOKEN);

/**
 * Runs texts of like length together and gives the result of each in the order of the texts.
 * @param tokens how many each text has
 */
export async function inBatches<T>(
  texts: readonly string[],
  tokens: readonly number[],
  run: (batch: string[]) => Promise<T[]>,
): Promise<T[]> {
  const results = new Array<T>(texts.length);
  for (const batch of batchesByLength(tokens)) {
    const found = await run(batch.map((index) => texts[index] as string));
    batch.forEach((index, i) => {
      results[index] = found[i] as T;
    });
  }
  return results;
}

/** Indices of the texts, shortest first, in batches of texts × longest within the limit, or of one long text. */
function batchesByLength(tokens: readonly number[]): number[][] {
  const length = (index: number) => Math.max(tokens[index] as number, LEAST_TOKENS);
  const batches: number[][] = [];
  let batch: number[] = [];
  for (const index of [...tokens.keys()].sort((a, b) => length(a) - length(b))) {
    if (batch.length > 0 && (batch.length + 1) * length(index) > MAX_BATCH_TOKENS) {
      batches.push(batch);
      batch = [];
    }
    batch.push(index);
  }
  return batch.length > 0 ? [...batches, batch] : batches;
}
