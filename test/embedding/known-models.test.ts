import { describe, expect, it } from "vitest";
import { defaultRevision, modelTraits, rerankerLanguages } from "../../src/embedding/known-models.ts";
import { tinySettings } from "../support/tiny-model.ts";

const traitsOf = (model: string) => modelTraits(tinySettings({ model }));

describe("known models", () => {
  it("gives e5 its two prefixes and mean pooling", () => {
    expect(traitsOf("Xenova/multilingual-e5-small")).toEqual({
      pooling: "mean",
      queryPrefix: "query: ",
      passagePrefix: "passage: ",
      maxTokens: 512,
      dimensions: 384,
    });
  });

  it("gives bge the vector of the first token and an instruction on questions only", () => {
    const traits = traitsOf("Xenova/bge-small-en-v1.5");
    expect(traits).toMatchObject({ pooling: "cls", passagePrefix: "", maxTokens: 512, dimensions: 384 });
    expect(traits.queryPrefix).toBe("Represent this sentence for searching relevant passages: ");
  });

  it("gives MiniLM no prefixes and the limit it was trained with", () => {
    expect(traitsOf("Xenova/all-MiniLM-L6-v2")).toEqual({
      pooling: "mean",
      queryPrefix: "",
      passagePrefix: "",
      maxTokens: 256,
      dimensions: 384,
    });
  });

  it("knows a model by the name of its folder", () => {
    expect(traitsOf("/opt/models/multilingual-e5-small")).toEqual(traitsOf("Xenova/multilingual-e5-small"));
  });

  it("leaves the limit and the dimensions of an unknown model to its files", () => {
    expect(traitsOf("someone/new-model")).toMatchObject({
      pooling: "mean",
      maxTokens: null,
      dimensions: null,
    });
  });

  it("lets the settings overrule the table, an empty prefix too", () => {
    const settings = tinySettings({
      model: "Xenova/multilingual-e5-small",
      pooling: "cls",
      queryPrefix: "",
      passagePrefix: "p: ",
      maxTokens: 100,
    });
    expect(modelTraits(settings)).toMatchObject({
      pooling: "cls",
      queryPrefix: "",
      passagePrefix: "p: ",
      maxTokens: 100,
    });
  });

  it("knows the languages of a reranker by its name, and none of an unknown one", () => {
    expect(rerankerLanguages("Xenova/ms-marco-MiniLM-L-6-v2")).toEqual(["en"]);
    expect(rerankerLanguages("ms-marco-MiniLM-L-6-v2")).toEqual(["en"]);
    expect(rerankerLanguages("someone/new-reranker")).toBeNull();
  });

  it("pins the revision of a model by its whole id only", () => {
    expect(defaultRevision("Xenova/multilingual-e5-small")).toMatch(/^[0-9a-f]{40}$/);
    expect(defaultRevision("Xenova/ms-marco-MiniLM-L-6-v2")).toMatch(/^[0-9a-f]{40}$/);
    expect(defaultRevision("someone/multilingual-e5-small")).toBe("main");
  });
});
