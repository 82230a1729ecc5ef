import { describe, expect, it } from "vitest";
import { editDistance } from "../../src/search/edit-distance.ts";
import { openSpelling } from "../../src/search/spelling.ts";
import { terms } from "../../src/shared/terms.ts";
import { seedArticles } from "../support/sample-collection.ts";

const counts = new Map<string, number>();
for (const { text } of seedArticles())
  for (const term of terms(text)) counts.set(term, (counts.get(term) ?? 0) + 1);
const vocabulary = [...counts.keys()];
const frequency = (term: string) => counts.get(term) ?? 0;

describe("a misspelt word", () => {
  const nearest = openSpelling({ vocabulary, frequency });

  it("is read as the word that is spelt most like it", () => {
    expect(nearest("vietnma")).toEqual(["vietnam"]);
    expect(nearest("chnia")).toEqual(["china"]);
    expect(nearest("mat")).toEqual([]);
    expect(nearest("zebra")).toEqual([]);
  });

  it("is compared as if with every word that begins alike", () => {
    const misspelt = vocabulary
      .filter((term) => /^[a-z]{4,}$/.test(term))
      .flatMap((term, i) => {
        const at = 1 + (i % (term.length - 1));
        const [before, after] = [term.slice(0, at), term.slice(at)];
        return [`${before}${after.slice(1)}`, `${before}e${after}`, `${before}o${after.slice(1)}`];
      })
      .filter((term) => term.length >= 4);
    for (const asked of misspelt) {
      const most = asked.length >= 8 ? 2 : 1;
      const expected = vocabulary
        .filter((term) => term[0] === asked[0])
        .map((term) => ({ term, distance: editDistance(asked, term, most) }))
        .filter(({ distance }) => distance <= most)
        .sort((a, b) => a.distance - b.distance || frequency(b.term) - frequency(a.term))
        .slice(0, 2);
      expect(nearest(asked), asked).toEqual(expected.map(({ term }) => term));
    }
  });
});
