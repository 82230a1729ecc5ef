import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findAcronyms } from "../../src/articles/find-acronyms.ts";
import { anyText } from "./any-text.ts";

describe("an acronym", () => {
  const found = (sentence: string) => findAcronyms(sentence).map(({ short, long }) => `${short} = ${long}`);

  it.each([
    [
      "Ministers of the Association of Southeast Asian Nations (ASEAN) met.",
      "Association of Southeast Asian Nations",
    ],
    ["ASEAN (Association of Southeast Asian Nations) met.", "Association of Southeast Asian Nations"],
    [
      "The “ASEAN” (the Association of Southeast Asian Nations) met.",
      "Association of Southeast Asian Nations",
    ],
    ["the Association of Southeast Asian Nations (“ASEAN”)", "Association of Southeast Asian Nations"],
    ["the Association of Southeast Asian Nations (ASEAN; Jakarta)", "Association of Southeast Asian Nations"],
  ])("is found with its long form: %s", (sentence, long) => {
    expect(findAcronyms(sentence)).toEqual([{ short: "ASEAN", long }]);
  });

  it("takes no more words than its letters begin", () => {
    expect(
      found("He heads the Steering Committee on Anti-corruption (SCAC) and the Ministry of Defence (MoD)."),
    ).toEqual(["SCAC = Steering Committee on Anti-corruption", "MoD = Ministry of Defence"]);
  });

  it("is found without the s of its plural", () => {
    expect(found("two Liquefied Gas Carriers (LGCs)")).toEqual(["LGC = Liquefied Gas Carriers"]);
  });

  it("may be found in languages with marks and in a script without spaces", () => {
    expect(found("Đảng Cộng sản Việt Nam (ĐCSVN) họp.")).toEqual(["ĐCSVN = Đảng Cộng sản Việt Nam"]);
    expect(found("世界卫生组织World Health Organization（WHO）表示")).toEqual([
      "WHO = World Health Organization",
    ]);
  });

  it.each([
    "At the reception (Photo: VNA) in Hanoi (right) on Friday (September 13).",
    "Hiệp hội các quốc gia Đông Nam Á (ASEAN) họp.",
    "东南亚国家联盟（ASEAN）在雅加达开会。",
    "Viet Nam, Hanoi (VNA) – A minister spoke.",
    "Zhao Kezhi (L) and To Lam (C)",
    "Association of Southeast Asian Nations (ASEAN",
    "(ASEAN)",
    "ASEAN (ASEAN)",
    "Grand Prix (CONMEBOL), African Cup (GPA)",
  ])("is not seen where none is defined: %s", (sentence) => {
    expect(found(sentence)).toEqual([]);
  });

  it("is looked for in any text, and its long form stands there", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const { short, long } of findAcronyms(text)) {
          expect(text).toContain(short);
          expect(text.replace(/\s+/gu, " ")).toContain(long);
        }
      }),
    );
  });

  it("is looked for in a time that grows with the text", () => {
    const started = performance.now();
    for (const piece of ["(", "(A", "A (AB) ", "（中文", " ", "\u201d", "AB"])
      findAcronyms(piece.repeat(200_000));
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
