import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { QuestionReport } from "../answer/question-report.ts";
import type { KnownVitals } from "./vitals.ts";

/** From what is in memory, well under a millisecond, to a model that is started again, ten seconds. */
const BUCKETS_S = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const MS_PER_S = 1000;

export type Metrics = {
  observe(report: QuestionReport): void;
  contentType: string;
  /** All of them, in the text format of Prometheus. */
  text(): Promise<string>;
};

/**
 * What Prometheus can ask of the bot, and of its process.
 * @param vitals read whenever the metrics are; what is not known yet counts as 0, or as NaN where 0 would say something
 */
export function createMetrics(vitals: KnownVitals, version: string): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });

  const questions = new Counter({
    name: "dateline_questions_total",
    help: "Questions that were dealt with, by what became of them and where they came from.",
    labelNames: ["kind", "command"],
    registers,
  });
  const duration = new Histogram({
    name: "dateline_question_duration_seconds",
    help: "Time from Discord's event to the last answer of Discord.",
    buckets: BUCKETS_S,
    registers,
  });
  const stageDuration = new Histogram({
    name: "dateline_question_stage_seconds",
    help: "The same by stage.",
    labelNames: ["stage"],
    buckets: BUCKETS_S,
    registers,
  });

  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name: `dateline_${name}`,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  const counter = (name: string, help: string, read: () => number) =>
    new Counter({
      name: `dateline_${name}`,
      help,
      registers,
      collect() {
        this.reset();
        this.inc(read());
      },
    });

  gauge("questions_running", "Questions being answered.", () => vitals.questions?.().running ?? 0);
  gauge("questions_waiting", "Questions waiting for their turn.", () => vitals.questions?.().waiting ?? 0);
  counter(
    "answers_from_memory_total",
    "Questions whose answer was remembered.",
    () => vitals.questions?.().fromMemory ?? 0,
  );
  gauge("index_age_seconds", "Time since the index was built.", () =>
    vitals.index ? (Date.now() - Date.parse(vitals.index().builtAt)) / MS_PER_S : Number.NaN,
  );
  gauge("articles", "Articles in the index.", () => vitals.index?.().articles ?? 0);
  gauge("passages", "Passages in the index.", () => vitals.index?.().passages ?? 0);
  gauge("model_down", "1 while words alone are searched, because a model does not answer.", () =>
    vitals.models?.().isDown ? 1 : 0,
  );
  counter(
    "model_failures_total",
    "Failures of the processes of the models; each is started again.",
    () => vitals.models?.().failures ?? 0,
  );
  gauge("gateway_connected", "1 while the bot is connected to Discord.", () =>
    vitals.gateway?.().isConnected ? 1 : 0,
  );
  counter(
    "gateway_reconnects_total",
    "How often a lost connection to Discord has come back.",
    () => vitals.gateway?.().reconnects ?? 0,
  );
  new Gauge({
    name: "dateline_build_info",
    help: "1, with the version that runs.",
    labelNames: ["version", "node"],
    registers,
  }).set({ version, node: process.version }, 1);

  return {
    observe({ kind, from, ms, stages }) {
      questions.inc({ kind, command: from });
      duration.observe(ms / MS_PER_S);
      for (const [stage, time] of Object.entries(stages)) stageDuration.observe({ stage }, time / MS_PER_S);
    },
    contentType: registry.contentType,
    text: () => registry.metrics(),
  };
}
