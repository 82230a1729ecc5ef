import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { loadConfig, VARIABLE_NAMES } from "../src/config.ts";

const example = readFileSync(resolve(import.meta.dirname, "../.env.example"), "utf8");
const assignments = new Map(
  example
    .split("\n")
    .filter((line) => /^[A-Z_]+=/.test(line))
    .map((line) => line.split("=", 2) as [string, string]),
);

describe("configuration", () => {
  it("needs no variable at all", () => {
    const config = loadConfig({});
    expect(config.discordToken).toBeUndefined();
    expect(config.articlesDir).toBe("seeds");
    expect(config.embedding).toMatchObject({ embedder: "auto", model: "Xenova/multilingual-e5-small" });
  });

  it("is described whole in .env.example: every variable, no other, and the defaults that hold", () => {
    expect([...assignments.keys()]).toEqual(VARIABLE_NAMES);
    expect(loadConfig(Object.fromEntries(assignments))).toEqual(loadConfig({}));
  });

  it("explains every variable in a line above it", () => {
    for (const name of VARIABLE_NAMES) expect(example).toMatch(new RegExp(`\\n# [^\\n]+\\n${name}=`));
  });

  it("takes an empty value for not set, and drops spaces around a value", () => {
    expect(loadConfig({ DISCORD_GUILD_ID: "", LOG_LEVEL: " warn " })).toMatchObject({
      discordGuildId: undefined,
      logLevel: "warn",
    });
  });

  it("keeps the blank at the end of a prefix", () => {
    expect(loadConfig({ EMBEDDING_QUERY_PREFIX: "query: " }).embedding.queryPrefix).toBe("query: ");
  });

  it("has a reranker only when one is named", () => {
    expect(loadConfig({ RERANKER_REVISION: "v2" }).embedding.reranker).toBeUndefined();
    const model = "Xenova/ms-marco-MiniLM-L-6-v2";
    expect(loadConfig({ RERANKER_MODEL: model }).embedding.reranker).toEqual({ model, revision: undefined });
    expect(loadConfig({ RERANKER_MODEL: model, RERANKER_REVISION: "v2" }).embedding.reranker).toEqual({
      model,
      revision: "v2",
    });
  });

  it("lists all faults at once, each with its variable and what to write, and never a value", () => {
    const wrong = {
      DISCORD_TOKEN: "secret token",
      DISCORD_GUILD_ID: "my-server",
      REGISTER_COMMANDS: "perhaps",
      MAX_ARTICLE_BYTES: "-1",
      EMBEDDER: "magic",
      DISCORD_REST_API: "localhost",
    };
    const load = () => loadConfig(wrong);
    for (const name of Object.keys(wrong)) expect(load).toThrow(name);
    expect(load).toThrow("write one of auto, transformers, built-in");
    expect(load).not.toThrow("secret");
    expect(load).not.toThrow("magic");
  });
});
