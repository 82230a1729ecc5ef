import { isSystemError } from "../articles/refusal.ts";
import { DatelineError } from "../shared/errors.ts";

const FULL: Record<string, string> = {
  ENOSPC: "the disk is full",
  EDQUOT: "the quota of the disk is used up",
  EFBIG: "a file would be larger than is allowed",
};

const REASONS: Record<string, string> = {
  EROFS: "the disk is read-only",
  EACCES: "permission denied",
  EPERM: "permission denied",
  ENOTDIR: "a part of its path is a file",
  EEXIST: "it is a file",
  ENOENT: "it cannot be made there, or was removed meanwhile",
  EIO: "the disk reports an error",
};

/**
 * Does something that writes to the index folder.
 * @throws DatelineError "disk" that names the folder and the mend when the operating system refuses
 */
export async function onDisk<T>(indexDir: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    throw diskError(indexDir, error) ?? error;
  }
}

/** What a refusal of the operating system means for the index folder; undefined for any other error. */
export function diskError(indexDir: string, error: unknown): DatelineError | undefined {
  if (!isSystemError(error)) return undefined;
  const full = FULL[error.code];
  const reason = full ?? REASONS[error.code] ?? error.code;
  const mend = full ? "make room, or set INDEX_DIR to another folder" : "set INDEX_DIR to a folder that can";
  return new DatelineError("disk", `${indexDir} cannot be written (${reason}); ${mend}`, { cause: error });
}
