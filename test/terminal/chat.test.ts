import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { chat } from "../../src/terminal/chat.ts";
import { article, withArticles } from "../support/make-collection.ts";

const articles = [
  article("dog.txt", "The mayor presented a golden medal to the rescue dog.", {
    date: "2023-05-01",
    title: "A medal",
    publisher: "VNS",
  }),
  article("ship.txt", "A cargo ship ran aground near the harbour.", { date: "2023-06-15", title: "A ship" }),
];

async function typed(lines: string): Promise<string> {
  const input = new PassThrough();
  const output = new PassThrough();
  input.end(lines);
  await withArticles(articles, (collection) =>
    chat(
      collection,
      new AbortController().signal,
      input as unknown as NodeJS.ReadStream,
      output as unknown as NodeJS.WriteStream,
    ),
  );
  output.end();
  return (await output.toArray()).join("");
}

describe("the chat", () => {
  it("answers line by line and ends with the input, without a prompt where there is no terminal", async () => {
    const shown = await typed("What did the mayor present to the dog?\nWhere did the ship run aground?\n");
    expect(shown).toMatch(/golden medal[\s\S]*1 May 2023 · VNS · dog\.txt[\s\S]*15 June 2023 · ship\.txt/);
    expect(shown).not.toContain("? \n");
  });

  it("lists the sources, newest first, and shows one whole", async () => {
    expect(await typed("/sources\n")).toMatch(/A ship[\s\S]*A medal/);
    expect(await typed("/source dog.txt\n")).toContain(
      "The mayor presented a golden medal to the rescue dog.",
    );
    expect(await typed("/source nope.txt\n")).toContain('There is no article "nope.txt"');
  });

  it("leaves at /quit without answering what follows", async () => {
    expect(await typed("/quit\nWhat did the mayor present?\n")).toBe("");
  });

  it("helps, and tells of a command that does not exist and of a question that cannot be used", async () => {
    expect(await typed("/help\n")).toContain("/sources");
    expect(await typed("/nonsense\n")).toContain("There is no command /nonsense");
    expect(await typed(`${"x".repeat(2_001)}\n`)).toContain("2001 characters");
  });
});
