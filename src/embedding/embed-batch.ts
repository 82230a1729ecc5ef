import type { PreTrainedModel } from "@xenova/transformers";
import type { TextEncoder } from "./encode-texts.ts";
import type { ModelSpec } from "./model-messages.ts";
import { poolTokens, type TokenVectors } from "./pool-tokens.ts";

/** The names under which models give the vectors of the tokens. */
type Outputs = Partial<Record<"last_hidden_state" | "logits" | "token_embeddings", TokenVectors>>;

/**
 * Embeds one batch, in the process of the model: padded to its longest text, cut at the model's limit, pooled over its real
 * tokens.
 * @returns vectors of length 1, one after the other
 * @throws Error when the model fails, or gives something else than vectors of tokens
 */
export async function embedBatch(
  model: PreTrainedModel,
  encoder: TextEncoder,
  pooling: ModelSpec["pooling"],
  texts: readonly string[],
): Promise<Float32Array> {
  const inputs = encoder.batch(texts);
  const outputs: Outputs = await model(inputs);
  const tokens = outputs.last_hidden_state ?? outputs.logits ?? outputs.token_embeddings;
  if (!tokens) throw new Error("the model does not give one vector for each token");
  return poolTokens(tokens, inputs.attention_mask.data as BigInt64Array, pooling);
}
