import { describe, expect, it } from "vitest";
import { findDateline } from "../../src/articles/find-dateline.ts";

describe("findDateline", () => {
  it.each([
    ["Hanoi (VNA) – Deputy Minister", "Hanoi", "VNA"],
    ["BEIJING, Sept. 13 (Xinhua) -- The ministers", "BEIJING", "Xinhua"],
    ["WASHINGTON, Sept 13 (Reuters) - The president", "WASHINGTON", "Reuters"],
    ["KUALA LUMPUR, Malaysia (AP) — The king", "KUALA LUMPUR, Malaysia", "AP"],
    ["Paris, Jan 1, 2024 (AFP) - France", "Paris", "AFP"],
    ["TOKYO (Kyodo News) — “Yes,” he said", "TOKYO", "Kyodo News"],
    ["Hà Nội, ngày 13/9 (TTXVN) - Bộ trưởng", "Hà Nội", "TTXVN"],
    ["(Dân trí) - Theo Bộ Công an", null, "Dân trí"],
    ["HÀ NỘI — Vietnamese Minister", "HÀ NỘI", null],
    ["HÀ NỘI — Vietnamese Minister".normalize("NFD"), "HÀ NỘI".normalize("NFD"), null],
    ["HO CHI MINH CITY, Sept. 13 -- 500 people", "HO CHI MINH CITY", null],
    ["新华社北京9月13日电（记者 张三）公安部", "北京", "新华社"],
  ])("finds place and agency of %j", (line, place, agency) => {
    expect(findDateline(line)).toMatchObject({ place, agency });
  });

  it("ends where the news begins", () => {
    expect("Hanoi (VNA) – Deputy Minister".slice(findDateline("Hanoi (VNA) – Deputy Minister")?.length)).toBe(
      "Deputy Minister",
    );
  });

  it.each([
    "VIETNAM, September 13 -",
    "Xinhua) 08:53, September 14, 2023",
    "At the reception (Photo: VNA)",
    "The Communist Party of China (CPC) - the ruling party",
    "Vietnam — the country of a thousand rivers",
    "COVID-19 — The disease",
    "UN — The assembly",
    "",
  ])("finds none in %j", (line) => {
    expect(findDateline(line)).toBeNull();
  });
});
