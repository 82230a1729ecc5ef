import { DatelineError } from "../shared/errors.ts";
import { batchQuestions } from "./batch-questions.ts";
import type { Embedder } from "./embedder.ts";
import { estimateTokens, inBatches } from "./in-batches.ts";
import { createModelClient } from "./model-client.ts";
import type { ModelSpec, TextRole } from "./model-messages.ts";
import type { ModelClientOptions } from "./run-model.ts";

export type ModelToOpen = {
  name: string;
  revision: string;
  /** What the vectors' length must be; null when nothing is known of the model. */
  dimensions: number | null;
  spec: ModelSpec;
};

/** Of the texts counted in one call. */
const MAX_COUNT_CHARACTERS = 65_536;

/**
 * Opens a model in a process of its own. A text longer than `info.maxTokens` is embedded by its beginning only; the
 * splitter sees to it that none is. With quantized weights a vector depends slightly on the other texts of its batch.
 * Questions that come together are embedded together, and are not kept waiting for a model that has failed.
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
    const embed = async (role: TextRole, batch: readonly string[], until?: number) =>
      rows(await client.embed(role, batch, until), batch.length, dimensions);
    const embedQuestion = batchQuestions((questions) =>
      client.inTime((until) =>
        inBatches(questions, questions.map(estimateTokens), (batch) => embed("question", batch, until)),
      ),
    );
    const countTokens = async (texts: readonly string[]) => {
      const counts: number[] = [];
      for (const batch of slices(texts, MAX_COUNT_CHARACTERS)) counts.push(...(await client.count(batch)));
      return counts;
    };
    return {
      info,
      embedPassages: async (texts) =>
        inBatches(texts, await countTokens(texts), (batch) => embed("passage", batch)),
      // Waiting for the batches before it counts too.
      embedQuestion: (question) => client.inTime(() => embedQuestion(question)),
      countTokens,
      close: () => client.close(),
    };
  } catch (error) {
    await client.close();
    throw error;
  }
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
