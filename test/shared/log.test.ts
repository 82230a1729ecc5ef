import { spawnSync } from "node:child_process";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";

const source = (name: string) => JSON.stringify(pathToFileURL(`src/shared/${name}.ts`).href);

it("remembers warnings and errors, and hides secrets there as in what it writes", () => {
  const code = `import { createLog } from ${source("log")};
    import { createRecentProblems } from ${source("recent-problems")};
    const problems = createRecentProblems();
    const log = createLog("info", ["s3cret"], problems);
    log.info("started with s3cret");
    log.warn({ code: 50013 }, "refused s3cret");
    log.error({ err: new TypeError("s3cret"), reference: "12ab" }, "/ask failed");
    process.stdout.write(JSON.stringify(problems.all()));`;
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ["--import", "tsx", "--input-type=module", "--eval", code],
    { encoding: "utf8" },
  );
  expect(JSON.parse(stdout)).toEqual([
    { time: expect.any(String), level: "warn", text: "refused [hidden]" },
    { time: expect.any(String), level: "error", text: "/ask failed (TypeError, reference 12ab)" },
  ]);
  expect(stderr).toContain("started with [hidden]");
  expect(stdout + stderr).not.toContain("s3cret");
});
