import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Collection } from "../src/answer/collection.ts";
import { openCollection } from "../src/answer/open-collection.ts";
import { loadConfig } from "../src/config.ts";
import { showContext } from "../src/discord/buttons/show-context.ts";
import { askCommand } from "../src/discord/commands/ask.ts";
import { readCustomId } from "../src/discord/custom-id.ts";
import { type Message, walk } from "../src/discord/message.ts";
import { assertWithinLimits, type InteractionReply } from "../src/discord/reply.ts";
import { english as texts } from "../src/discord/texts.ts";
import { buildIndex } from "../src/index/build-index.ts";
import { openBrowser } from "../src/picture/browser.ts";
import { discordPage, type Scene } from "../src/picture/discord-page.ts";
import { EXIT, run } from "../src/terminal/run.ts";

const HELP = `npm run picture -- [--phone] [--out DIR]

Draws the README's pictures: what the bot answers about the articles in seeds/, as Discord shows it. Needs Chromium,
on PATH or named by CHROMIUM.

  --phone     as wide as a phone; the files' names then end in -phone
  --out DIR   where to put them (default docs)
`;

const QUESTION = "Who co-chaired the eighth ministerial meeting?";
const UNANSWERED = "Who won the football match in Hanoi?";

/** Two reports of one meeting, each with its own words and date. */
const QUOTES = 2;

/** Widths in CSS pixels. */
const DESKTOP = { width: 720, scale: 2, suffix: "" };
const PHONE = { width: 390, scale: 2, suffix: "-phone" };

await run(
  HELP,
  {
    options: {
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
      for (const [name, scene] of Object.entries(scenes)) {
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

/** Asks the bot's own commands and buttons, over an index that is thrown away. */
async function playScenes(signal: AbortSignal): Promise<Record<string, Scene>> {
  const indexDir = await mkdtemp(join(tmpdir(), "dateline-picture-"));
  const config = loadConfig({});
  const embedding = { ...config.embedding, embedder: "built-in" as const };
  const silent = { notice: () => {}, download: () => {}, progress: () => {} };
  try {
    await buildIndex({ ...config, indexDir, embedding }, silent, signal);
    const collection = await openCollection(indexDir, embedding);
    try {
      const answer = await ask(collection, QUESTION);
      const abstention = await ask(collection, UNANSWERED);
      return {
        answer: { message: answer, command: "ask", isPrivate: false },
        abstention: { message: abstention, command: "ask", isPrivate: false },
        context: { message: await pressContext(collection, answer), command: null, isPrivate: true },
      };
    } finally {
      await collection.close();
    }
  } finally {
    await rm(indexDir, { recursive: true, force: true });
  }
}

function ask(collection: Collection, question: string): Promise<Message> {
  return heard((reply) => askCommand.run({ collection, texts, reply, options: { question, limit: QUOTES } }));
}

/** Presses the first "Context" button of a message. */
function pressContext(collection: Collection, { components }: Message): Promise<Message> {
  const states = [...walk(components)].map(({ custom_id: id }) =>
    typeof id === "string" ? readCustomId(id) : null,
  );
  const state = states.find((one) => one?.action === showContext.action);
  if (!state) throw new Error("the answer has no button for the context");
  return heard((reply) => showContext.press({ collection, texts, reply, args: state.args, components }));
}

/** What a command or a button says, after the checks of the door through which it would leave. */
async function heard(speak: (reply: InteractionReply) => Promise<void>): Promise<Message> {
  const said: Message[] = [];
  const send = async (message: Message) => {
    assertWithinLimits(message);
    said.push(message);
  };
  await speak({ defer: async () => {}, send, sendPrivately: send, complete: async () => {} });
  const [message] = said;
  if (!message) throw new Error("the bot said nothing");
  return message;
}
