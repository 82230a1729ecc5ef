import { readFile } from "node:fs/promises";
import { cpus } from "node:os";
import { join } from "node:path";

const PACKAGES = ["vectra", "minisearch", "@orama/orama", "@xenova/transformers"];

/** What was measured, and where. */
export async function readVersions(): Promise<Record<string, string>> {
  const packages = await Promise.all(
    PACKAGES.map(async (name) => {
      const path = join("node_modules", name, "package.json");
      return [name, (JSON.parse(await readFile(path, "utf8")) as { version: string }).version] as const;
    }),
  );
  const processors = cpus();
  return {
    Node: process.version.slice(1),
    ...Object.fromEntries(packages),
    CPU: `${processors[0]?.model.trim() ?? "unknown"} × ${processors.length}`,
  };
}
