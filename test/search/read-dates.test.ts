import { describe, expect, it } from "vitest";
import { readDates } from "../../src/search/read-dates.ts";
import { FIRST_DATE, LAST_DATE } from "../../src/shared/date-range.ts";

const TODAY = "2024-03-20";
const range = (question: string) => readDates(question, TODAY).ranges.map(({ from, to }) => `${from} ${to}`);

describe("the dates in a question", () => {
  it.each([
    ["What was agreed in February 2021?", "2021-02-01 2021-02-28"],
    ["What happened on 13 September 2023?", "2023-09-13 2023-09-13"],
    ["on September 13, 2023", "2023-09-13 2023-09-13"],
    ["on the 1st of May 2020", "2020-05-01 2020-05-01"],
    ["Sept. 2023", "2023-09-01 2023-09-30"],
    ["on 2023-09-13", "2023-09-13 2023-09-13"],
    ["Who was minister in 2021?", "2021-01-01 2021-12-31"],
    ["the visit of autumn 2023", "2023-09-01 2023-11-30"],
    ["winter 2023", "2023-12-01 2024-02-29"],
    ["Bắc Kinh tháng 9 năm 2023", "2023-09-01 2023-09-30"],
    ["ngày 19 tháng 2 năm 2021", "2021-02-19 2021-02-19"],
    ["ngày 19/2/2021", "2021-02-19 2021-02-19"],
    ["tháng chín năm 2023", "2023-09-01 2023-09-30"],
    ["mùa thu năm 2023", "2023-09-01 2023-11-30"],
    ["năm 2021", "2021-01-01 2021-12-31"],
    ["2021年2月会议之后", "2021-02-01 2021-02-28"],
    ["在2023年9月13日举行", "2023-09-13 2023-09-13"],
    ["2023年秋天", "2023-09-01 2023-11-30"],
  ])("reads %j", (question, expected) => {
    expect(range(question)).toEqual([expected]);
  });

  it.each([
    ["receptions after October 2023", `2023-11-01 ${LAST_DATE}`],
    ["since 2021", `2021-01-01 ${LAST_DATE}`],
    ["before 2022", `${FIRST_DATE} 2021-12-31`],
    ["until May 2022", `${FIRST_DATE} 2022-05-31`],
    ["kể từ năm 2021", `2021-01-01 ${LAST_DATE}`],
    ["trước tháng 9 năm 2023", `${FIRST_DATE} 2023-08-31`],
    ["自2021年以来", `2021-01-01 ${LAST_DATE}`],
    ["2023年9月以后", `2023-10-01 ${LAST_DATE}`],
  ])("opens the range at the right end: %j", (question, expected) => {
    expect(range(question)).toEqual([expected]);
  });

  it.each([
    ["last year", "2023-01-01 2023-12-31"],
    ["this month", "2024-03-01 2024-03-31"],
    ["last autumn", "2023-09-01 2023-11-30"],
    ["yesterday", "2024-03-19 2024-03-19"],
    ["năm ngoái", "2023-01-01 2023-12-31"],
    ["去年", "2023-01-01 2023-12-31"],
    ["上个月", "2024-02-01 2024-02-29"],
  ])("counts from today: %j", (question, expected) => {
    expect(range(question)).toEqual([expected]);
  });

  it("reads several ranges in their order", () => {
    expect(range("How did the documents of 2021 differ from those of 2023?")).toEqual([
      "2021-01-01 2021-12-31",
      "2023-01-01 2023-12-31",
    ]);
  });

  it.each([
    "It may take 5 days",
    "on 30 February 2023",
    "2023-13-01",
    "1,950 people",
    "chapter 2300",
    "in May",
    "a2021b",
  ])("finds none in %j", (question) => {
    expect(range(question)).toEqual([]);
  });

  it("leaves out the words of an open range, which an answer does not repeat, and keeps those of a closed one", () => {
    expect(readDates("Which receptions took place after October 2023?", TODAY).rest).toBe(
      "Which receptions took place  ?",
    );
    expect(readDates("What was signed in February 2021?", TODAY).rest).toBe(
      "What was signed in February 2021?",
    );
  });
});
