import { describe, expect, it } from "vitest";
import { dateInWords, isCalendarDate } from "../../src/shared/calendar-date.ts";

describe("calendar dates", () => {
  it.each(["2023-09-13", "2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31"])("takes %s", (date) => {
    expect(isCalendarDate(date)).toBe(true);
  });

  it.each([
    "2023-02-29",
    "2023-02-30",
    "1900-02-29",
    "2023-04-31",
    "2023-13-01",
    "2023-00-10",
    "2023-01-00",
    "0000-01-01",
    "2023-9-13",
    "20230913",
    " 2023-09-13",
    "2023-09-13T00:00",
    "",
  ])("refuses %j", (date) => {
    expect(isCalendarDate(date)).toBe(false);
  });

  it("writes a date in words, the day without a leading zero", () => {
    expect(dateInWords("2023-09-13")).toBe("13 September 2023");
    expect(dateInWords("2021-02-01")).toBe("1 February 2021");
  });
});
