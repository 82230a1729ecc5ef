import { describe, expect, it } from "vitest";
import { DatelineError } from "../../src/shared/errors.ts";
import { createRecentProblems, problemText } from "../../src/shared/recent-problems.ts";

describe("the recent problems", () => {
  it("are the last five", () => {
    const problems = createRecentProblems();
    for (let i = 1; i <= 6; i++) problems.add({ time: "", level: "warn", text: String(i) });
    expect(problems.all().map(({ text }) => text)).toEqual(["2", "3", "4", "5", "6"]);
  });
});

describe("the text of a problem", () => {
  it("tells what our own errors say", () => {
    const err = new DatelineError("feedback", "the disk is full");
    expect(problemText("not kept", { err })).toBe("not kept (the disk is full)");
  });

  it("tells only the kind of others, which may repeat what somebody asked, and the reader's reference", () => {
    const err = Object.assign(new SyntaxError('Unexpected token in "Who won?"'), { code: "EBAD" });
    const text = problemText("/ask failed", { err, reference: "12ab" });
    expect(text).toBe("/ask failed (SyntaxError EBAD, reference 12ab)");
    expect(problemText("/ask failed", { err: new DatelineError("question", "Who won?") })).not.toContain(
      "won",
    );
  });

  it("is the line itself where there is no error", () => {
    expect(problemText("slow", {})).toBe("slow");
    expect(problemText("thrown", { err: "a text" })).toBe("thrown");
  });
});
