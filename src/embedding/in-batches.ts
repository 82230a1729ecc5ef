/**
 * A batch is padded to its longest text, so its cost is texts × longest. In characters, because a token stands for
 * about one at least in every script, for four in English: some 4,096 tokens at most, mostly 1,000, are run at once.
 */
const MAX_BATCH_CHARACTERS = 4_096;
/** What the shortest text costs, with its prefix and special tokens. */
const LEAST_CHARACTERS = 32;

/** Runs texts of like length together and gives the result of each in the order of the texts. */
export async function inBatches<T>(
  texts: readonly string[],
  run: (batch: string[]) => Promise<T[]>,
): Promise<T[]> {
  const results = new Array<T>(texts.length);
  for (const batch of batchesByLength(texts)) {
    const found = await run(batch.map((index) => texts[index] as string));
    batch.forEach((index, i) => {
      results[index] = found[i] as T;
    });
  }
  return results;
}

/** Indices of the texts, shortest first, in batches of texts × longest within the limit, or of one long text. */
function batchesByLength(texts: readonly string[]): number[][] {
  const lengths = texts.map((text) => Math.max(text.length, LEAST_CHARACTERS));
  const length = (index: number) => lengths[index] as number;
  const batches: number[][] = [];
  let batch: number[] = [];
  for (const index of [...lengths.keys()].sort((a, b) => length(a) - length(b))) {
    if (batch.length > 0 && (batch.length + 1) * length(index) > MAX_BATCH_CHARACTERS) {
      batches.push(batch);
      batch = [];
    }
    batch.push(index);
  }
  return batch.length > 0 ? [...batches, batch] : batches;
}
