import { spawnSync } from "node:child_process";
import { cp, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { DatelineError } from "../src/shared/errors.ts";
import { EXIT, run } from "../src/terminal/run.ts";

const HELP = `npm run build -- [options]

Compiles Dateline to JavaScript, which runs without tsx: node dist/src/main.js
The commands that an operator needs are in dist/scripts/.

  --out DIR   where to put it, in place of what is there (default dist)
  --help      this text
`;

const ROOT = resolve(import.meta.dirname, "..");
const TSC = fileURLToPath(new URL("bin/tsc", import.meta.resolve("typescript/package.json")));

await run(
  HELP,
  {
    options: { out: { type: "string", default: join(ROOT, "dist") }, help: { type: "boolean", short: "h" } },
  },
  async ({ values: { out } }) => {
    // What has been deleted from the sources must not live on here.
    await rm(out, { recursive: true, force: true });
    const settings = ["--project", join(ROOT, "tsconfig.build.json"), "--outDir", resolve(out)];
    const { status } = spawnSync(process.execPath, [TSC, ...settings], { stdio: ["ignore", 2, 2] });
    if (status !== 0) throw new DatelineError("config", "The sources do not compile; nothing was built.");
    // What the sources read beside themselves, such as word lists.
    await cp(join(ROOT, "src"), join(out, "src"), {
      recursive: true,
      filter: (path) => !path.endsWith(".ts"),
    });
    // It says that these files are modules, and which version they are of.
    await cp(join(ROOT, "package.json"), join(out, "package.json"));
    return EXIT.answered;
  },
);
