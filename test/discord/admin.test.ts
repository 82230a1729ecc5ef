import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openCollection } from "../../src/answer/open-collection.ts";
import { unescapeMarkdown } from "../../src/discord/markdown.ts";
import type { Services } from "../../src/discord/services.ts";
import type { BuildEvents, BuildReport } from "../../src/index/build-index.ts";
import { createBuilds } from "../../src/index/builds.ts";
import { DatelineError } from "../../src/shared/errors.ts";
import { createRecentProblems } from "../../src/shared/recent-problems.ts";
import {
  type FakeDiscord,
  type InteractionHandle,
  MANAGE_GUILD,
  ORDINARY,
  textOf,
} from "../support/fake-discord/index.ts";
import { builtIn } from "../support/make-collection.ts";
import { temporaryFolder } from "../support/tiny-model.ts";
import { ERROR, plainServices, runBot, WARN } from "./run-bot.ts";

const ADMIN = { permissions: ORDINARY | MANAGE_GUILD };
const LIGHTHOUSE = "date 2024-01-01 The lighthouse of the island was painted green.";
const RUNNING = "The index is being built already";

const reindex = (fake: FakeDiscord) => fake.slash("admin reindex", {}, ADMIN);

/** A bot whose articles lie in a folder of their own. */
async function runWithFolder(articles: Record<string, string>) {
  const dir = temporaryFolder();
  const [articlesDir, indexDir] = [join(dir, "articles"), join(dir, "index")];
  await mkdir(articlesDir);
  for (const [name, text] of Object.entries(articles)) await writeFile(join(articlesDir, name), text);
  const services = plainServices({ articlesDir, indexDir, embedding: builtIn });
  return { ...(await runBot({}, undefined, services)), indexDir };
}

const REPORT: BuildReport = {
  changed: true,
  articles: 500,
  passages: 4000,
  embedded: 3000,
  added: 2,
  updated: 1,
  removed: 3,
  embedder: { kind: "built-in", model: "sample", revision: null, dimensions: 1, maxTokens: 1 },
  embedderNote: null,
  refusals: [],
  warnings: [],
};

/** A bot whose builds do as they are told. */
async function runWithBuild(build: (events: BuildEvents, signal: AbortSignal) => Promise<BuildReport>) {
  const services: Services = { ...plainServices(), builds: createBuilds(build) };
  return runBot({}, undefined, services);
}

/** A build that ends when the test wants it to. */
function heldBuild() {
  let end = () => {};
  let begin: (events: BuildEvents) => void = () => {};
  const begun = new Promise<BuildEvents>((resolve) => {
    begin = resolve;
  });
  const build = (events: BuildEvents, signal: AbortSignal) =>
    new Promise<BuildReport>((resolve, reject) => {
      end = () => resolve(REPORT);
      signal.addEventListener("abort", () => reject(new Error("given up")));
      begin(events);
    });
  return { build, begun, end: () => end() };
}

/** Waits until the reply says something, and gives it whole. */
async function says(handle: InteractionHandle, words: string): Promise<string> {
  await expect.poll(async () => textOf(await handle.reply()), { timeout: 10_000 }).toContain(words);
  return textOf(await handle.reply());
}

describe("/admin", () => {
  it("is for those who may manage the server, in servers that have the bot", async () => {
    const { fake } = await runBot();
    expect(fake.commands().find(({ name }) => name === "admin")).toMatchObject({
      default_member_permissions: "32",
      contexts: [0],
      integration_types: [0],
    });
    for (const name of ["admin reindex", "admin status"]) await expect(fake.slash(name)).rejects.toThrow();
    await expect(fake.slash("admin status", {}, { ...ADMIN, guildId: null })).rejects.toThrow();
  });

  it("is for those too whom the server's own settings allow it", async () => {
    const { fake } = await runBot();
    const call = await fake.slash("admin status", {}, { allowedByServer: true });
    expect(await call.ephemeral()).toBe(true);
    expect(textOf(await call.reply())).toContain("Memory");
  });
});

describe("/admin reindex", () => {
  it("builds in a process of its own and tells privately what came of it, and to a second caller that it is at it", async () => {
    const { fake, lines, indexDir } = await runWithFolder({ "a.txt": LIGHTHOUSE, "b.txt": "no date" });
    const [first, second] = [await reindex(fake), await reindex(fake)];
    expect(await first.ephemeral()).toBe(true);
    await says(second, RUNNING);
    const said = await says(first, "was built");
    expect(said).toMatch(
      /^The index was built in \d+ seconds?: 1 added, 0 changed, 0 removed; there are now 1 article with 1 passage\.$/m,
    );
    expect(said).toContain("1 file could not be used:\n- ");
    expect(unescapeMarkdown(said)).toContain("b.txt: no date in the first line");
    expect(lines.map(({ msg }) => msg)).toContain("the index was built");
    const collection = await openCollection(indexDir, builtIn);
    expect(collection.articles.map(({ id }) => id)).toEqual(["a.txt"]);
    await collection.close();
    expect(fake.problems).toEqual([]);
  });

  it("tells why a build failed, and can be run again", async () => {
    const { fake, lines } = await runWithFolder({});
    const said = await says(await reindex(fake), "could not be built and stays as it was");
    expect(said).toContain("no article in this folder");
    expect(lines.filter(({ level }) => level >= WARN)).toMatchObject([
      { level: ERROR, msg: "the index could not be built" },
    ]);
    expect(fake.problems).toEqual([]);
  });

  it("says at once that a long build goes on, and shows how it goes every two seconds", async () => {
    const { build, begun, end } = heldBuild();
    const { fake } = await runWithBuild(build);
    const call = await reindex(fake);
    expect(await says(call, "Bringing the index up to date…")).toContain("A longer build goes on");
    const events = await begun;
    for (let done = 1; done <= 120; done++) events.reading?.(done, 500);
    await says(call, "Reading 120 of 500 articles…");
    expect(call.edits).toBe(2);
    events.progress({ articles: 1, allArticles: 500, passages: 8, allPassages: 4000 });
    end();
    expect(await says(call, "was built")).toContain(
      "2 added, 1 changed, 3 removed; there are now 500 articles with 4000 passages.",
    );
    expect(call.edits).toBe(3);
    expect(fake.problems).toEqual([]);
  });

  it("says so when another program is building the index", async () => {
    const { fake } = await runWithBuild(async () => {
      throw new DatelineError("index-locked", "another build is running");
    });
    await says(await reindex(fake), RUNNING);
  });

  it("says so when there was nothing to do", async () => {
    const { fake } = await runWithBuild(async () => ({ ...REPORT, changed: false }));
    await says(await reindex(fake), "The index was up to date: 500 articles with 4000 passages.");
  });

  it("puts the reference of an error in place of the progress when the process breaks down", async () => {
    const { fake, lines } = await runWithBuild(async () => {
      throw new Error("out of memory");
    });
    const said = await says(await reindex(fake), "something went wrong");
    const { reference } = lines.find(({ level }) => level === ERROR) ?? {};
    expect(said).toContain(String(reference));
    expect(said).not.toContain("out of memory");
  });

  it("lists as many refused files as fit into a message", async () => {
    const refusals = Array.from({ length: 300 }, (_, i) => ({
      file: `${i}`,
      message: `/articles/${i}.txt: 漢`.repeat(200),
    }));
    const { fake } = await runWithBuild(async () => ({
      ...REPORT,
      refusals,
      embedderNote: "漢".repeat(2000),
    }));
    await says(await reindex(fake), "and 292 more");
    expect(fake.problems).toEqual([]);
  });

  it("goes on when the reply can no longer be changed, and leaves the result in the log", async () => {
    const { build, begun, end } = heldBuild();
    const { fake, lines } = await runWithBuild(build);
    const call = await reindex(fake);
    await call.reply();
    await begun;
    fake.expire(call);
    end();
    await expect
      .poll(() => lines.map(({ msg }) => msg))
      .toEqual(expect.arrayContaining([expect.stringContaining("/admin reindex: Discord refused")]));
    expect(lines).toContainEqual(
      expect.objectContaining({ msg: "the index was built", articles: 500, added: 2 }),
    );
  });

  it("is given up when the bot stops, and says so", async () => {
    const { build, begun } = heldBuild();
    const { fake, bot } = await runWithBuild(build);
    const call = await reindex(fake);
    await begun;
    await bot.stop();
    await says(call, "The build was given up");
    expect(fake.problems).toEqual([]);
  });
});

describe("/admin status", () => {
  it("tells work, memory, latency, uptime, when the index was built, and that nothing went wrong", async () => {
    const { fake } = await runBot();
    const call = await fake.slash("admin status", {}, ADMIN);
    expect(await call.ephemeral()).toBe(true);
    const said = textOf(await call.reply());
    expect(said).toContain("Requests at work beside this one: 0");
    expect(said).toContain("Questions being answered: 0, waiting: 0");
    expect(said).toMatch(/Memory: \d+ MB/);
    expect(said).toMatch(/Gateway latency: (\d+ ms|not known yet)/);
    expect(said).toContain("Running for 1 minute");
    expect(said).toContain("Index built on 6 May 2024 at 07:08 UTC");
    expect(said).toContain("No warnings and no errors since the start");
    expect(said).not.toContain("is being built");
    expect(fake.problems).toEqual([]);
  });

  it("counts what is being handled, and names a running build", async () => {
    const { build, begun } = heldBuild();
    const { fake } = await runWithBuild(build);
    await (await reindex(fake)).reply();
    await begun;
    const said = textOf(await (await fake.slash("admin status", {}, ADMIN)).reply());
    expect(said).toContain("Requests at work beside this one: 1");
    expect(said).toContain("The index is being built");
  });

  it("shows the last five warnings and errors, whatever stands in them", async () => {
    const problems = createRecentProblems();
    const time = "2024-05-06T07:08:09.000Z";
    for (let i = 1; i <= 7; i++)
      problems.add({ time, level: "warn", text: `**${i}** @everyone ${"漢".repeat(500)}` });
    const { fake } = await runBot({}, undefined, { ...plainServices(), problems });
    const said = textOf(await (await fake.slash("admin status", {}, { ...ADMIN, locale: "vi" })).reply());
    const shown = said.split("\n").filter((line) => line.startsWith("- 2024-05-06 07:08 · warn · "));
    expect(shown.map((line) => /\\\*\\\*(\d)/.exec(line)?.[1])).toEqual(["3", "4", "5", "6", "7"]);
    expect(fake.problems).toEqual([]);
  });
});
