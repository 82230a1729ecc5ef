import { percentile } from "../benchmark/percentile.ts";
import type { AskedAll } from "./ask-at-rate.ts";

/** The figures of one run; times in milliseconds, memory in 10⁶ bytes. */
export type LoadFigures = {
  /** Questions answered, of all questions, in a second. */
  throughput: number;
  asked: number;
  /** From the event to the final reply. */
  p50_ms: number;
  p95_ms: number;
  p99_ms: number;
  /** From the event of a command to its acknowledgement. */
  ack_p99_ms: number;
  ack_max_ms: number;
  /** By how much 99 of 100 timers of the bot came late. */
  loop_p99_ms: number;
  /** The most memory the bot had; null where that cannot be known. */
  rss_peak_mb: number | null;
  /** The share of one processor that the bot and the fake Discord used. */
  bot_cpu: number;
  fake_cpu: number;
  /** Questions without a proper answer, and whatever the bot did that Discord would mind. */
  errors: number;
};

export type Measured = {
  loopP99Ms: number;
  botCpuMs: number;
  fakeCpuMs: number;
  rssPeakMb: number | null;
  /** What the fake Discord had to object to. */
  problems: number;
};

export function summarise({ asked, seconds }: AskedAll, measured: Measured): LoadFigures {
  const answered = asked.filter(({ failure }) => failure === null);
  const replies = answered.map(({ replyMs }) => replyMs);
  const acks = asked.flatMap(({ ackMs }) => ackMs ?? []);
  return {
    throughput: round(answered.length / seconds),
    asked: asked.length,
    p50_ms: round(percentile(replies, 0.5)),
    p95_ms: round(percentile(replies, 0.95)),
    p99_ms: round(percentile(replies, 0.99)),
    ack_p99_ms: round(percentile(acks, 0.99)),
    ack_max_ms: round(percentile(acks, 1)),
    loop_p99_ms: round(measured.loopP99Ms),
    rss_peak_mb: measured.rssPeakMb === null ? null : Math.round(measured.rssPeakMb),
    bot_cpu: round(measured.botCpuMs / (seconds * 1_000), 2),
    fake_cpu: round(measured.fakeCpuMs / (seconds * 1_000), 2),
    errors: asked.length - answered.length + measured.problems,
  };
}

const round = (value: number, digits = 1): number => Number(value.toFixed(digits));

/** The figures for a reader. */
export function renderFigures(figures: LoadFigures): string {
  const lines: [string, string][] = [
    ["throughput", `${figures.throughput} answers/s of ${figures.asked} questions`],
    ["to the final reply", `p50 ${figures.p50_ms} ms, p95 ${figures.p95_ms} ms, p99 ${figures.p99_ms} ms`],
    ["acknowledgement", `p99 ${figures.ack_p99_ms} ms, the latest after ${figures.ack_max_ms} ms`],
    ["event-loop delay", `p99 ${figures.loop_p99_ms} ms`],
    ["peak memory", figures.rss_peak_mb === null ? "not known here" : `${figures.rss_peak_mb} MB`],
    ["processors", `bot ${figures.bot_cpu}, fake Discord ${figures.fake_cpu}`],
    ["errors", String(figures.errors)],
  ];
  return lines.map(([name, value]) => `${name.padEnd(20)}${value}`).join("\n");
}
