import { createRequire } from "node:module";
import type { SingleBar } from "cli-progress";
import type { BuildEvents } from "../index/build-index.ts";
import { widthOf } from "./style.ts";

/** Columns of the longest text beside the bar: large numbers of articles and passages, rate and time left. */
const TEXT_BESIDE_BAR = 72;
/** How often progress is told where there is no terminal to draw a bar in. */
const LINE_EVERY_MS = 5_000;

/** Shows a build on standard error: a bar in a terminal, else plain lines now and then. Call `stop` in any case. */
export function showBuild(stream: NodeJS.WriteStream = process.stderr): {
  events: BuildEvents;
  stop(): void;
} {
  const say = (line: string) => stream.write(`${line}\n`);
  const embedding = progressOf(stream, "Embedding", "passages", say);
  const downloading = progressOf(stream, "Downloading", "MB", say);
  const stop = () => {
    embedding.stop();
    downloading.stop();
  };
  const files = new Map<string, { loaded: number; total: number }>();
  return {
    stop,
    events: {
      notice: (line) => {
        stop();
        say(line);
      },
      download: ({ file, loaded, total }) => {
        files.set(file, { loaded, total });
        const sum = (key: "loaded" | "total") =>
          [...files.values()].reduce((all, one) => all + one[key], 0) / 1e6;
        downloading.update(
          Number(sum("loaded").toFixed(1)),
          Number(sum("total").toFixed(1)),
          `${files.size} files`,
        );
      },
      progress: ({ articles, allArticles, passages, allPassages }) => {
        downloading.stop();
        embedding.update(passages, allPassages, `${articles}/${allArticles} articles`);
      },
    },
  };
}

/** Loaded by the first bar that is drawn, since most starts draw none; not by import(), which would have the bar wait. */
const loadBars = () => createRequire(import.meta.url)("cli-progress") as typeof import("cli-progress");

type Progress = { update(done: number, total: number, also: string): void; stop(): void };

function progressOf(
  stream: NodeJS.WriteStream,
  what: string,
  unit: string,
  say: (line: string) => void,
): Progress {
  let started = 0;
  let bar: SingleBar | undefined;
  let lastLine = 0;
  const rate = (done: number) => Math.round(done / Math.max(0.001, (Date.now() - started) / 1_000));
  return {
    update(done, total, also) {
      if (total === 0) return;
      if (started === 0) started = lastLine = Date.now();
      if (!stream.isTTY) {
        if (Date.now() - lastLine < LINE_EVERY_MS && done < total) return;
        lastLine = Date.now();
        say(`${what}: ${done} of ${total} ${unit}, ${also}, ${rate(done)} ${unit}/s`);
        return;
      }
      if (!bar) {
        const { Presets, SingleBar } = loadBars();
        bar = new SingleBar(
          {
            format: `${what} {bar} {value}/{total} ${unit}, {also}, {rate}/s, {eta_formatted} left`,
            barsize: Math.min(40, Math.max(5, widthOf(stream) - TEXT_BESIDE_BAR)),
            stream,
            hideCursor: true,
            clearOnComplete: false,
            gracefulExit: false,
          },
          Presets.shades_classic,
        );
        bar.start(total, 0, { also, rate: 0 });
      }
      bar.setTotal(total);
      bar.update(done, { also, rate: rate(done) });
    },
    stop() {
      bar?.stop();
      bar = undefined;
    },
  };
}
