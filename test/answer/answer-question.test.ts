import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { article, withArticles } from "../support/make-collection.ts";

const DOG =
  "The mayor presented a golden medal to the rescue dog. The dog is called Bello. It saved three children from the river.";
const SHIP = "A cargo ship ran aground near the harbour. Nobody was hurt. The captain blamed the heavy fog.";
const VOTE = "The council voted on the new library. The vote was postponed to October.";

const library = [
  article("dog.txt", DOG, { date: "2023-05-01" }),
  article("ship.txt", SHIP, { date: "2023-06-15" }),
  article("vote.txt", VOTE, { date: "2023-07-20" }),
];

describe("an answer", () => {
  it("quotes the sentence that answers, highlighted, with its neighbours", async () => {
    await withArticles(library, async (collection) => {
      const { answered, quotes } = await collection.answer("What did the mayor present to the dog?");
      expect(answered).toBe(true);
      expect(quotes[0]).toMatchObject({ article: { id: "dog.txt", date: "2023-05-01" }, start: 0 });
      const [start, end] = quotes[0]?.highlights[0] ?? [0, 0];
      expect(quotes[0]?.text.slice(start, end)).toBe("The mayor presented a golden medal to the rescue dog.");
    });
  });

  it("tells of the stages on the way to it, in order", async () => {
    await withArticles(library, async (collection) => {
      const stages: string[] = [];
      await collection.answer("What did the mayor present to the dog?", {}, (stage) => stages.push(stage));
      expect(stages).toEqual(["words", "vectors", "quotes"]);
    });
  });

  it("is not given where the articles are silent, but the closest passages can be had", async () => {
    await withArticles(library, async (collection) => {
      const { answered, reason, confidence, quotes } = await collection.answer(
        "What is the best pizza dough recipe?",
      );
      expect({ answered, reason }).toEqual({ answered: false, reason: { kind: "not-found" } });
      expect(confidence).toBeLessThan(0.5);
      expect(quotes.length).toBeGreaterThanOrEqual(0);
    });
  });

  it("keeps to the dates and the article that the options name, both ends included", async () => {
    await withArticles(library, async (collection) => {
      const ids = async (options: object) =>
        (await collection.answer("the dog, the ship, the vote", options)).quotes.map((q) => q.article.id);
      expect(new Set(await ids({ from: "2023-05-01", to: "2023-06-15", limit: 25 }))).toEqual(
        new Set(["dog.txt", "ship.txt"]),
      );
      expect(new Set(await ids({ from: "2023-06-16", limit: 25 }))).toEqual(new Set(["vote.txt"]));
      expect(new Set(await ids({ source: "ship.txt", limit: 25 }))).toEqual(new Set(["ship.txt"]));
      const none = await collection.answer("the dog", { from: "2024-01-01" });
      expect(none).toMatchObject({ answered: false, reason: { kind: "no-article-in-range" }, quotes: [] });
    });
  });

  it("has as many quotes as asked for, none of them twice", async () => {
    const many = Array.from({ length: 30 }, (_, i) =>
      article(
        `${i}.txt`,
        `The bridge number ${i} was opened in ${1900 + i} by engineer ${"abcdefghij"[i % 10]}${i}.`,
      ),
    );
    await withArticles(many, async (collection) => {
      for (const limit of [1, 3, 25]) {
        const { quotes } = await collection.answer("When was the bridge opened?", { limit });
        expect(quotes).toHaveLength(limit);
        expect(new Set(quotes.map(({ article }) => article.id)).size).toBe(limit);
      }
    });
  });

  it("shows a text that two articles share once, and names both", async () => {
    const twins = [
      article("a.txt", DOG, { publisher: "VNS" }),
      article("b.txt", ` ${DOG}`, { publisher: "VNA", date: "2023-05-02" }),
    ];
    await withArticles([...twins, ...library.slice(1)], async (collection) => {
      const { quotes } = await collection.answer("What did the mayor present to the dog?");
      expect([quotes[0]?.article.id, ...(quotes[0]?.alsoIn.map(({ id }) => id) ?? [])].sort()).toEqual([
        "a.txt",
        "b.txt",
      ]);
      expect(quotes.slice(1).map(({ article }) => article.id)).not.toContain("b.txt");
    });
  });

  it("tells where a sentence of several pages was cut, and nowhere else", async () => {
    const long = `The walrus committee ${"counted walruses and ".repeat(200)}went home. It rained.`;
    await withArticles([article("long.txt", long), ...library], async (collection) => {
      const { quotes } = await collection.answer("What did the walrus committee count?");
      expect(quotes[0]?.cut).toEqual({ before: false, after: true });
      const whole = await collection.answer("What did the mayor present to the dog?");
      expect(whole.quotes[0]?.cut).toEqual({ before: false, after: false });
    });
  });

  it("does not quote the same words of one article twice", async () => {
    const text = `The choir sang loudly in the old harbour. ${"The harbour is old and cold. ".repeat(3)}The choir sang loudly in the old harbour.`;
    await withArticles([article("choir.txt", text)], async (collection) => {
      const { quotes } = await collection.answer("Where did the choir sing?", { limit: 25 });
      const shown = quotes.flatMap(({ text: quoted, highlights }) =>
        highlights.map(([from, to]) => quoted.slice(from, to)),
      );
      expect(new Set(shown).size).toBe(shown.length);
    });
  });

  it("reads a follow-up with the questions before it", async () => {
    await withArticles(library, async (collection) => {
      const { quotes } = await collection.answer("And what did the captain blame?", {
        history: ["Where did the cargo ship run aground?"],
      });
      expect(quotes[0]?.article.id).toBe("ship.txt");
    });
  });

  it("is the same every time", async () => {
    await withArticles(library, async (collection) => {
      const [first, second] = [
        await collection.answer("Who blamed the fog?"),
        await collection.answer("Who blamed the fog?"),
      ];
      expect(second).toEqual(first);
    });
  });

  it.each([
    ["   ", {}, "empty"],
    ["x".repeat(2_001), {}, "2001 characters"],
    ["a", { from: "2023-02-30" }, '"2023-02-30" (from) is not a date'],
    ["a", { from: "2023-02-02", to: "2023-02-01" }, "swap"],
    ["a", { limit: 26 }, "from 1 to 25"],
    ["a", { limit: 1.5 }, "from 1 to 25"],
    ["a", { source: "nope.txt" }, 'no article "nope.txt"'],
  ])("tells what is wrong with question %j and options %j", async (question, options, message) => {
    await withArticles(library, async (collection) => {
      await expect(collection.answer(question, options)).rejects.toMatchObject({ code: "question" });
      await expect(collection.answer(question, options)).rejects.toThrow(message);
    });
  });
});

describe("every quote, for any article and any question", () => {
  it("stands letter by letter in its article, at its offsets, with highlights inside it", async () => {
    const text = fc.array(
      fc.oneof(fc.lorem({ maxCount: 8 }), fc.string({ unit: "grapheme", maxLength: 40 })),
      { minLength: 1, maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(text, { minLength: 1, maxLength: 4 }),
        fc.lorem({ maxCount: 6 }),
        async (texts, question) => {
          const articles = texts.map((parts, i) => article(`${i}.txt`, `${parts.join(". ")}.`));
          await withArticles(articles, async (collection) => {
            const { quotes } = await collection.answer(`q ${question}`, { limit: 25 });
            for (const { article: source, start, end, text: quoted, highlights } of quotes) {
              expect(collection.article(source.id)?.text.slice(start, end)).toBe(quoted);
              expect(quoted.trim()).toBe(quoted);
              let last = 0;
              for (const [from, to] of highlights) {
                expect(from).toBeGreaterThanOrEqual(last);
                expect(to).toBeGreaterThan(from);
                expect(to).toBeLessThanOrEqual(quoted.length);
                last = to;
              }
            }
            const shown = quotes.map(({ article: { id }, start, end }) => ({ id, start, end }));
            for (const a of shown)
              for (const b of shown)
                if (a !== b && a.id === b.id) expect(a.end <= b.start || b.end <= a.start).toBe(true);
          });
        },
      ),
      { numRuns: 30 },
    );
  });
});
