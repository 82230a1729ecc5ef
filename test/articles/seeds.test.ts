import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readArticles } from "../../src/articles/read-articles.ts";

const SEEDS = fileURLToPath(new URL("../../seeds", import.meta.url));

describe("the seeds", () => {
  it("are described as a person would describe them", async () => {
    const { articles, refusals, warnings } = await readArticles(SEEDS, { maxBytes: 5_242_880 });
    const described = articles.map(({ article: { text: _text, bodyStart, url, ...rest } }) => {
      expect(bodyStart).toBe(16);
      expect(url).toBeNull();
      return rest;
    });
    expect(described).toEqual([
      {
        id: "000_45847a6cb954d0ff.txt",
        date: "2023-09-13",
        title:
          "Politburo member and Minister of Public Security Gen. Tô Lâm paid a courtesy call to member of the…",
        publisher: "VNS",
        place: "BEIJING",
      },
      {
        id: "001_d895ca261d4fdf71.txt",
        date: "2023-12-01",
        title:
          "Deputy Minister of Public Security Sen. Lieut. Gen. Tran Quoc To hosted a reception in Hanoi on…",
        publisher: "VNA",
        place: "Hanoi",
      },
      {
        id: "002_d5a10a0e9d3ed20f.txt",
        date: "2021-02-21",
        title:
          "The public security ministers of China and Vietnam have agreed to step up co-operation on serious…",
        publisher: "Xinhua",
        place: null,
      },
      {
        id: "003_ef646735df44e7de.txt",
        date: "2023-09-14",
        title: "China, Vietnam pledge to strengthen law enforcement cooperation",
        publisher: "Xinhua",
        place: "BEIJING",
      },
      {
        id: "004_6e7597bf4cdff618.txt",
        date: "2023-11-21",
        title:
          "Vietnamese Minister of Public Security General Tô Lâm on Tuesday received Chief of Staff of the…",
        publisher: "VNS",
        place: "HÀ NỘI",
      },
    ]);
    expect(refusals).toEqual([]);
    expect(warnings).toEqual([]);
  });
});
