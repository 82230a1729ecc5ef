import { DatelineError } from "../shared/errors.ts";
import type { Embedder } from "./embedder.ts";
import { createModelClient, type ModelClientOptions } from "./model-client.ts";
import type { ModelSpec, TextRole } from "./model-messages.ts";

export type ModelToOpen = {
  name: string;
  revision: string;
  /** What the vectors' length must be; null when nothing is known of the model. */
  dimensions: number | null;
  spec: ModelSpec;
};

/**
 * A batch is padded to its longest text, so its cost is texts × longest. In characters, because a token stands for
 * about one at least in every script, for four in English: some 4,096 tokens at most, mostly 1,000, are run at once.
 */
const MAX_BATCH_CHARACTERS = 4_096;
/** What the shortest text costs, with its prefix and special tokens. */
const LEAST_CHARACTERS = 32;
/** Of the texts counted in one call. */
const MAX_COUNT_CHARACTERS = 65_536;

/**
 * Opens a model in a process of its own. A text longer than `info.maxTokens` is embedded by its beginning only; the
 * splitter sees to it that none is. With quantized weights a vector depends slightly on the other texts of its batch.
 * @throws DatelineError "model" when the model cannot be loaded, and from each call that it does not answer.
 */
export async function openModelEmbedder(model: ModelToOpen, options?: ModelClientOptions): Promise<Embedder> {
  const client = createModelClient(model.spec, options);
  try {
    const { dimensions, maxTokens, fingerprint } = await client.load();
    if (model.dimensions !== null && dimensions !== model.dimensions) {
      throw new DatelineError(
        "model",
        `The files of ${model.name} give vectors of ${dimensions} numbers instead of ${model.dimensions}: they are of another model`,
      );
    }
    const info = {
      kind: "transformers",
      model: model.name,
      revision: `${model.revision}+${fingerprint}`,
      dimensions,
      maxTokens,
    } as const;
    const embed = async (role: TextRole, batch: readonly string[]) =>
      rows(await client.embed(role, batch), batch.length, dimensions);
    return {
      info,
      embedPassages: (texts) => inBatches(texts, (batch) => embed("passage", batch)),
      embedQuestion: async (question) => (await embed("question", [question]))[0] as Float32Array,
      countTokens: async (texts) => {
        const counts: number[] = [];
        for (const batch of slices(texts, MAX_COUNT_CHARACTERS)) counts.push(...(await client.count(batch)));
        return counts;
      },
      close: () => client.close(),
    };
  } catch (error) {
    await client.close();
    throw error;
  }
}

/** Runs texts of like length together and gives their vectors in the order of the texts. */
async function inBatches(
  texts: readonly string[],
  run: (batch: string[]) => Promise<Float32Array[]>,
): Promise<Float32Array[]> {
  const results = new Array<Float32Array>(texts.length);
  for (const batch of batchesByLength(texts)) {
    const vectors = await run(batch.map((index) => texts[index] as string));
    batch.forEach((index, i) => {
      results[index] = vectors[i] as Float32Array;
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

/** The texts in order, in slices of at most so many characters, or of one longer text. */
function slices(texts: readonly string[], maxCharacters: number): string[][] {
  const all: string[][] = [];
  let room = 0;
  for (const text of texts) {
    if (text.length > room || all.length === 0) {
      all.push([]);
      room = maxCharacters;
    }
    all.at(-1)?.push(text);
    room -= text.length;
  }
  return all;
}

/** Cuts vectors that lie one after the other apart. Copies, since what comes from the process shares one buffer. */
function rows(vectors: Float32Array, count: number, dimensions: number): Float32Array[] {
  if (vectors.length !== count * dimensions) {
    throw new DatelineError(
      "model",
      `The embedding model gave ${vectors.length} numbers for ${count} texts instead of ${dimensions} each`,
    );
  }
  return Array.from({ length: count }, (_, i) => vectors.slice(i * dimensions, (i + 1) * dimensions));
}
