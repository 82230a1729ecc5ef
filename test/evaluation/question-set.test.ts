import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readQuestions } from "../../src/evaluation/question-set.ts";

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "dateline-"));
});
afterEach(() => rmSync(dir, { recursive: true }));

describe("a file of questions", () => {
  it("has a question on each line that is not blank", () => {
    const file = join(dir, "questions.jsonl");
    writeFileSync(file, '{"id":1,"question":"Who won?","gold":[]}\n\n');
    expect(readQuestions(file)).toMatchObject([{ id: "1", question: "Who won?", gold: [] }]);
  });

  it("is named when it is not there or is a folder, and so is a line that is no question", () => {
    const missing = join(dir, "missing.jsonl");
    expect(() => readQuestions(missing)).toThrow(`${missing} cannot be read (there is no such file)`);
    expect(() => readQuestions(dir)).toThrow(`${dir} cannot be read (it is a folder)`);
    const wrong = join(dir, "wrong.jsonl");
    writeFileSync(wrong, '{"id":1}\n');
    expect(() => readQuestions(wrong)).toThrow(`${wrong}, line 1: not a question`);
  });
});
