import { mkdir, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";

/**
 * Makes a folder and those above it that are missing; one that is there is left as it is. Not by `mkdir` with `recursive`, which
 * on Node.js 20 tries for ever where a file system lets nothing be made, as /proc does.
 * @throws the operating system's error
 */
export async function makeFolder(path: string, mode?: number): Promise<void> {
  try {
    await mkdir(path, mode);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST" && (await stat(path)).isDirectory()) return;
    const above = dirname(resolve(path));
    if (code !== "ENOENT" || (await isThere(above))) throw error;
    await makeFolder(above, mode);
    await makeFolder(path, mode);
  }
}

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
