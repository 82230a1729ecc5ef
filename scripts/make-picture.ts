import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openCollection } from "../src/answer/open-collection.ts";
import { loadConfig } from "../src/config.ts";
import { createServices } from "../src/discord/services.ts";
import { buildIndex, SILENT } from "../src/index/build-index.ts";
import { openBrowser } from "../src/picture/browser.ts";
import { discordPage, type Scene } from "../src/picture/discord-page.ts";
import { openStage, type Stage } from "../src/picture/stage.ts";
import { EXIT, run as runCommand } from "../src/terminal/run.ts";

const HELP = `npm run picture -- [options]

Draws the README's pictures: what the bot answers about the articles in seeds/, as Discord shows it. Needs Chromium,
on PATH or named by CHROMIUM.

  --all       one of every kind of reply, not only those of the README
  --phone     as wide as a phone; the files' names then end in -phone
  --out DIR   where to put them (default docs)
  --help      this text
`;

const README_SCENES = ["answer", "timeline", "vietnamese", "unreached-date", "sources"];

/** Widths in CSS pixels. */
const DESKTOP = { width: 720, scale: 2, suffix: "" };
const PHONE = { width: 390, scale: 2, suffix: "-phone" };

await runCommand(
  HELP,
  {
    options: {
      all: { type: "boolean" },
      phone: { type: "boolean" },
      out: { type: "string", default: "docs" },
      help: { type: "boolean", short: "h" },
    },
  },
  async ({ values }, signal) => {
    const scenes = await playScenes(signal);
    const { suffix, ...size } = values.phone ? PHONE : DESKTOP;
    await mkdir(values.out, { recursive: true });
    const browser = await openBrowser(process.env.CHROMIUM || "chromium");
    try {
      const wanted = values.all ? Object.keys(scenes) : README_SCENES;
      for (const name of wanted) {
        const scene = scenes[name];
        if (!scene) throw new Error(`there is no scene ${name}`);
        const path = join(values.out, `${name}${suffix}.png`);
        const png = await browser.photograph(await discordPage(scene), size);
        await writeFile(path, png);
        process.stdout.write(`${path}: ${Math.ceil(png.length / 1024)} KiB\n`);
      }
    } finally {
      await browser.close();
    }
    return EXIT.answered;
  },
);

/** Plays the scenes over an index that is thrown away. */
async function playScenes(signal: AbortSignal): Promise<Record<string, Scene>> {
  const folder = await mkdtemp(join(tmpdir(), "dateline-picture-"));
  const config = { ...loadConfig({}), indexDir: join(folder, "index"), dataDir: join(folder, "data") };
  const embedding = { ...config.embedding, embedder: "built-in" as const };
  try {
    await buildIndex({ ...config, embedding }, SILENT, signal);
    const collection = await openCollection(config.indexDir, embedding);
    try {
      return await scenes(openStage(collection, createServices(config)));
    } finally {
      await collection.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** One scene of every kind of reply. */
async function scenes({ run, press }: Stage): Promise<Record<string, Scene>> {
  const question = "Who co-chaired the eighth ministerial meeting?";
  const answer = await run("ask", { question, limit: 2 });
  const unanswered = await run("ask", { question: "Who won the football match in Hanoi?" });
  const sources = await run("sources");
  return {
    answer,
    more: await press(answer, "More"),
    newest: await press(answer, "Newest first"),
    context: await press(answer, "Context"),
    article: await press(answer, "Read article"),
    related: await run("ask", { question: "What did the delegation eat in Beijing?" }),
    abstention: unanswered,
    closest: await press(unanswered, "Show the closest passages"),
    "unknown-name": await run("ask", { question: "What did Minister Nguyen Van Example say in Beijing?" }),
    "unreached-date": await run("ask", { question: "What was agreed in March 2018?" }),
    private: await run("ask", { question, limit: 1, private: true }),
    timeline: await run("timeline", { topic: "law enforcement cooperation" }),
    find: await run("Find in the articles", {}, "en", "Did they really sign something about gambling?"),
    sources,
    source: await press(sources, null),
    status: await run("status"),
    help: await run("help"),
    "wrong-date": await run("ask", { question, from: "2023-02-30" }),
    vietnamese: await run(
      "ask",
      { question: "Ai đồng chủ trì hội nghị bộ trưởng lần thứ tám?", limit: 2 },
      "vi",
    ),
    chinese: await run("ask", { question: "谁共同主持了第八次部长级会议？", limit: 2 }, "zh"),
  };
}
