import { readFile, rename, rm, rmdir, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { lock } from "proper-lockfile";
import { z } from "zod";
import { DatelineError } from "../shared/errors.ts";
import { makeFolder } from "../shared/make-folder.ts";
import { diskError } from "./on-disk.ts";

/** The right to build in an index folder. */
export type IndexLock = {
  /** @throws DatelineError "index-locked" if the lock was lost meanwhile, e.g. while the machine slept. */
  assertHeld(): void;
  release(): Promise<void>;
};

/** A lock without a sign of life for so long belongs to a builder that died, even if nobody knows which one it was. */
const STALE_MS = 15_000;
const RETRY_MS = 1_000;
/** A build of tens of thousands of articles with a model may take an hour; beyond that something is wrong. */
const LONGEST_WAIT_MS = 60 * 60_000;

/**
 * Waits until no other build runs in this index folder, then takes its lock.
 * @param onWait called once if there is something to wait for
 * @throws DatelineError "index-locked" when the other build does not end; "disk" when the folder cannot be written; the signal's
 * reason when it is aborted meanwhile
 */
export async function lockIndex(
  indexDir: string,
  onWait: () => void,
  signal?: AbortSignal,
): Promise<IndexLock> {
  const started = Date.now();
  for (let waits = 0; ; waits++) {
    const held = await tryLock(indexDir);
    if (held) return held;
    if (await buryDeadOwner(indexDir)) continue;
    if (Date.now() - started > LONGEST_WAIT_MS) {
      throw new DatelineError(
        "index-locked",
        `${indexDir}: another build has held the index for an hour; end it, then try again`,
      );
    }
    if (waits === 0) onWait();
    await delay(RETRY_MS, undefined, { signal }).catch(() => signal?.throwIfAborted());
  }
}

async function tryLock(indexDir: string): Promise<IndexLock | undefined> {
  let lost = false;
  try {
    await makeFolder(indexDir);
    const release = await lock(indexDir, {
      stale: STALE_MS,
      lockfilePath: lockPath(indexDir),
      onCompromised: () => {
        lost = true;
      },
    });
    await writeFile(ownerPath(indexDir), SELF).catch(async (error) => {
      await rm(ownerPath(indexDir), { force: true });
      await release();
      throw error;
    });
    return {
      assertHeld() {
        if (lost)
          throw new DatelineError(
            "index-locked",
            `${indexDir}: the lock was lost, another build may run; try again`,
          );
      },
      async release() {
        if (lost) return;
        await rm(ownerPath(indexDir), { force: true });
        await release();
      },
    };
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === "ELOCKED") return undefined;
    throw diskError(indexDir, cause) ?? cause;
  }
}

/** Who holds the lock: only a process of this machine can be asked whether it lives. */
const SELF = JSON.stringify({
  host: hostname(),
  pid: process.pid,
  started: Math.round(performance.timeOrigin),
});

const lockPath = (indexDir: string) => join(indexDir, "lock");
const ownerPath = (indexDir: string) => join(indexDir, "lock-owner");

/**
 * Takes the lock away from a process of this machine that is no more, so that a killed build costs nobody 15 seconds.
 * @returns whether there was such a one
 */
async function buryDeadOwner(indexDir: string): Promise<boolean> {
  const owner = await readFile(ownerPath(indexDir), "utf8").catch(() => "");
  if (owner === "" || !isDead(owner)) return false;
  // Of several that wait, the one whose rename succeeds does it. If it has caught a new owner's file, it gives it back.
  const claim = `${ownerPath(indexDir)}.${process.pid}`;
  try {
    await rename(ownerPath(indexDir), claim);
    if ((await readFile(claim, "utf8")) !== owner) {
      await rename(claim, ownerPath(indexDir));
      return false;
    }
    await rmdir(lockPath(indexDir));
    await rm(claim, { force: true });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
    throw error;
  }
}

const ownerSchema = z.object({ host: z.string(), pid: z.int().positive(), started: z.number() });

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isDead(owner: string): boolean {
  const read = ownerSchema.safeParse(parseJson(owner));
  // Whoever was killed while writing this: the lock itself grows stale.
  if (!read.success || read.data.host !== hostname()) return false;
  const { pid, started } = read.data;
  // A container's only process has the same number every time.
  if (pid === process.pid) return started !== Math.round(performance.timeOrigin);
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
}
