import { describe, expect, it } from "vitest";
import { type Measured, makeRows } from "../../src/benchmark/make-rows.ts";
import { planTasks } from "../../src/benchmark/plan-tasks.ts";
import { renderTable } from "../../src/benchmark/render-table.ts";
import { CONTENDERS } from "../../src/benchmark/row.ts";
import { nameOf } from "../../src/benchmark/task.ts";

const measured = (changed: Partial<Measured>): Measured => ({
  contender: "floor",
  stage: "dense",
  passages: 100,
  samples: [1],
  rssMb: 90,
  note: null,
  ...changed,
});

describe("the rows", () => {
  it("join what several processes measured of the same", () => {
    const [row] = makeRows([measured({ samples: [3, 1] }), measured({ samples: [2], rssMb: 99.6 })]);
    expect(row).toMatchObject({ p50_ms: 2, p95_ms: 3, rss_mb: 100, samples: 3, note: null });
  });

  it("stand in relation to the floor of their own stage and size", () => {
    const rows = makeRows([
      measured({ contender: "dateline", samples: [3] }),
      measured({ samples: [2] }),
      measured({ passages: 1_000, samples: [20] }),
      measured({ contender: "dateline", stage: "lexical" }),
    ]);
    expect(rows.map(({ contender, stage, passages, ratio }) => [stage, passages, contender, ratio])).toEqual([
      ["lexical", 100, "dateline", null],
      ["dense", 100, "dateline", 1.5],
      ["dense", 100, "floor", 1],
      ["dense", 1_000, "floor", 1],
    ]);
  });

  it("tell how many passages are embedded in a second", () => {
    const [row] = makeRows([measured({ stage: "embed", samples: [2_000], note: "batches of 4" })]);
    expect(row?.note).toBe("50.0 passages/s, batches of 4");
  });

  it("forget what failed in one process and not in another", () => {
    const failed = measured({ samples: [], rssMb: null, note: "no time left" });
    expect(makeRows([failed, measured({ samples: [5] })])[0]).toMatchObject({ p50_ms: 5, note: null });
  });

  it("say why nothing was measured", () => {
    const [row] = makeRows([measured({ samples: [], rssMb: null, note: "fails: Invalid string length" })]);
    expect(row).toMatchObject({ p50_ms: null, p95_ms: null, rss_mb: null, ratio: null });
    expect(row?.note).toBe("fails: Invalid string length");
  });
});

describe("the table", () => {
  it("is Markdown, with the versions before it and the meaning of its stages after it", () => {
    const rows = makeRows([
      measured({ samples: [0.25] }),
      measured({ contender: "dateline", samples: [12_345.6] }),
      measured({ contender: "vectra-json", samples: [], rssMb: null, note: "a | b" }),
    ]);
    expect(renderTable(rows, { Node: "20.20.2", CPU: "Some × 2" })).toBe(
      `Node 20.20.2, CPU Some × 2

| stage | passages | contender   | p50 ms | p95 ms |  × floor | peak MB | note   |
| ----- | -------: | ----------- | -----: | -----: | -------: | ------: | ------ |
| dense |      100 | dateline    | 12,350 | 12,350 | 49400.00 |      90 |        |
| dense |      100 | floor       |  0.250 |  0.250 |     1.00 |      90 |        |
| dense |      100 | vectra-json |      - |      - |          |         | a \\| b |

- dense: a vector of 384 numbers to the 60 nearest`,
    );
  });
});

describe("the aims", () => {
  it("stand below the table with what was measured of each, and whether that is enough", () => {
    const rows = makeRows([
      measured({ contender: "dateline", stage: "lexical", passages: 50_000, samples: [4.25] }),
      measured({ contender: "dateline", stage: "open", passages: 50_000, samples: [401], rssMb: 250 }),
      measured({ contender: "dateline", stage: "open", passages: 250_000, samples: [], note: "fails" }),
    ]);
    expect(renderTable(rows, {}).split("\n\n").at(-1)).toBe(
      `| aim                              | measured |  at most |        |
| -------------------------------- | -------: | -------: | ------ |
| ranking 50,000 passages by words |  4.25 ms |     5 ms | met    |
| opening an index of 50,000       |   401 ms |   400 ms | missed |
| memory with it open              |   250 MB |   300 MB | met    |
| opening an index of 250,000      |        - | possible | missed |`,
    );
  });
});

describe("the plan", () => {
  it("gives the largest number to Dateline alone, once", () => {
    const tasks = planTasks({ ...plan, ceiling: 9_000, rounds: 3 }).filter(
      ({ passages }) => passages === 9_000,
    );
    expect(tasks.map(({ contender, parts }) => `${contender} ${parts.join()}`)).toEqual([
      "dateline write",
      "dateline query",
      "dateline write again",
    ]);
    expect(tasks.slice(1).map(({ needs }) => needs)).toEqual(
      tasks.slice(1).map(() => nameOf(tasks[0] as never)),
    );
  });

  const plan = {
    sizes: [100, 1_000],
    ceiling: null,
    contenders: CONTENDERS,
    embedded: 8,
    rounds: 2,
    apart: true,
    seconds: 1,
    folder: "f",
  };

  it("has every contender at every size, and what a task needs before it", () => {
    const tasks = planTasks(plan);
    for (const size of plan.sizes) {
      const there = tasks.filter(({ passages }) => passages === size).map(({ contender }) => contender);
      expect(new Set(there)).toEqual(new Set(CONTENDERS));
    }
    const names = tasks.map(nameOf);
    expect(new Set(names).size).toBe(names.length);
    for (const [i, { needs }] of tasks.entries())
      if (needs !== null) expect(names.slice(0, i)).toContain(needs);
  });

  it("asks in every round, all contenders in turn, and writes once", () => {
    const tasks = planTasks({ ...plan, contenders: ["floor", "minisearch"], sizes: [100] });
    expect(tasks.map(({ contender, parts, round }) => `${contender} ${parts} ${round}`)).toEqual([
      "floor embed 1",
      "floor write 1",
      "floor query 1",
      "minisearch write 1",
      "minisearch query 1",
      "floor embed 2",
      "floor query 2",
      "minisearch query 2",
    ]);
  });

  it("leaves out who is not wanted, and needs one process where memory does not matter", () => {
    const tasks = planTasks({ ...plan, contenders: ["minisearch"], apart: false });
    expect(tasks.map(({ contender, passages, parts }) => [contender, passages, parts])).toEqual([
      ["minisearch", 100, ["write", "query"]],
      ["minisearch", 1_000, ["write", "query"]],
    ]);
  });
});
