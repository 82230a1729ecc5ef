/**
 * A failure we expect and can explain: its message is written for the reader, says what happened,
 * where, and what to do. Anything else that is thrown is a bug and is logged with its stack.
 */
export class DatelineError extends Error {
  override readonly name = "DatelineError";
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

export type ErrorCode =
  | "config" // a variable or an option has a wrong value
  | "articles" // no usable article, or one that was refused
  | "index-missing"
  | "index-damaged" // a file is truncated or altered
  | "index-mismatch" // the index was built with another embedder than the one asked for
  | "index-outdated" // it was built by another version of Dateline
  | "index-locked" // another build is running
  | "disk" // the index folder cannot be written: full, read-only, forbidden
  | "model" // the embedding model cannot be had or does not work
  | "question" // the question or its options cannot be used
  | "busy" // too many questions are waiting; it may be asked again in a moment
  | "feedback" // the feedback cannot be read or written
  | "discord"; // the token is refused or Discord cannot be used

/** The text of anything thrown, for a log line or for wrapping in an error of ours. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
