import { readFileSync } from "node:fs";

/** The lines of a file in `lexicon/`, without its comments. */
export function lexiconLines(file: string): string[] {
  const text = readFileSync(new URL(`./lexicon/${file}`, import.meta.url), "utf8");
  return text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
}

/** Makes a value when it is first asked for: the files are not read before a question needs them. */
export function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
