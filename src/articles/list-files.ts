import type { Dirent } from "node:fs";
import { readdir, realpath, stat } from "node:fs/promises";
import { extname, isAbsolute, join, relative, sep } from "node:path";
import { DatelineError } from "../shared/errors.ts";
import { isSystemError, type Refusal, reasonOf } from "./refusal.ts";

export const ARTICLE_TYPES = [".txt", ".md", ".html"] as const;
export type ArticleType = (typeof ARTICLE_TYPES)[number];

export type Listing = {
  /** Paths relative to the folder, with "/" between parts, sorted by UTF-16 units. */
  files: string[];
  refusals: Refusal[];
  warnings: string[];
};

/** The type of an article by the ending of its name, in any case; null for other files. */
export function articleType(path: string): ArticleType | null {
  const ending = extname(path).toLowerCase();
  return ARTICLE_TYPES.find((type) => type === ending) ?? null;
}

/**
 * Lists the articles of a folder and its sub-folders. Hidden files and folders (a dot first) are passed over
 * silently, files of other types with a warning each. A symbolic link is followed only within the folder, and only
 * to what is not listed anyway: so each file is listed once and a cycle ends.
 * @throws DatelineError with code "articles" when the folder does not exist or cannot be read.
 */
export async function listFiles(folder: string): Promise<Listing> {
  const root = await openFolder(folder);
  const listing: Listing = { files: [], refusals: [], warnings: [] };
  const links: string[] = [];
  const seen = new Set<string>();
  const warn = (path: string, text: string): void => {
    listing.warnings.push(`${join(folder, path)}: ${text}`);
  };

  const addFile = (path: string, target: string): void => {
    if (articleType(path) === null) warn(path, `not a ${ARTICLE_TYPES.join(", ")} file; passed over`);
    else {
      seen.add(target);
      listing.files.push(path);
    }
  };

  const addFolder = async (path: string, target: string): Promise<void> => {
    seen.add(target);
    const entries = await readFolder(folder, path, listing.refusals);
    for (const entry of entries) {
      const entryPath = path === "" ? entry.name : `${path}/${entry.name}`;
      if (entry.isDirectory()) await addFolder(entryPath, join(target, entry.name));
      else if (entry.isFile()) addFile(entryPath, join(target, entry.name));
      else if (entry.isSymbolicLink()) links.push(entryPath);
      else warn(entryPath, "neither a file nor a folder; passed over");
    }
  };

  const followLink = async (path: string): Promise<void> => {
    const target = await realpath(join(folder, path)).catch(brokenLink);
    if (target === null) return warn(path, "a symbolic link to nothing; passed over");
    if (!isInside(root, target)) return warn(path, "a symbolic link that leaves the folder; passed over");
    if (seen.has(target)) return;
    const found = await stat(target);
    if (found.isDirectory()) await addFolder(path, target);
    else if (found.isFile()) addFile(path, target);
    else warn(path, "neither a file nor a folder; passed over");
  };

  await addFolder("", root);
  // Following a link can find more of them; the loop takes those too.
  for (const link of links) await followLink(link);
  listing.files.sort((a, b) => (a < b ? -1 : 1));
  return listing;
}

async function openFolder(folder: string): Promise<string> {
  try {
    const root = await realpath(folder);
    if ((await stat(root)).isDirectory()) return root;
  } catch (error) {
    if (!isSystemError(error)) throw error;
    const mend = "create it and put articles into it, or set ARTICLES_DIR to the folder that holds them";
    const problem =
      error.code === "ENOENT" ? "there is no such folder" : `cannot be opened (${reasonOf(error)})`;
    throw new DatelineError("articles", `${folder}: ${problem}; ${mend}`, { cause: error });
  }
  throw new DatelineError(
    "articles",
    `${folder}: not a folder; set ARTICLES_DIR to the folder that holds the articles`,
  );
}

async function readFolder(folder: string, path: string, refusals: Refusal[]): Promise<Dirent[]> {
  try {
    const entries = await readdir(join(folder, path), { withFileTypes: true });
    return entries.filter(({ name }) => !name.startsWith(".")).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    if (!isSystemError(error)) throw error;
    const text = `${join(folder, path)}: the folder cannot be read (${reasonOf(error)}); allow reading it, or move it away`;
    if (path === "") throw new DatelineError("articles", text, { cause: error });
    refusals.push({ file: path, message: text });
    return [];
  }
}

function brokenLink(error: unknown): null {
  if (!isSystemError(error)) throw error;
  return null;
}

function isInside(root: string, target: string): boolean {
  const path = relative(root, target);
  return path !== ".." && !path.startsWith(`..${sep}`) && !isAbsolute(path);
}
