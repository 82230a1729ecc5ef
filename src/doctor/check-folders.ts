import { access, constants, open, rm, stat, statfs } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { isSystemError, reasonOf } from "../articles/refusal.ts";
import type { Config } from "../config.ts";
import { isModelCached } from "../embedding/choose-embedder.ts";
import { type Finding, right, warning, wrong } from "./finding.ts";

/** Room for the model (118 MB), and for two indexes while a new one replaces the old one. */
const LOW_BYTES = 500e6;
/** Beyond this an index of even a few articles may fail. */
const TOO_LOW_BYTES = 20e6;

type Folder = { variable: string; path: string; isNeeded: boolean };

/** Whether the folders that Dateline writes to can be written, and how much room is left there. */
export async function checkFolders(config: Config): Promise<Finding[]> {
  const { embedding, feedback } = config;
  const downloads = embedding.embedder !== "built-in" && !(await isModelCached(embedding).catch(() => true));
  const folders: Folder[] = [
    { variable: "INDEX_DIR", path: config.indexDir, isNeeded: true },
    { variable: "DATA_DIR", path: config.dataDir, isNeeded: feedback },
    { variable: "MODEL_CACHE_DIR", path: embedding.cacheDir, isNeeded: downloads },
  ];
  return [...(await Promise.all(folders.map(checkWriting))), ...(await checkRoom(folders))];
}

async function checkWriting({ variable, path, isNeeded }: Folder): Promise<Finding> {
  try {
    const existing = await nearestExisting(path);
    if (existing === resolve(path)) await tryWriting(existing);
    else await access(join(existing, "."), constants.W_OK | constants.X_OK);
    return right(variable, `${path} can be written`);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    const text = `${path} cannot be written (${reasonOf(error)})`;
    if (!isNeeded) return right(variable, `${text}, and need not be`);
    return wrong(variable, `${text}; allow it to this account, or set ${variable} to another folder`);
  }
}

/** Only a try tells of read-only disks, full ones, and rights beyond the mode. */
async function tryWriting(folder: string): Promise<void> {
  const path = join(folder, `.written-by-doctor-${process.pid}`);
  try {
    const file = await open(path, "wx", 0o600);
    await file.writeFile("x").finally(() => file.close());
  } finally {
    await rm(path, { force: true });
  }
}

/** One line for each disk. */
async function checkRoom(folders: readonly Folder[]): Promise<Finding[]> {
  const disks = new Map<number, { variables: string[]; free: number }>();
  for (const { variable, path } of folders) {
    const existing = await nearestExisting(path);
    const { dev } = await stat(existing);
    const { bavail, bsize } = await statfs(existing);
    const disk = disks.get(dev) ?? { variables: [], free: bavail * bsize };
    disk.variables.push(variable);
    disks.set(dev, disk);
  }
  return [...disks.values()].map(({ variables, free }) => {
    const text = `${(free / 1e9).toFixed(1)} GB free for ${variables.join(", ")}`;
    if (free >= LOW_BYTES) return right("disk", text);
    return (free < TOO_LOW_BYTES ? wrong : warning)("disk", `only ${text}; make room`);
  });
}

/** The folder itself, or the one in which it would have to be made. */
async function nearestExisting(path: string): Promise<string> {
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    try {
      await stat(folder);
      return folder;
    } catch (error) {
      if (!isSystemError(error) || !["ENOENT", "ENOTDIR"].includes(error.code)) throw error;
    }
  }
}
