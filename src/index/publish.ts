import { randomBytes } from "node:crypto";
import { mkdir, readdir, readFile, rm, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { replaceFile, syncToDisk } from "../shared/replace-file.ts";
import { sha256 } from "../shared/sha256.ts";
import { damaged } from "./manifest.ts";

/**
 * How an index lies on disk: every build in a folder of its own under `builds/`, and the small file `current`, which
 * names the one that counts. Replacing `current` by a rename is the moment of publication; whatever kills a builder
 * before it leaves the old index in force, and a reader never sees half of a build.
 */
const BUILDS = "builds";
const CURRENT = "current";
export const MANIFEST = "manifest.json";

const pointer = z.object({
  build: z.string().regex(/^[\w-]+$/),
  /** SHA-256 of the build's manifest, the first link in the chain of checksums. */
  manifest: z.string().length(64),
});

export type Pointer = z.infer<typeof pointer>;

export const pointerPath = (indexDir: string): string => join(indexDir, CURRENT);

export const buildFolder = (indexDir: string, build: string): string => join(indexDir, BUILDS, build);

/** Which build counts; undefined when nothing has been published yet. */
export async function readPointer(indexDir: string): Promise<Pointer | undefined> {
  const path = pointerPath(indexDir);
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw damaged(path, `cannot be read (${code})`, error);
  }
  try {
    return pointer.parse(JSON.parse(text));
  } catch (cause) {
    throw damaged(path, "does not name a build", cause);
  }
}

/** Makes an empty folder for a build. */
export async function newBuild(indexDir: string): Promise<{ build: string; folder: string }> {
  const build = `${new Date().toISOString().replace(/\D/g, "").slice(0, 14)}-${randomBytes(4).toString("hex")}`;
  const folder = buildFolder(indexDir, build);
  await mkdir(folder, { recursive: true });
  return { build, folder };
}

/** Makes a finished build the one that counts. */
export async function publish(indexDir: string, build: string): Promise<void> {
  const folder = buildFolder(indexDir, build);
  await syncTree(folder);
  const manifest = sha256(await readFile(join(folder, MANIFEST)));
  await replaceFile(pointerPath(indexDir), JSON.stringify({ build, manifest } satisfies Pointer));
}

/** Notes when the articles were as the published index holds them, which was before it was written or long after. */
export async function noteUpToDate(indexDir: string, at: Date): Promise<void> {
  try {
    await utimes(pointerPath(indexDir), at, at);
  } catch (error) {
    // Who may write the folder need not own the file; then articles that were only touched are told of as changed.
    if ((error as NodeJS.ErrnoException).code !== "EPERM") throw error;
  }
}

/** When that was, in milliseconds as of `Date.now()`. */
export const upToDateAt = async (indexDir: string): Promise<number> =>
  (await stat(pointerPath(indexDir))).mtimeMs;

/** Removes what replaced, failed and killed builds have left. Only for the holder of the lock. */
export async function removeUnpublished(indexDir: string): Promise<void> {
  // A pointer that cannot be read publishes nothing; whoever opens the index is told of the damage.
  const published = (await readPointer(indexDir).catch(() => undefined))?.build;
  for (const build of await listBuilds(indexDir)) {
    if (build !== published) await rm(buildFolder(indexDir, build), { recursive: true, force: true });
  }
}

/** None before the first build. */
async function listBuilds(indexDir: string): Promise<string[]> {
  try {
    return await readdir(join(indexDir, BUILDS));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

async function syncTree(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    await syncToDisk(join(entry.parentPath, entry.name));
  }
  await syncToDisk(folder);
}
