import { readdirSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Plugin } from "vitest/config";
import type { TestProject } from "vitest/node";
import { makeCopy } from "../../scripts/make-copy.mjs";

const ROOT = resolve(import.meta.dirname, "../..");
const COPIES = join(ROOT, "node_modules/.cache/dateline-tests");
/** This module is loaded more than once in a run of the tests, but always by the same process. */
const COPY = join(COPIES, String(process.pid));

/** Compiles the sources before the tests, and again before they are repeated. */
export default async function compileSources(project: TestProject): Promise<() => Promise<void>> {
  const compile = async () => {
    await rm(COPY, { recursive: true, force: true });
    const files = readdirSync(join(ROOT, "src"), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length + 1));
    await makeCopy({ root: ROOT, files, copies: COPIES, copy: COPY, isCurrent: () => true });
  };
  await compile();
  project.onTestsRerun(compile);
  return () => rm(COPY, { recursive: true, force: true });
}

/**
 * Has the processes that the sources start by `forkModule` run the compiled copy, as they do under npm start: some hundred of them
 * are started, and each one would wait for tsx as long as for its model.
 */
export const forkCompiled: Plugin = {
  name: "fork what is compiled",
  enforce: "pre",
  transform(code, id) {
    const [path = ""] = id.split("?");
    if (!path.startsWith(join(ROOT, "src")) || !code.includes("forkModule(import.meta.url")) return undefined;
    const compiled = pathToFileURL(join(COPY, path.slice(ROOT.length).replace(/\.ts$/, ".js"))).href;
    return { code: code.replace("forkModule(import.meta.url", `forkModule("${compiled}"`), map: null };
  },
};
