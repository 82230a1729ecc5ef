import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { messageOf } from "../shared/errors.ts";
import { makeFolder } from "../shared/make-folder.ts";
import type { EmbeddingHooks } from "./embedding-settings.ts";
import { FetchProblem, fetchFile } from "./fetch-file.ts";
import { ModelFailure } from "./model-failure.ts";
import { type ModelSource, missingFiles } from "./model-source.ts";

const DEFAULT_HUB = "https://huggingface.co/";
/**
 * The first file is a few hundred bytes: a hub that has not sent it whole by then counts as unreachable. A download of which no
 * byte arrived for so long has stalled.
 */
const PATIENCE_MS = 5_000;
/** Unfinished downloads are left behind by a process that was killed; nothing downloads for a day. */
const STALE_MS = 24 * 60 * 60 * 1000;

/**
 * Downloads a model's files. They are collected in a folder of their own, tried out by `check`, and only then moved to
 * their place: a download that breaks off leaves nothing that could be taken for a model.
 * @throws ModelFailure when the hub cannot be reached, does not have the model, or stops sending; also what `check` throws.
 */
export async function downloadModel(
  source: ModelSource,
  download: {
    cacheDir: string;
    hub: string | undefined;
    patienceMs: number | undefined;
    check(folder: string): Promise<void>;
  },
  hooks: EmbeddingHooks,
): Promise<void> {
  const [place] = source.places;
  const hub = new URL(download.hub ?? DEFAULT_HUB);
  const base = `${hub.href.replace(/\/$/, "")}/${source.name}/resolve/${encodeURIComponent(place.revision)}`;
  const staging = await openStaging(download.cacheDir).catch((error) => {
    throw diskFailure(error, source);
  });
  try {
    for (const [i, file] of source.files.entries()) {
      const first = i === 0;
      const fetched = fetchFile(`${base}/${file}`, join(staging, file), {
        patience: { ms: download.patienceMs ?? PATIENCE_MS, forWhole: first },
        onBytes: (loaded, total) => hooks.onDownload?.({ file, loaded, total }),
      });
      await fetched.then(first ? () => checkIsJson(join(staging, file)) : undefined).catch((error) => {
        throw hubFailure(error, source, hub, file);
      });
      if (first) hooks.onNotice?.(`Downloading the ${source.use.noun} ${source.name} from ${hub.host}.`);
    }
    await download.check(staging);
    await moveIntoPlace(staging, place.folder, source.files).catch((error) => {
      throw diskFailure(error, source);
    });
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/** A network that wants a login answers every address with its own page. */
async function checkIsJson(path: string): Promise<void> {
  try {
    JSON.parse(await readFile(path, "utf8"));
  } catch (cause) {
    throw new FetchProblem("sent something else than a model; is there a login page in between?", null, {
      cause,
    });
  }
}

function hubFailure(error: unknown, source: ModelSource, hub: URL, file: string): ModelFailure {
  // Only the file system's errors come as they are; fetch wraps those of the network.
  if (error instanceof Error && "syscall" in error) return diskFailure(error, source) as ModelFailure;
  const { use } = source;
  const status = error instanceof FetchProblem ? error.status : null;
  // The hub answers 401 for a model that does not exist, since it could be a private one.
  if (status === 404 || status === 401) {
    const why = `${hub.host} has no ${file} of it at revision ${source.places[0].revision}`;
    return failure(source, why, `check ${use.modelVariable} and ${use.revisionVariable}`, error);
  }
  const problem = error instanceof FetchProblem ? error.message : `cannot be reached: ${networkCode(error)}`;
  const files = `${source.files.slice(0, -1).join(", ")} and ${source.files.at(-1)}`;
  const byHand = `put its files ${files} into MODEL_CACHE_DIR/${source.name}/`;
  return failure(source, `${hub.host} ${problem}`, `connect to the network, or ${byHand}`, error);
}

/** Anything but a failed system call is a bug and stays as it is. */
function diskFailure<E>(error: E, source: ModelSource): E | ModelFailure {
  if (!(error instanceof Error && "syscall" in error)) return error;
  const { code } = error as NodeJS.ErrnoException;
  return failure(
    source,
    `MODEL_CACHE_DIR cannot be written: ${code}`,
    "make room there or set MODEL_CACHE_DIR",
    error,
  );
}

const failure = (source: ModelSource, why: string, remedy: string, cause: unknown) =>
  new ModelFailure(`the ${source.use.noun} ${source.name} could not be downloaded (${why})`, remedy, {
    cause,
  });

/** The code of the innermost cause, such as ENOTFOUND; fetch wraps it once or twice. */
function networkCode(error: unknown): string {
  if (error instanceof Error && error.cause) return networkCode(error.cause);
  return (error as NodeJS.ErrnoException).code ?? messageOf(error);
}

/** A new folder on the same disk as the models, since a rename does not cross disks. */
async function openStaging(cacheDir: string): Promise<string> {
  const downloads = join(cacheDir, ".downloads");
  await makeFolder(downloads);
  for (const name of await readdir(downloads)) {
    const path = join(downloads, name);
    // Another process may have finished with it in the meantime.
    const found = await stat(path).catch(() => null);
    if (found && Date.now() - found.mtimeMs > STALE_MS) await rm(path, { recursive: true, force: true });
  }
  return mkdtemp(join(downloads, "model-"));
}

/** Old files go first, so that a process killed in between leaves too few files and never a mixture. */
async function moveIntoPlace(staging: string, folder: string, files: readonly string[]): Promise<void> {
  if ((await missingFiles(folder, files)).length === 0) return;
  for (const file of files) await rm(join(folder, file), { force: true });
  for (const file of files) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await rename(join(staging, file), join(folder, file));
  }
}
