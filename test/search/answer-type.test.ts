import { describe, expect, it } from "vitest";
import { answerType, offers } from "../../src/search/answer-type.ts";

describe("the answer type", () => {
  it.each([
    ["Who came?", "person"],
    ["Which Western European country joined?", "place"],
    ["In what year did it open?", "time"],
    ["What was the percentage of votes?", "percentage"],
    ["How much money was paid?", "money"],
    ["How old is she?", "age"],
    ["How many came?", "number"],
    ["Why did it close?", "reason"],
    ["What is it?", "other"],
    ["Ai đã đến?", "person"],
    ["Hội nghị được tổ chức ở đâu?", "place"],
    ["会议在哪里举行?", "place"],
    ["会见了谁?", "person"],
  ])("of %s is %s", (question, type) => {
    expect(answerType(question)).toBe(type);
  });

  it("is offered only by something that the question does not name itself", () => {
    expect(offers("person", "Did Ada come on Monday?")("On Monday Ada came.")).toBe(false);
    expect(offers("person", "Who came?")("On Monday Ada came.")).toBe(true);
    expect(offers("number", "Who sold 40 boats?")("They sold 40 boats.")).toBe(false);
  });
});
