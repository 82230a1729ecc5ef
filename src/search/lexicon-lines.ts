import { readFileSync } from "node:fs";

/** The lines of a file in `lexicon/`, without its comments. */
export function lexiconLines(file: string): string[] {
  const text = readFileSync(new URL(`./lexicon/${file}`, import.meta.url), "utf8");
  return text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
}
