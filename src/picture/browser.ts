import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";
import { pathToFileURL } from "node:url";
import { DatelineError } from "../shared/errors.ts";
import { speakDevTools } from "./dev-tools.ts";

const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--hide-scrollbars",
  "--remote-debugging-pipe",
];
/** A browser that hangs is ended. */
const DEADLINE_MS = 120_000;
const STANDARD_ERROR_SHOWN = 1_000;

/** A headless Chromium that takes pictures of pages. */
export type Browser = {
  /** @returns a PNG of the whole page and no more, its corners transparent, `scale` dots a CSS pixel. */
  photograph(html: string, size: { width: number; scale: number }): Promise<Buffer>;
  close(): Promise<void>;
};

/**
 * Starts Chromium with a profile of its own, which is removed again, and talks to it by the DevTools protocol over a pipe.
 * @param executable a path, or a name that is looked for on PATH
 * @throws DatelineError "config" if it cannot be started; and from `photograph` if it ends too early
 */
export async function openBrowser(executable: string): Promise<Browser> {
  const folder = await mkdtemp(join(tmpdir(), "dateline-browser-"));
  const child = spawn(executable, [...FLAGS, `--user-data-dir=${join(folder, "profile")}`], {
    stdio: ["ignore", "ignore", "pipe", "pipe", "pipe"],
    timeout: DEADLINE_MS,
  });
  const removeFolder = () => rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  try {
    await once(child, "spawn");
  } catch (cause) {
    await removeFolder();
    throw new DatelineError(
      "config",
      `The browser "${executable}" cannot be started. Install Chromium (on Debian and Ubuntu: apt install chromium fonts-noto), or set CHROMIUM to the path of a Chromium or Chrome.`,
      { cause },
    );
  }

  const ended = once(child, "close");
  let complaints = "";
  child.stderr?.on("data", (data) => {
    complaints = (complaints + data).slice(-STANDARD_ERROR_SHOWN);
  });
  const [, , , input, output] = child.stdio as unknown as [null, null, Readable, Writable, Readable];
  const devTools = speakDevTools(input, output);
  ended.then(() => {
    const message = `The browser "${executable}" ended too early; try it by hand, or set CHROMIUM to the path of another one.`;
    devTools.fail(new DatelineError("config", `${message} Its last words: ${complaints.trim() || "none"}`));
  });

  return {
    async photograph(html, { width, scale }) {
      const path = join(folder, "page.html");
      await writeFile(path, html);
      const { targetId } = await devTools.call("Target.createTarget", { url: "about:blank" });
      const { sessionId } = await devTools.call("Target.attachToTarget", { targetId, flatten: true });
      const call = (method: string, params: object = {}) =>
        devTools.call(method, params, sessionId as string);

      await call("Emulation.setDeviceMetricsOverride", {
        width,
        height: 1,
        deviceScaleFactor: scale,
        mobile: false,
      });
      await call("Emulation.setDefaultBackgroundColorOverride", { color: { r: 0, g: 0, b: 0, a: 0 } });
      await call("Page.enable");
      const loaded = devTools.event("Page.loadEventFired", sessionId as string);
      await Promise.all([loaded, call("Page.navigate", { url: pathToFileURL(path).href })]);
      const { cssContentSize } = await call("Page.getLayoutMetrics");
      const { height } = cssContentSize as { height: number };
      const clip = { x: 0, y: 0, width, height, scale: 1 };
      const { data } = await call("Page.captureScreenshot", {
        format: "png",
        clip,
        captureBeyondViewport: true,
      });
      await devTools.call("Target.closeTarget", { targetId });
      return Buffer.from(data as string, "base64");
    },
    async close() {
      child.kill();
      await ended;
      await removeFolder();
    },
  };
}
