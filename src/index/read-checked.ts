import { open } from "node:fs/promises";
import { join } from "node:path";
import { sha256 } from "../shared/sha256.ts";
import { damaged, type Manifest } from "./manifest.ts";

type Expected = Manifest["files"][string];
type Place = { path: string; expected: Expected; into: Buffer };

/** While one file is checked, others are read. */
const AT_ONCE = 3;

/**
 * Reads files of a build and checks each against its length and checksum.
 * @param files by name
 * @returns their contents, one after the other in one piece of memory, in the order of their names
 * @throws DatelineError "index-damaged" that names the file
 */
export async function readChecked(folder: string, files: Manifest["files"]): Promise<Buffer> {
  const inOrder = Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1));
  const all = allocate(
    folder,
    inOrder.reduce((sum, [, { bytes }]) => sum + bytes, 0),
  );
  let from = 0;
  const places = inOrder.map(([name, expected]): Place => {
    const into = all.subarray(from, from + expected.bytes);
    from += expected.bytes;
    return { path: join(folder, name), expected, into };
  });
  const waiting = places.values();
  const work = async () => {
    for (const place of waiting) await readOne(place);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return all;
}

function allocate(folder: string, bytes: number): Buffer {
  try {
    return Buffer.allocUnsafeSlow(bytes);
  } catch (cause) {
    throw damaged(folder, `says that it has ${bytes} bytes, more than can be read`, cause);
  }
}

async function readOne({ path, expected, into }: Place): Promise<void> {
  const length = await readInto(path, into).catch((cause: NodeJS.ErrnoException) => {
    throw damaged(path, `cannot be read (${cause.code})`, cause);
  });
  if (length !== into.length) throw damaged(path, `has ${length} bytes instead of ${into.length}`);
  if (sha256(into) !== expected.sha256) throw damaged(path, "has another checksum than the manifest says");
}

/** Fills memory from a file. @returns how long the file is */
async function readInto(path: string, into: Buffer): Promise<number> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    let read = 0;
    while (size === into.length && read < size) {
      const { bytesRead } = await file.read(into, read, into.length - read, read);
      if (bytesRead === 0) return read;
      read += bytesRead;
    }
    return size;
  } finally {
    await file.close();
  }
}
