/**
 * Runs a program written in TypeScript: node scripts/run.mjs src/main.ts [arguments]
 *
 * What runs is a compiled copy of all sources, which lies in the cache of node_modules; when there is none of the sources as they
 * are now, it is made first. That spares every other start the second in which tsx would read them. Where no copy can be made or
 * kept, tsx runs the program.
 */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, statSync, utimes } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const ROOT = resolve(import.meta.dirname, "..");
const COPIES = join(ROOT, "node_modules/.cache/dateline");
const SOURCES = ["src", "scripts"];
/** What a copy depends on besides: the version, the compiler's settings, and which packages npm has installed. */
const SETTINGS = ["package.json", "tsconfig.json", "node_modules/.package-lock.json"];
/** How often a running program says that its copy is in use. */
const TOUCH_MS = 10 * 60_000;

const [program = "", ...args] = process.argv.slice(2);
process.argv.splice(1, process.argv.length, join(ROOT, program), ...args);
const copy = await findOrMakeCopy();
if (copy) {
  keepInUse(copy);
  // A stack names the lines of the sources then.
  process.setSourceMapsEnabled(true);
  await import(pathToFileURL(join(copy, program.replace(/\.ts$/, ".js"))).href);
} else {
  const { register } = await import("tsx/esm/api");
  register();
  await import(pathToFileURL(join(ROOT, program)).href);
}

/** The folder of the copy; undefined when it is not there and cannot be made. */
async function findOrMakeCopy() {
  try {
    const files = SOURCES.flatMap(listFiles);
    const key = keyOf(files);
    const copy = join(COPIES, key);
    if (!existsSync(copy)) {
      const { makeCopy } = await import("./make-copy.mjs");
      const isCurrent = () => keyOf(SOURCES.flatMap(listFiles)) === key;
      await makeCopy({ root: ROOT, files, copies: COPIES, copy, isCurrent });
    }
    return copy;
  } catch {
    // Whatever it was, a disk that cannot be written or a mistake in the sources: tsx does without a copy, and names the mistake.
    return undefined;
  }
}

/** The files of a folder and those below it, by their paths from the root. */
function listFiles(folder) {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? listFiles(path) : [path];
  });
}

/** Another one when a source has come, gone or been written since; by sizes and times, as reading them all would take longer. */
function keyOf(files) {
  const hash = createHash("sha256");
  for (const path of [...files, ...SETTINGS]) {
    const found = statSync(join(ROOT, path), { throwIfNoEntry: false });
    hash.update(`${path}\0${found?.size}\0${found?.mtimeMs}\0`);
  }
  return hash.digest("hex").slice(0, 32);
}

/** A program may load more of its copy at any time, and start processes of it: copies in use are not removed. */
function keepInUse(copy) {
  const touch = () => {
    const now = new Date();
    // On a disk that cannot be written nothing is removed either.
    utimes(copy, now, now, () => {});
  };
  touch();
  setInterval(touch, TOUCH_MS).unref();
}
