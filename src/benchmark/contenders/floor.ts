import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Clock } from "../clock.ts";
import { readQuestions, readVectors } from "../data-folder.ts";
import type { Task } from "../task.ts";
import { TOP } from "./top.ts";

const file = (folder: string) => join(folder, "floor.f32");

export async function write({ data, folder, passages }: Task, clock: Clock): Promise<void> {
  const vectors = await readVectors(data, passages);
  await clock.once("write", () => writeFile(file(folder), vectors));
}

export async function query({ data, folder }: Task, clock: Clock): Promise<void> {
  const questions = await readQuestions(data);
  const vectors = await clock.once("open", async () => {
    const { buffer, byteOffset, byteLength } = await readFile(file(folder));
    return new Float32Array(buffer, byteOffset, byteLength / Float32Array.BYTES_PER_ELEMENT);
  });
  await clock.often("dense", questions, ({ vector }) => nearest(vectors, vector, TOP));
}

/** One dot product after the other, of the question as a model gives it, and the best ones kept in order. */
function nearest(vectors: Float32Array, query: Float32Array, count: number): Near[] {
  const best: Near[] = [];
  let worst = Number.NEGATIVE_INFINITY;
  const dimensions = query.length;
  for (let passage = 0; passage * dimensions < vectors.length; passage++) {
    const similarity = dotProduct(vectors, passage * dimensions, query);
    if (best.length === count && similarity <= worst) continue;
    let place = best.length;
    while (place > 0 && (best[place - 1]?.similarity as number) < similarity) place--;
    best.splice(place, 0, { passage, similarity });
    if (best.length > count) best.pop();
    worst = best.at(-1)?.similarity as number;
  }
  return best;
}

type Near = { passage: number; similarity: number };

/** Of a vector that begins at a place in the block of all vectors. */
function dotProduct(vectors: Float32Array, from: number, query: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < query.length; i++) sum += (vectors[from + i] as number) * (query[i] as number);
  return sum;
}
