import type { CollectionStatus } from "../answer/collection.ts";
import { durationInWords } from "./duration.ts";
import { label } from "./markdown.ts";
import { type Message, notice } from "./message.ts";
import type { Services } from "./services.ts";
import type { Texts } from "./texts.ts";

const BYTES_PER_MB = 1e6;
/** How much of a log line is shown: five of them fit into a message. */
const MAX_PROBLEM = 250;

/** How the bot is doing: work, memory, connection, and what went wrong lately. */
export function renderAdminStatus(
  { builtAt }: CollectionStatus,
  { activity, load, builds, problems, startedAt }: Services,
  texts: Texts,
): Message {
  const latency = activity.latencyMs();
  const { running, waiting } = load();
  const built = momentOf(builtAt);
  const lines = problems.all().map(({ time, level, text }) => {
    const { day, time: clock } = momentOf(time);
    return `- ${day} ${clock} · ${level} · ${label(text, MAX_PROBLEM)}`;
  });
  return notice(
    [
      texts("adminRequests", { count: Math.max(0, activity.handlers() - 1) }),
      texts("adminQueue", { running, waiting }),
      ...(builds.isRunning() ? [texts("adminBuilding")] : []),
      texts("adminMemory", { megabytes: Math.round(process.memoryUsage.rss() / BYTES_PER_MB) }),
      latency === null ? texts("adminLatencyUnknown") : texts("adminLatency", { milliseconds: latency }),
      texts("adminUptime", { duration: durationInWords(Date.now() - startedAt, texts.locale) }),
      texts("statusBuilt", built),
      "",
      ...(lines.length === 0 ? [texts("adminNoProblems")] : [texts("adminProblems"), ...lines]),
    ].join("\n"),
  );
}

/** Day and time of day, both in UTC. */
function momentOf(time: string): { day: string; time: string } {
  const [day = "", clock = ""] = new Date(time).toISOString().split("T");
  return { day, time: clock.slice(0, "hh:mm".length) };
}
