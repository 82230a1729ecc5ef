import { describe, expect, it } from "vitest";
import { asksSeveral, isComparison, wantsLatest } from "../../src/search/question-kind.ts";
import { readDates } from "../../src/search/read-dates.ts";

describe("the kind of a question", () => {
  it("is a comparison with two dates, two ordinals or a word that says so", () => {
    const of = (question: string) => isComparison(question, readDates(question, "2024-01-15").ranges);
    expect(of("What was said in 2022 and in 2023?")).toBe(true);
    expect(of("Who came to the first and the second meeting?")).toBe(true);
    expect(of("How do the plans differ?")).toBe(true);
    expect(of("第七次会议和第八次会议有什么不同?")).toBe(true);
    expect(of("Who came to the second meeting?")).toBe(false);
  });

  it("asks for several things where it compares, offers a choice, names two or goes on to ask again", () => {
    expect(asksSeveral("How do the plans differ?")).toBe(true);
    expect(asksSeveral("Did it open in May or in June?")).toBe(true);
    expect(asksSeveral("Who built the harbour, and when did it open?")).toBe(true);
    expect(asksSeveral("What did Ada Thornbury and the Ferry Union agree?")).toBe(true);
    expect(asksSeveral("会议在北京还是在河内举行?")).toBe(true);
    expect(asksSeveral("Who thanked the builders and the crews?")).toBe(false);
    expect(asksSeveral("And what did he answer?")).toBe(false);
  });

  it("is for the latest where it says so", () => {
    expect(wantsLatest("What is the latest news?")).toBe(true);
    expect(wantsLatest("Cuộc họp gần đây nhất?")).toBe(true);
    expect(wantsLatest("Who came last?")).toBe(false);
  });
});
