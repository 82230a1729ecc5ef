import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkEnvFile } from "../../src/doctor/check-env-file.ts";

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "dateline-"));
});
afterEach(() => rm(dir, { recursive: true }));

/** What is found in a `.env`, as "level: text". */
async function found(content: string | Uint8Array, environment: NodeJS.ProcessEnv = {}, mode = 0o600) {
  const path = join(dir, ".env");
  await writeFile(path, content);
  await chmod(path, mode);
  return (await checkEnvFile(path, environment)).map(({ level, text }) => `${level}: ${text}`);
}

describe("the examination of .env", () => {
  it("is content with a file that is as it should be, and with none", async () => {
    expect(await found("# Discord\nDISCORD_TOKEN=abc\nEMBEDDER=built-in\n\nEMPTY=\n")).toEqual([
      "right: 2 settings",
    ]);
    expect(await checkEnvFile(join(dir, "nothing"), {})).toMatchObject([{ level: "right" }]);
  });

  it("takes a byte-order mark and Windows line ends as dotenv does", async () => {
    expect(await found("\uFEFFDISCORD_TOKEN=abc\r\n# more\r\n\r\nEMBEDDER=auto\r\n")).toEqual([
      "right: 2 settings",
    ]);
  });

  it.each([
    ["UTF-16 with a byte-order mark", Buffer.from("\uFEFFEMBEDDER=auto", "utf16le")],
    ["UTF-16 without one", Buffer.from("EMBEDDER=auto", "utf16le")],
    ["an older encoding", Buffer.from("ARTICLES_DIR=B\xe1o", "latin1")],
  ])("notices %s", async (_, bytes) => {
    expect(await found(bytes)).toEqual([
      expect.stringMatching(/^wrong: is not UTF-8.*save it again as UTF-8/),
    ]);
  });

  it("notices a file that cannot be read", async () => {
    expect(await checkEnvFile(dir, {})).toMatchObject([
      { level: "wrong", text: expect.stringContaining("it is a folder") },
    ]);
  });

  it.each([
    ["DISCORD_TOKN", "DISCORD_TOKEN"],
    ["discord_token", "DISCORD_TOKEN"],
    ["DISCORD_BOT_TOKEN", "DISCORD_TOKEN"],
    ["TOKEN", "DISCORD_TOKEN"],
    ["ARTICLE_DIR", "ARTICLES_DIR"],
    ["LOGLEVEL", "LOG_LEVEL"],
  ])("sees in %s a slip for %s", async (written, meant) => {
    expect(await found(`${written}=secret\n`)).toEqual([
      "right: sets nothing",
      `warning: ${written} is no setting; if ${meant} is meant, write that`,
    ]);
  });

  it("lets alone what is not ours, and looks for slips in the environment too", async () => {
    expect(await found("COMPOSE_PROJECT_NAME=x\nHTTPS_PROXY=y\n")).toEqual(["right: sets nothing"]);
    expect(await found("", { EMBEDER: "auto", PATH: "/bin", HOME: "/root", GITHUB_TOKEN: "x" })).toEqual([
      "right: sets nothing",
      "warning: EMBEDER is no setting; if EMBEDDER is meant, write that",
    ]);
  });

  it("notices lines that say nothing, what is said twice, and what the environment says otherwise", async () => {
    const content = "DISCORD_TOKEN abc\nEMBEDDER=auto\njust words\nEMBEDDER=built-in\nFEEDBACK=true\n";
    expect(await found(content, { FEEDBACK: "false", EMBEDDER: "built-in" })).toEqual([
      "right: 2 settings",
      "warning: line 1 is passed over, since it is not of the form NAME=value",
      "warning: line 3 is passed over, since it is not of the form NAME=value",
      "warning: EMBEDDER stands there more than once; the last one counts",
      "warning: the environment sets FEEDBACK too, otherwise, and the environment counts",
    ]);
  });

  it.skipIf(process.platform === "win32")("warns when everybody may read the token", async () => {
    expect(await found("DISCORD_TOKEN=abc\n", {}, 0o644)).toEqual([
      "right: 1 setting",
      expect.stringMatching(/^warning: everybody .* chmod 600 /),
    ]);
    expect(await found("EMBEDDER=auto\n", {}, 0o644)).toEqual(["right: 1 setting"]);
  });

  it("never repeats a value", async () => {
    const content = "DISCORD_TOKEN=the-secret\nDISCORD_TOKEN=the-secret2\nTOKEN=the-secret\nthe-secret\n";
    expect((await found(content, { DISCORD_TOKEN: "the-secret3" }, 0o644)).join()).not.toContain("secret");
  });
});
