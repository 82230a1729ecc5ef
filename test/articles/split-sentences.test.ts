import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitSentences } from "../../src/articles/split-sentences.ts";
import { anyText, splitsPair } from "./any-text.ts";

const split = (text: string): string[] =>
  splitSentences(text).map(({ start, end }) => text.slice(start, end));

describe("splitSentences", () => {
  it("keeps ranks and titles with the name, alone and combined", () => {
    expect(split("He met Sen. Lieut. Gen. Tran Quoc To. The two (Gen. To and Dr. Lam) spoke.")).toEqual([
      "He met Sen. Lieut. Gen. Tran Quoc To.",
      "The two (Gen. To and Dr. Lam) spoke.",
    ]);
    expect(
      split("Maj. Gen. An, Lt. Col. Binh, Brig. Gen. He and Adm. The came. So did Capt. Ly."),
    ).toHaveLength(2);
    expect(split("Rep. Smith asked Gov. Brown, Pres. Lee and Min. Park. All agreed.")).toHaveLength(2);
  });

  it("keeps months, numbers, initials and other abbreviations inside a sentence", () => {
    for (const sentence of [
      "On Sept. 13 the ministers met in Hanoi.",
      "Resolution No. 7 passed on Jan. 5.",
      "It was Lee vs. Park, i.e. the final.",
      "George W. Bush and J. Biden Jr. met U.S. Senate leaders at 5 p.m. Friday.",
      "Apples, pears, etc. Vietnam exports.",
      "Apple Inc. Chief Cook spoke.",
      "J. A. R. Newlands lived c. 1837 in London.",
    ]) {
      expect(split(sentence)).toEqual([sentence]);
    }
  });

  it("ends a sentence in such an abbreviation when a new one clearly begins", () => {
    expect(split("He lives in the U.S. The law is new.")).toEqual([
      "He lives in the U.S.",
      "The law is new.",
    ]);
    expect(split("He said no. Lam left.")).toEqual(["He said no.", "Lam left."]);
    expect(split("They met at 5 p.m. However, Lam left.")).toHaveLength(2);
    expect(split("He was made a Gen.\n\nHe was glad.")).toEqual(["He was made a Gen.", "He was glad."]);
  });

  it("ends a sentence after a name that looks like a short English word", () => {
    expect(split("It was said by Tran Quoc To. His guest agreed with He. Lam did not.")).toHaveLength(3);
  });

  it("knows Vietnamese titles and places", () => {
    expect(
      split("Hôm nay TP. Hồ Chí Minh có mưa. GS. TS. Nguyễn Văn A và ThS. Bình nói. PGS.TS. Lê C đến."),
    ).toEqual([
      "Hôm nay TP. Hồ Chí Minh có mưa.",
      "GS. TS. Nguyễn Văn A và ThS. Bình nói.",
      "PGS.TS. Lê C đến.",
    ]);
  });

  it("ends Chinese sentences at their own marks, without blanks", () => {
    expect(split("他去了北京。真的吗？是的！他说：“很好。”然后走了。")).toEqual([
      "他去了北京。",
      "真的吗？",
      "是的！",
      "他说：“很好。”",
      "然后走了。",
    ]);
  });

  it("joins what has no word, or begins in lower case, to the sentence before", () => {
    expect(split("lifting it to a new height./.")).toEqual(["lifting it to a new height./."]);
    expect(split("mutual assistance. and communication. “Really?” he asked.")).toEqual([
      "mutual assistance. and communication.",
      "“Really?” he asked.",
    ]);
  });

  it("leaves a closing mark with what it closes", () => {
    expect(split("(He won a cup (and more!), they say.) She left.")).toEqual([
      "(He won a cup (and more!), they say.)",
      "She left.",
    ]);
    expect(split("A joint statement in Hanoi! ; They left.")).toEqual([
      "A joint statement in Hanoi! ; They left.",
    ]);
  });

  it("gives a photo credit to the caption that it closes", () => {
    expect(split("The ministers in Hanoi. (Photo: Xinhua) They have agreed.")).toEqual([
      "The ministers in Hanoi. (Photo: Xinhua)",
      "They have agreed.",
    ]);
    expect(split("They have agreed. (The text is secret.) They left.")).toHaveLength(3);
  });

  it("goes on over the line breaks of hard-wrapped text", () => {
    const wrapped = [
      "The ministers of public security of China and Vietnam have agreed to",
      "enhance law enforcement cooperation and signed a memorandum with",
      "Gen. Lam on Wednesday. They also met the General Secretary of the",
      "Communist Party.",
    ].join("\r\n");
    expect(split(wrapped).map((sentence) => sentence.replaceAll("\r\n", " "))).toEqual([
      "The ministers of public security of China and Vietnam have agreed to enhance law enforcement cooperation " +
        "and signed a memorandum with Gen. Lam on Wednesday.",
      "They also met the General Secretary of the Communist Party.",
    ]);
  });

  it("ends at a line break where the text does not go on", () => {
    expect(
      split("China, Vietnam pledge cooperation\nThe ministers of the two countries met on Monday."),
    ).toHaveLength(2);
    expect(split("## The meeting\nit was short")).toEqual(["## The meeting", "it was short"]);
    expect(split("- rice\n- maize\n- beans")).toEqual(["- rice", "- maize", "- beans"]);
    expect(split("Hà Nội\nBắc Kinh\nHải Phòng")).toHaveLength(3);
    expect(
      split(
        "中越加强执法合作\n两国公安部部长在北京举行会议并签署了谅解备忘录，双方同意加强合作并打击跨境犯罪活动。",
      ),
    ).toHaveLength(2);
  });

  it("begins where the words begin", () => {
    const text = " date 2023-09-13 One. Two.";
    expect(splitSentences(text, 16)).toEqual([
      { start: 17, end: 21 },
      { start: 22, end: 26 },
    ]);
  });

  it("splits the seeds at every full stop that ends a sentence and at no other", () => {
    const seed = (name: string) => readFileSync(new URL(`../../seeds/${name}`, import.meta.url), "utf8");
    expect(split(seed("000_45847a6cb954d0ff.txt"))).toHaveLength(12);
    expect(split(seed("001_d895ca261d4fdf71.txt"))).toHaveLength(7);
    expect(split(seed("002_d5a10a0e9d3ed20f.txt"))).toHaveLength(12);
    expect(split(seed("003_ef646735df44e7de.txt"))).toHaveLength(11);
    expect(split(seed("004_6e7597bf4cdff618.txt"))).toHaveLength(9);
  });

  it("puts every character of any text that is not white space into exactly one sentence, in order and trimmed", () => {
    fc.assert(
      fc.property(anyText, fc.nat(20), (text, start) => {
        let covered = "";
        let position = Math.min(start, text.length);
        for (const sentence of splitSentences(text, start)) {
          expect(sentence.start).toBeGreaterThanOrEqual(position);
          expect(text.slice(position, sentence.start).trim()).toBe("");
          const words = text.slice(sentence.start, sentence.end);
          expect(words).not.toBe("");
          expect(words.trim()).toBe(words);
          if (sentence.start > start) expect(splitsPair(text, sentence.start)).toBe(false);
          expect(splitsPair(text, sentence.end)).toBe(false);
          covered += words;
          position = sentence.end;
        }
        expect(covered.replace(/\s/g, "")).toBe(text.slice(start).replace(/\s/g, ""));
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ["no full stop", "word ".repeat(200_000)],
    ["one word", "x".repeat(1_000_000)],
    ["dots", ".".repeat(1_000_000)],
    ["dots and blanks", ". ".repeat(500_000)],
    ["abbreviations", "Gen. ".repeat(200_000)],
    ["marks without words", "? $ ".repeat(250_000)],
    ["Vietnamese in one paragraph", "Thủ tướng đã nói. ".repeat(55_000)],
    ["emoji", "😀. A".repeat(200_000)],
    ["lone surrogates", "\ud800".repeat(1_000_000)],
    ["line breaks", "a\n".repeat(500_000)],
    ["empty lines", "\r\n".repeat(500_000)],
    ["combining marks", `a${"\u0301".repeat(1_000_000)}`],
    ["open brackets", "(".repeat(1_000_000)],
  ])("splits a million characters of %s in linear time", (_name, text) => {
    const sentences = splitSentences(text);
    const length = sentences.reduce(
      (sum, { start, end }) => sum + text.slice(start, end).replace(/\s/g, "").length,
      0,
    );
    expect(length).toBe(text.replace(/\s/g, "").length);
  });
});
