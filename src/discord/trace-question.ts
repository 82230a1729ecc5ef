import { randomBytes } from "node:crypto";
import type { Answer } from "../answer/answer.ts";
import { kindOf, kindOfFailure, type QuestionReport } from "../answer/question-report.ts";
import { detectLanguage } from "../shared/detect-language.ts";
import type { Logger } from "../shared/log.ts";
import { type Lap, startStopwatch } from "../shared/stages.ts";

const ID_BYTES = 4;
/** A tenth of a millisecond. */
const DIGITS = 1;

/** Follows one event of Discord that may hold a question. */
export type Trace = {
  /** Stands in the log beside all that this event causes. */
  id: string;
  lap: Lap;
  asked(question: string): void;
  answered(answer: Answer): void;
  /** The event has been dealt with; if a question was asked, that is reported. @param error why it was not answered */
  end(error?: unknown): void;
};

/** Told of every question once it has been dealt with. */
export type OnQuestion = (report: QuestionReport, question: string) => void;

/** @param from the command, the action of the button, or "mention" */
export function traceQuestion(from: string, onQuestion: OnQuestion): Trace {
  const id = randomBytes(ID_BYTES).toString("hex");
  const { lap, read } = startStopwatch();
  let question: string | undefined;
  let answer: Answer | undefined;
  return {
    id,
    lap,
    asked(text) {
      question = text;
      lap("prepare");
    },
    answered(found) {
      answer = found;
    },
    end(error) {
      if (question === undefined) return;
      if (error === undefined) lap("send");
      const { ms, stages } = read();
      const report: QuestionReport = {
        id,
        from,
        kind: error === undefined && answer ? kindOf(answer) : kindOfFailure(error),
        fromMemory: stages.memory !== undefined,
        withoutModel: answer?.withoutModel ?? false,
        language: detectLanguage(question),
        ms,
        stages,
      };
      onQuestion(report, question);
    },
  };
}

/** One line for each question; its text stands there only if the operator wants that. */
export const questionLog =
  (log: Logger, logsText: boolean): OnQuestion =>
  (report, question) => {
    const { ms, stages, ...rest } = report;
    const times = Object.fromEntries(Object.entries(stages).map(([stage, time]) => [stage, rounded(time)]));
    log.info({ ...rest, ms: rounded(ms), stages: times, ...(logsText && { question }) }, "question");
  };

const rounded = (ms: number) => Number(ms.toFixed(DIGITS));
