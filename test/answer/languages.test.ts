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
    ["Who inaugurated the children's hospital?", "vi.txt"],
    ["How many beds does the children's hospital have?", "vi.txt"],
    ["儿科医院有多少张床位?", "vi.txt"],
    ["Who visited the primary school in the mountains?", "zh.txt"],
    ["What did the school get this year?", "zh.txt"],
    ["Bộ trưởng nào thăm trường tiểu học?", "zh.txt"],
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

  it("finds people in Chinese articles whom a question names in Latin letters", async () => {
    const visit = article(
      "visit.txt",
      "公安部部长王小洪在北京会见了越南公安部部长苏林。双方讨论了边境安全。",
    );
    await withArticles([...mixed, visit], async (collection) => {
      for (const question of ["Whom did Wang Xiaohong meet in Beijing?", "Tô Lâm gặp ai ở Bắc Kinh?"]) {
        const { answered, quotes } = await collection.answer(question);
        expect([answered, quotes[0]?.article.id], question).toEqual([true, "visit.txt"]);
      }
    });
  });

  it("does not say that a name is missing that other languages write in their own way", async () => {
    const football = article("football.txt", "约翰·埃尔维在三十八岁时带领野马队赢得了比赛。");
    await withArticles([football], async (collection) => {
      const { reason } = await collection.answer("Which team did John Elway lead?");
      expect(reason?.kind).not.toBe("unknown-name");
    });
  });

  it.each([
    ["Which exchange was the largest in August 2009?", "Tháng 8 năm 2009, sở giao dịch có 374 công ty."],
    ["Which exchange was the largest in August 2009?", "2009 年 8 月，交易所有374家上市公司。"],
    ["Which exchange was the largest in May 2009?", "In May 2009 the exchange listed 374 companies."],
  ])("reaches a month that the text names: %s", async (question, text) => {
    await withArticles([article("old.txt", text)], async (collection) => {
      expect((await collection.answer(question)).reason?.kind).not.toBe("unreached-date");
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
