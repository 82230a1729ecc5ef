import { createRequire } from "node:module";
import { dirname, join } from "node:path";

type Vectra = Pick<typeof import("vectra"), "LocalIndex" | "VirtualFileStorage">;

const require = createRequire(import.meta.url);

/**
 * Vectra's index and its files in memory. The package as a whole brings tokenizers, crawlers and servers with it, half a second and
 * 120 MB; these two modules take a tenth of a second and 28 MB. They are not among the doors of the package, so its version
 * is pinned.
 */
export function loadVectra(): Vectra {
  const folder = dirname(require.resolve("vectra"));
  const { LocalIndex } = require(join(folder, "LocalIndex.js"));
  const { VirtualFileStorage } = require(join(folder, "storage", "VirtualFileStorage.js"));
  return { LocalIndex, VirtualFileStorage };
}
