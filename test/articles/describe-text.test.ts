import { describe, expect, it } from "vitest";
import { describeText } from "../../src/articles/describe-text.ts";

const NEWS = "The ministers met in Hanoi on Monday. They signed a memorandum.";

describe("describeText", () => {
  it("takes the first line without a full stop for the headline", () => {
    expect(describeText(`Ministers meet in Hanoi\n\n${NEWS}`, 0).title).toBe("Ministers meet in Hanoi");
    expect(describeText(`Will the ministers meet?\n${NEWS}`, 0).title).toBe("Will the ministers meet?");
  });

  it("passes over headers, captions and by-lines", () => {
    for (const line of [
      "VIETNAM, September 13 -",
      "(Xinhua) 08:53, September 14, 2023",
      "September 14, 2023",
      "14/09/2023",
      "By Nguyen Van An",
      "At the reception (Photo: VNA)",
    ]) {
      expect(describeText(`${line}\n\nMinisters meet in Hanoi\n\n${NEWS}`, 0).title).toBe(
        "Ministers meet in Hanoi",
      );
      expect(describeText(`${line}\n\n${NEWS}`, 0).title).toBe("The ministers met in Hanoi on Monday.");
    }
  });

  it("else takes the first sentence after the dateline, shortened at a word to 100 characters", () => {
    const { title } = describeText(`Hanoi (VNA) – The minister ${"went on and ".repeat(20)}stopped.`, 0);
    expect(title).toBe(`The minister ${"went on and ".repeat(7).trim()}…`);
    expect(title?.length).toBeLessThanOrEqual(100);
  });

  it("does not take the first line of hard-wrapped text for a headline", () => {
    const wrapped =
      "The ministers of public security of China and Vietnam have agreed to\nenhance cooperation. They met in Hanoi.";
    expect(describeText(wrapped, 0).title).toBe(
      "The ministers of public security of China and Vietnam have agreed to enhance cooperation.",
    );
  });

  it("finds the publisher in the dateline, the sign-off, a source line or a photo credit, in this order", () => {
    const credit = "At the reception (Photo: Le Van An/VNA)";
    const source = "Source: Nhan Dan";
    expect(describeText(`${credit}\n\nHanoi (Reuters) - ${NEWS} — VNS`, 0).publisher).toBe("Reuters");
    expect(describeText(`${credit}\n\n${source}\n\n${NEWS} — VNS`, 0).publisher).toBe("VNS");
    expect(describeText(`${credit}\n\n${source}\n\n${NEWS}`, 0).publisher).toBe("Nhan Dan");
    expect(describeText(`${credit}\n\n${NEWS}`, 0).publisher).toBe("VNA");
    expect(describeText(NEWS, 0).publisher).toBeNull();
  });

  it.each([
    ["— VNS", "VNS"],
    ["-- Xinhua", "Xinhua"],
    ["(VNA)", "VNA"],
    ["/.\n\n(TTXVN/Vietnam+)", null],
    ["\n\n— AFP", "AFP"],
    ["\n\nVNA", null],
  ])("reads the sign-off %j", (signOff, publisher) => {
    expect(describeText(`${NEWS} ${signOff}`, 0).publisher).toBe(publisher);
  });

  it("does not take an abbreviation or a speaker for a publisher", () => {
    expect(describeText("He leads the Communist Party of China (CPC)", 0).publisher).toBeNull();
    expect(describeText("“We agree.” — Tran Quoc To", 0).publisher).toBeNull();
  });

  it("does not look for a source in a long line, which would take minutes", () => {
    const line = `Source:${" ".repeat(100_000)}x(`;
    expect(describeText(`Words.\n${line}`, 0).publisher).toBeNull();
  });

  it("has no title for a text without words", () => {
    expect(describeText(" date 2023-09-13 ", 16)).toEqual({ title: null, publisher: null, place: null });
  });
});
