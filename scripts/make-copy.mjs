import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { build, stop } from "esbuild";

/** So many copies are kept in any case, and of the others those that were in use within the hour. */
const KEPT = 5;
const UNUSED_MS = 60 * 60_000;
const SIGNALS = ["SIGINT", "SIGTERM"];

/**
 * Compiles the sources into a folder that comes into being whole, whatever kills this process or the machine. If another process
 * is faster, its copy stays.
 * @param wanted.root of the project
 * @param wanted.files of the sources, by their paths from the root; what is not TypeScript is copied
 * @param wanted.copies the folder of all copies
 * @param wanted.copy the folder to make
 * @param wanted.isCurrent whether the sources are still those that the copy is named after
 */
export async function makeCopy(wanted) {
  await holdSignals(() => writeCopy(wanted));
  // Another process may be at it as well.
  await removeUnused(wanted.copies).catch(() => {});
}

/** A Ctrl-C that comes meanwhile does its work at the end, when nothing half done is left: the first start takes long enough for one. */
async function holdSignals(work) {
  let held;
  const hold = (signal) => {
    held = signal;
  };
  for (const signal of SIGNALS) process.on(signal, hold);
  try {
    await work();
  } finally {
    for (const signal of SIGNALS) process.off(signal, hold);
    if (held) process.kill(process.pid, held);
  }
}

async function writeCopy({ root, files, copies, copy, isCurrent }) {
  await mkdir(copies, { recursive: true });
  const fresh = await mkdtemp(`${copy}-`);
  try {
    const contents = [
      ...(await compile(root, files.filter(isTypeScript), copy)),
      ...(await readBeside(root, files)),
    ];
    for (const folder of new Set(contents.map(({ path }) => dirname(path)))) {
      await mkdir(join(fresh, folder), { recursive: true });
    }
    await Promise.all(
      contents.map(({ path, bytes }) => writeFile(join(fresh, path), bytes, { flush: true })),
    );
    if (!isCurrent()) throw new Error("the sources have changed meanwhile");
    await rename(fresh, copy).catch((error) => {
      if (!existsSync(copy)) throw error;
    });
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

const isTypeScript = (path) => path.endsWith(".ts");

/** @returns the compiled files, by their paths in the copy */
async function compile(root, files, outdir) {
  try {
    const { outputFiles } = await build({
      absWorkingDir: root,
      entryPoints: files.filter((path) => !path.endsWith(".d.ts")),
      outbase: root,
      outdir,
      plugins: [{ name: "keep files apart", setup: keepApart }],
      bundle: true,
      format: "esm",
      platform: "node",
      target: "node20",
      sourcemap: "linked",
      sourcesContent: false,
      logLevel: "silent",
      write: false,
    });
    return outputFiles.map(({ path, contents }) => ({ path: relative(outdir, path), bytes: contents }));
  } finally {
    await stop();
  }
}

/** Each source stays a file of its own, since they find others, and their word lists, by where they lie. */
function keepApart({ onResolve }) {
  onResolve({ filter: /./ }, ({ path, kind }) =>
    kind === "entry-point" ? undefined : { path: path.replace(/^(\..*)\.ts$/, "$1.js"), external: true },
  );
}

/** What the sources read beside themselves, such as word lists, and which version they are of. */
const readBeside = (root, files) =>
  Promise.all(
    [...files.filter((path) => !isTypeScript(path)), "package.json"].map(async (path) => ({
      path,
      bytes: await readFile(join(root, path)),
    })),
  );

async function removeUnused(copies) {
  const paths = (await readdir(copies)).map((name) => join(copies, name));
  const known = await Promise.all(paths.map(async (path) => ({ path, usedAt: (await stat(path)).mtimeMs })));
  const unused = known
    .sort((a, b) => b.usedAt - a.usedAt)
    .slice(KEPT)
    .filter(({ usedAt }) => Date.now() - usedAt > UNUSED_MS);
  for (const { path } of unused) {
    // Half of a copy must not be taken for one.
    await rename(path, `${path}.old`);
    await rm(`${path}.old`, { recursive: true, force: true });
  }
}
