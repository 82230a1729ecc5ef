import { describe, expect, it } from "vitest";
import type { Vector } from "../../src/embedding/embedder.ts";
import { pseudoRandom } from "../../src/evaluation/metrics.ts";
import { dayNumber, openVectors, type PassageFilter, vectorFiles } from "../../src/index/vectors.ts";
import { cosine } from "../support/vectors.ts";

const PASSAGES = 2_300;
const PASSAGES_PER_ARTICLE = 23;
const DIMENSIONS = 16;
const random = pseudoRandom(5);
const dates = Array.from(
  { length: PASSAGES / PASSAGES_PER_ARTICLE },
  (_, i) => `20${String(10 + (i % 15)).padStart(2, "0")}-06-30`,
);
const articleOf = (passage: number) => Math.floor(passage / PASSAGES_PER_ARTICLE);
const floats = () => Float32Array.from({ length: DIMENSIONS }, () => random() - 0.5);
const bytes = () => Int8Array.from({ length: DIMENSIONS }, () => Math.round(254 * random() - 127));

async function write(vectors: readonly Vector[]): Promise<Buffer> {
  const files: Buffer[] = [];
  const passages = vectors.map((vector, passage) => ({
    vector,
    metadata: {
      article: articleOf(passage),
      start: 10 * passage,
      end: 10 * passage + 9,
      day: dayNumber(dates[articleOf(passage)] ?? ""),
    },
  }));
  for await (const { content } of vectorFiles(passages)) files.push(content);
  expect(files.length).toBeGreaterThan(2);
  return Buffer.concat(files);
}

function naive(vectors: readonly Vector[], query: Vector, { from, to, article }: PassageFilter): number[] {
  const isAllowed = (of: number) =>
    (from === undefined || (dates[of] ?? "") >= from) &&
    (to === undefined || (dates[of] ?? "") <= to) &&
    (article === undefined || of === article);
  return vectors
    .map((vector, passage) => ({ passage, similarity: cosine(query, vector) }))
    .filter(({ passage }) => isAllowed(articleOf(passage)))
    .sort((a, b) => b.similarity - a.similarity)
    .slice(0, 60)
    .map(({ passage }) => passage);
}

describe.each<[string, () => Vector]>([
  ["floats", floats],
  ["bytes", bytes],
])("the nearest passages, by vectors of %s", (_, make) => {
  const vectors = Array.from({ length: PASSAGES }, make);
  const file = write(vectors);

  it.each<[string, PassageFilter]>([
    ["all passages", {}],
    ["those from a date on", { from: "2015-01-01" }],
    ["those up to a date", { to: "2015-06-30" }],
    ["those between two dates", { from: "2012-06-30", to: "2014-06-29" }],
    ["those of one article", { article: 42 }],
    ["none", { from: "2030-01-01" }],
  ])("are those that comparing all of them finds, among %s", async (_, filter) => {
    const { nearest } = openVectors(await file);
    for (let i = 0; i < 5; i++) {
      const query = make();
      const found = await nearest(query, 60, filter);
      expect(found.map(({ passage }) => passage)).toEqual(naive(vectors, query, filter));
      for (const { passage, similarity } of found) {
        expect(similarity).toBeCloseTo(cosine(query, vectors[passage] as Vector), 6);
      }
    }
  });

  it("come with all that was written of each", async () => {
    const { metadata, vector } = openVectors(await file);
    expect(metadata).toHaveLength(PASSAGES);
    expect(metadata[1_234]).toEqual({ article: 53, start: 12_340, end: 12_349, day: 20180630 });
    expect(vector(1_234)).toEqual(vectors[1_234]);
    expect(() => vector(PASSAGES)).toThrow(RangeError);
  });
});

describe("an index without passages", () => {
  it("has no nearest", async () => {
    expect(await openVectors(Buffer.alloc(0)).nearest(floats(), 60)).toEqual([]);
  });
});
