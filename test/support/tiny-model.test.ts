import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { tinyModelFiles, tinyRerankerFiles } from "../../scripts/make-tiny-model.ts";
import { TINY_FILES, TINY_MODEL, TINY_RERANKER } from "./tiny-model.ts";

describe.each([
  { name: "model", folder: TINY_MODEL, made: tinyModelFiles() },
  { name: "reranker", folder: TINY_RERANKER, made: tinyRerankerFiles() },
])("the tiny $name", ({ folder, made }) => {
  it("is what its script makes", () => {
    expect([...made.keys()].sort()).toEqual([...TINY_FILES].sort());
    for (const [path, bytes] of made) {
      const committed = readFileSync(join(folder, path));
      if (path.endsWith(".json")) {
        expect(JSON.parse(committed.toString())).toEqual(JSON.parse(Buffer.from(bytes).toString()));
      } else expect(committed.equals(bytes)).toBe(true);
    }
  });

  it("is smaller than 300 kB", () => {
    expect([...made.values()].reduce((sum, bytes) => sum + bytes.length, 0)).toBeLessThan(300_000);
  });
});
