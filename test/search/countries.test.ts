import { describe, expect, it } from "vitest";
import { capitalsIn, readCountries } from "../../src/search/countries.ts";
import { readSynonyms } from "../../src/search/synonyms.ts";

describe("countries", () => {
  it("have names, words for their people, and a capital unless they are continents", () => {
    const of = (name: string) => readCountries().find(({ names }) => names.includes(name));
    expect(of("norway")).toEqual({ names: ["norway"], people: ["norwegian"], capitals: ["oslo"] });
    expect(of("europe")).toEqual({ names: ["europe"], people: ["european"], capitals: [] });
  });

  it("are found by their people's name and the other way round", () => {
    const synonyms = readSynonyms();
    expect(synonyms.get("franc")).toContain("french");
    expect(synonyms.get("french")).toContain("franc");
  });

  it("lend none of their meaning to one word of a longer name", () => {
    expect(readSynonyms().get("south") ?? []).not.toContain("korea");
    expect(readSynonyms().get("korea")).toEqual(["korean"]);
  });

  it("give the capital that a question describes", () => {
    expect(capitalsIn("Who travelled to the French capital?")).toEqual(["paris"]);
    expect(capitalsIn("Where in Norway's capital was it?")).toEqual(["oslo"]);
    expect(capitalsIn("Is it in the capital of South Korea?")).toEqual(["seoul"]);
    expect(capitalsIn("the South Korean capital")).toEqual(["seoul"]);
    expect(capitalsIn("How much capital did the French bank raise?")).toEqual([]);
  });
});
