import { z } from "zod";
import { DatelineError } from "../shared/errors.ts";

/** Counts up when the files of an index change their meaning; an index of another version is built anew. */
export const INDEX_VERSION = 3;

const file = z.object({ bytes: z.int().nonnegative(), sha256: z.string().length(64) });

const schema = z.object({
  version: z.literal(INDEX_VERSION),
  /** ISO 8601 time of the build. */
  builtAt: z.iso.datetime(),
  embedder: z.object({
    kind: z.enum(["transformers", "built-in"]),
    model: z.string(),
    revision: z.string().nullable(),
    dimensions: z.int().positive(),
    /** JSON has no Infinity: null stands for "any length". */
    maxTokens: z
      .number()
      .nullable()
      .transform((tokens) => tokens ?? Number.POSITIVE_INFINITY),
  }),
  /** What the vectors depend on besides the embedder: a change of it means that all is embedded anew. */
  embedding: z.string(),
  /** Why the built-in embedder stands in for the model, if it does. */
  embedderNote: z.string().nullable(),
  articles: z.int().nonnegative(),
  passages: z.int().nonnegative(),
  /** Every other file of the index, by its path in the index folder. */
  files: z.record(z.string(), file),
});

/** What an index was built from, and how to check that it is whole. */
export type Manifest = z.infer<typeof schema>;

/** @throws DatelineError that names the file: "index-damaged" when the text is no manifest, "index-outdated" when it is of another version. */
export function parseManifest(text: string, path: string): Manifest {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw damaged(path, "is not JSON", cause);
  }
  const version = (value as { version?: unknown } | null)?.version;
  if (Number.isInteger(version) && version !== INDEX_VERSION) {
    const what = `is of version ${version}, and this Dateline reads version ${INDEX_VERSION}`;
    throw new DatelineError("index-outdated", `${path} ${what}; ${MEND}`);
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw damaged(path, `lacks ${parsed.error.issues[0]?.path.join(".")}`, parsed.error);
  return parsed.data;
}

const MEND = "build the index again with: npm run index";

/** The one way in which a damaged index is reported. */
export function damaged(path: string, what: string, cause?: unknown): DatelineError {
  return new DatelineError("index-damaged", `${path} ${what}; ${MEND}`, { cause });
}
