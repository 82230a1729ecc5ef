import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import type { Answer, AnswerOptions } from "../../src/answer/answer.ts";
import { checkOptions } from "../../src/answer/check-options.ts";
import type { Collection } from "../../src/answer/collection.ts";
import { answerLines } from "../../src/terminal/answer-lines.ts";

const article = {
  id: "a.txt",
  date: "2023-09-13",
  title: "A title",
  publisher: "VNS",
  place: null,
  url: null,
};

/** Answers everything with one quote, and remembers what it was asked. */
function recorder() {
  const asked: { question: string; options: AnswerOptions }[] = [];
  const answer = async (question: string, options: AnswerOptions = {}): Promise<Answer> => {
    checkOptions(question, options, () => true);
    asked.push({ question, options });
    const quote = {
      article,
      start: 2,
      end: 14,
      text: "The dog ran.",
      highlights: [[0, 12]] as [number, number][],
      score: 1,
      alsoIn: [],
      cut: { before: false, after: false },
    };
    return {
      question,
      options,
      answered: question !== "unknown",
      sure: question !== "unknown",
      reason: null,
      confidence: 0.75,
      withoutModel: question === "unaided",
      quotes: [quote],
    };
  };
  return { asked, collection: { answer } as unknown as Collection };
}

async function lines(input: string, options: AnswerOptions = {}) {
  const printed: string[] = [];
  const { asked, collection } = recorder();
  await answerLines(collection, Readable.from([input]), (line) => printed.push(line), options);
  return { asked, printed, objects: printed.map((line) => JSON.parse(line)) };
}

describe("answering JSON Lines", () => {
  it("prints one object a line, in order, with the passages in full", async () => {
    const { objects } = await lines('{"id":"1","question":"Who ran?"}\n{"id":"2","question":"unknown"}\n');
    expect(objects[0]).toEqual({
      id: "1",
      question: "Who ran?",
      abstained: false,
      confidence: 0.75,
      passages: [
        {
          source: "a.txt",
          date: "2023-09-13",
          publisher: "VNS",
          title: "A title",
          text: "The dog ran.",
          start: 2,
          end: 14,
          score: 1,
          highlights: [[0, 12]],
        },
      ],
    });
    expect(objects[1]).toMatchObject({ id: "2", abstained: true });
    expect(objects[1].passages).toHaveLength(1);
  });

  it("says when a model did not answer", async () => {
    const { objects } = await lines('{"id":"1","question":"unaided"}\n');
    expect(objects[0]).toMatchObject({ id: "1", without_model: true });
  });

  it("says what is wrong with a line and goes on", async () => {
    const { objects } = await lines(
      'nonsense\n{"id":"2"}\n[]\n{"id":"4","question":"  "}\n\n{"id":5,"question":"Who?"}',
    );
    expect(objects.map(({ id }) => id)).toEqual([null, "2", null, "4", 5]);
    expect(objects.map(({ error }) => typeof error)).toEqual([
      "string",
      "string",
      "string",
      "string",
      "undefined",
    ]);
    expect(objects[1].error).toContain("question");
  });

  it("hands on the history of a line and the options of the command", async () => {
    const { asked } = await lines('{"id":"1","question":"And then?","history":["What first?"]}', {
      from: "2023-01-01",
      limit: 5,
    });
    expect(asked[0]?.options).toEqual({ from: "2023-01-01", limit: 5, history: ["What first?"] });
  });

  it("reads past a byte-order mark", async () => {
    const { objects } = await lines('\uFEFF{"id":"1","question":"a?"}\n');
    expect(objects).toMatchObject([{ id: "1", question: "a?" }]);
  });

  it("reads lines that end as on Windows, and a last line without an end", async () => {
    const { objects } = await lines('{"id":"1","question":"a?"}\r\n{"id":"2","question":"b?"}');
    expect(objects.map(({ question }) => question)).toEqual(["a?", "b?"]);
  });
});
