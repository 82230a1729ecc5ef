import { lock } from "proper-lockfile";
import { DatelineError } from "../shared/errors.ts";
import { makeFolder } from "../shared/make-folder.ts";
import { lockPath, OWNER_ONLY_FOLDER } from "./feedback-files.ts";

/** A change takes milliseconds; a lock without a sign of life for so long belongs to a process that died. */
const STALE_MS = 5_000;
const RETRY_MS = 50;
const LONGEST_WAIT_MS = 20_000;

/**
 * Runs a change of the feedback's files while no other process changes them; makes the folder if need be.
 * @throws DatelineError "feedback" when the disk refuses (full, read-only) or another process does not let go.
 */
export async function changeFiles<T>(dataDir: string, change: () => Promise<T>): Promise<T> {
  try {
    await makeFolder(dataDir, OWNER_ONLY_FOLDER);
    const release = await takeLock(dataDir);
    try {
      return await change();
    } finally {
      await release();
    }
  } catch (cause) {
    const { code, syscall } = cause as NodeJS.ErrnoException;
    if (code === "ELOCKED") {
      throw new DatelineError(
        "feedback",
        `${dataDir}: another process is changing the feedback and does not end; end it, then try again`,
        { cause },
      );
    }
    if (!syscall) throw cause;
    throw new DatelineError(
      "feedback",
      `The feedback in ${dataDir} cannot be written (${code}); make room, set DATA_DIR to another folder, or set FEEDBACK=false`,
      { cause },
    );
  }
}

async function takeLock(dataDir: string): Promise<() => Promise<void>> {
  let lost = false;
  const release = await lock(dataDir, {
    lockfilePath: lockPath(dataDir),
    realpath: false,
    stale: STALE_MS,
    retries: { retries: LONGEST_WAIT_MS / RETRY_MS, factor: 1, minTimeout: RETRY_MS, maxTimeout: RETRY_MS },
    // Only a machine that slept meanwhile comes to this; what was taken away cannot be given back.
    onCompromised: () => {
      lost = true;
    },
  });
  return async () => {
    if (!lost) await release();
  };
}
