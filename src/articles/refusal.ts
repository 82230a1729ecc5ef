/** Why a file was not taken. */
export type Refusal = {
  /** Path relative to the articles folder. */
  file: string;
  /** Names the file as the reader knows it and says the mend. */
  message: string;
};

const REASONS: Record<string, string> = {
  EACCES: "permission denied",
  EPERM: "permission denied",
  ENOENT: "it is no longer there",
  EISDIR: "it is a folder",
  ENOTDIR: "not a folder",
  EMFILE: "too many open files",
  EIO: "the disk reports an error",
  ELOOP: "its symbolic links go in a circle",
};

/** Whether an error comes from the operating system: a file that is gone, forbidden, or on a broken disk. */
export const isSystemError = (error: unknown): error is NodeJS.ErrnoException & { code: string } =>
  error instanceof Error && "code" in error && typeof error.code === "string" && "syscall" in error;

/** A system error in plain words. */
export const reasonOf = (error: { code: string }): string => REASONS[error.code] ?? error.code;
