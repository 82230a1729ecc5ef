import { readFile, stat } from "node:fs/promises";
import { parse } from "dotenv";
import { isSystemError, reasonOf } from "../articles/refusal.ts";
import { VARIABLE_NAMES } from "../config.ts";
import { editDistance } from "../search/edit-distance.ts";
import { counted } from "../shared/counted.ts";
import { type Finding, right, warning, wrong } from "./finding.ts";

/** A name that differs from one of ours by so many letters is taken for a slip. */
const MOST_SLIPS = 2;
const OTHERS_MAY_READ = 0o004;

/** What stands before the value, as dotenv reads it. */
const ASSIGNMENT = /^\s*(?:export\s+)?([\w.-]+)(?:\s*=|:\s)/;
const NO_SETTING = /^\s*(?:#|$)/;

/**
 * Whether the file can be read as it is meant: its encoding, names that nobody reads, lines that say nothing, what is said twice
 * or said otherwise by the environment, and who else may read it. The values themselves are checked by `loadConfig`, and none is
 * ever repeated, since one may be secret.
 */
export async function checkEnvFile(path: string, environment: NodeJS.ProcessEnv): Promise<Finding[]> {
  const subject = path;
  const slips = findSlips(Object.keys(environment), isSlip).map((text) => warning("environment", text));
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    if (error.code === "ENOENT") {
      return [right(subject, "there is none; the environment and the defaults decide"), ...slips];
    }
    return [wrong(subject, `cannot be read (${reasonOf(error)}); allow reading it`), ...slips];
  }
  const text = bytes.toString("utf8");
  // Of plain letters in UTF-16 every other byte is zero.
  if (text.includes("\0") || text.includes("\ufffd")) {
    return [wrong(subject, "is not UTF-8, so its settings are not understood; save it again as UTF-8")];
  }

  const given = parse(text);
  const known = VARIABLE_NAMES.filter((name) => given[name]);
  const warnings = [
    ...findSlips(Object.keys(given), isAlike),
    ...strayLines(text),
    ...repeated(text),
    ...known
      .filter((name) => environment[name] !== undefined && environment[name] !== given[name])
      .map(overruled),
    ...(given.DISCORD_TOKEN ? await readableByOthers(path) : []),
  ];
  const found = right(subject, known.length > 0 ? counted(known.length, "setting") : "sets nothing");
  return [found, ...warnings.map((one) => warning(subject, one)), ...slips];
}

function findSlips(names: readonly string[], isLike: (name: string, known: string) => boolean): string[] {
  return names
    .filter((name) => !VARIABLE_NAMES.includes(name))
    .flatMap((name) => {
      const meant = VARIABLE_NAMES.find((known) => isLike(name, known));
      return meant ? [`${name} is no setting; if ${meant} is meant, write that`] : [];
    });
}

const isSlip = (name: string, known: string) =>
  editDistance(name.toUpperCase(), known, MOST_SLIPS) <= MOST_SLIPS;

/** In a file of ours also a name with words too many or too few, such as DISCORD_BOT_TOKEN. */
function isAlike(name: string, known: string): boolean {
  const [ours, theirs] = [known.split("_"), name.toUpperCase().split("_")];
  const holds = (all: readonly string[], some: readonly string[]) => some.every((word) => all.includes(word));
  return isSlip(name, known) || holds(ours, theirs) || holds(theirs, ours);
}

const strayLines = (text: string): string[] =>
  text
    .split("\n")
    .flatMap((line, i) => (NO_SETTING.test(line) || ASSIGNMENT.test(line) ? [] : [i + 1]))
    .map((number) => `line ${number} is passed over, since it is not of the form NAME=value`);

function repeated(text: string): string[] {
  const names = text.split("\n").flatMap((line) => ASSIGNMENT.exec(line)?.[1] ?? []);
  return [...new Set(names.filter((name, i) => names.indexOf(name) < i))].map(
    (name) => `${name} stands there more than once; the last one counts`,
  );
}

const overruled = (name: string) => `the environment sets ${name} too, otherwise, and the environment counts`;

async function readableByOthers(path: string): Promise<string[]> {
  if (process.platform === "win32") return [];
  const { mode } = await stat(path);
  if ((mode & OTHERS_MAY_READ) === 0) return [];
  return [`everybody on this machine may read it, the token too; to change that: chmod 600 ${path}`];
}
