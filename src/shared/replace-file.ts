import { open, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Writes a file so that whoever reads it, also after a crash or a power cut, finds the old content or the new one, whole:
 * beside it as `<path>.new`, flushed to the disk, then renamed. If that fails the old content stays. Not for several
 * writers at once.
 * @param mode permissions of the new file
 */
export async function replaceFile(path: string, content: string | Uint8Array, mode = 0o666): Promise<void> {
  const fresh = `${path}.new`;
  try {
    await writeFile(fresh, content, { mode, flush: true });
    await rename(fresh, path);
  } catch (error) {
    await rm(fresh, { force: true });
    throw error;
  }
  await syncToDisk(dirname(path));
}

/** Flushes a file or folder to the disk, so that a power cut after a rename finds it whole. */
export async function syncToDisk(path: string): Promise<void> {
  // Windows does not open folders.
  if (process.platform === "win32" && (await stat(path)).isDirectory()) return;
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
