import type { Language } from "../shared/detect-language.ts";
import { DatelineError } from "../shared/errors.ts";
import type { StageTimes } from "../shared/stages.ts";
import type { Answer } from "./answer.ts";

/** What became of a question. "refused": it cannot be used, and the reader was told why. */
export type QuestionKind = "answered" | "possibly-related" | "abstained" | "refused" | "busy" | "error";

/** A question that has been dealt with, for the log and the metrics. Says nothing of who asked. */
export type QuestionReport = {
  /** 8 hexadecimal digits. */
  id: string;
  /** The command, the action of the button, or "mention". */
  from: string;
  kind: QuestionKind;
  /** Whether the answer came from the memory of recent ones. */
  fromMemory: boolean;
  /** Whether it was found by words alone, because a model did not answer. */
  withoutModel: boolean;
  language: Language;
  /** Milliseconds from the event to the end of the last request to Discord, and by stage. */
  ms: number;
  stages: StageTimes;
};

export function kindOf({ answered, sure }: Answer): QuestionKind {
  if (!answered) return "abstained";
  return sure ? "answered" : "possibly-related";
}

export function kindOfFailure(error: unknown): QuestionKind {
  if (!(error instanceof DatelineError)) return "error";
  if (error.code === "question") return "refused";
  return error.code === "busy" ? "busy" : "error";
}
