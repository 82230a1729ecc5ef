import { describe, expect, it } from "vitest";
import { article, withArticles } from "../support/make-collection.ts";

const mixed = [
  article(
    "en.txt",
    "The minister of finance opened a new railway bridge over the river on Monday. It cost forty million dollars.",
  ),
  article(
    "vi.txt",
    "Bộ trưởng Y tế khánh thành một bệnh viện nhi ở thành phố biển vào thứ Ba. Bệnh viện có ba trăm giường.",
  ),
  article("zh.txt", "教育部长星期三参观了一所山区小学。学校今年得到了新的图书馆。"),
];

describe("a collection in several languages", () => {
  it.each([
    ["Who opened the railway bridge?", "en.txt"],
    ["Bộ trưởng nào khánh thành cây cầu đường sắt mới?", "en.txt"],
    ["哪位部长为新的铁路桥剪彩?", "en.txt"],
    ["Ai khánh thành bệnh viện nhi?", "vi.txt"],
    ["Bệnh viện nhi có bao nhiêu giường?", "vi.txt"],
    ["Ai khanh thanh benh vien nhi?", "vi.txt"],
    ["谁参观了山区小学?", "zh.txt"],
    ["学校得到了什么?", "zh.txt"],
  ])("answers %j from %s", async (question, source) => {
    await withArticles(mixed, async (collection) => {
      const { quotes } = await collection.answer(question);
      expect(quotes[0]?.article.id).toBe(source);
    });
  });

  it("prefers words as they were asked to their translations", async () => {
    const metro = article("metro.txt", "新地铁线路将于明年开通。线路全长三十公里,设有十二个车站。");
    const tram = article(
      "tram.txt",
      "The tram line reopened on Monday. The line had been closed for repairs.",
    );
    await withArticles([...mixed, metro, tram], async (collection) => {
      const { quotes } = await collection.answer("新地铁线路什么时候开通?");
      expect(quotes[0]?.article.id).toBe("metro.txt");
    });
  });

  it("answers none of them about something else", async () => {
    await withArticles(mixed, async (collection) => {
      for (const question of ["How do I bake bread?", "Cách làm bánh mì?", "怎样烤面包?"]) {
        expect((await collection.answer(question)).answered, question).toBe(false);
      }
    });
  });
});
