import { DatelineError } from "../shared/errors.ts";

/**
 * A model that cannot be had. Its two clauses are built into different sentences: the note when the built-in embedder
 * stands in, or the error when it must not. The note is shown to readers, so the clauses name no folder of the machine.
 */
export class ModelFailure extends DatelineError {
  /** What happened: "the embedding model … could not be downloaded (…)". */
  readonly what: string;
  /** What to do, in the imperative: "connect to the network …". */
  readonly remedy: string;

  constructor(what: string, remedy: string, options?: ErrorOptions) {
    super("model", `${what[0]?.toUpperCase()}${what.slice(1)}. To use it, ${remedy}.`, options);
    this.what = what;
    this.remedy = remedy;
  }
}
