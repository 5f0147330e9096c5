import { expect, it } from "vitest";
import { figuresCsv } from "#shared/import-export/table/write-csv.ts";

it("a table of figures says of what it is, keeps numbers as numbers however they are signed, and texts as texts", () => {
  const csv = figuresCsv(
    ["城东图书馆", "东门分馆", "2026 年 10 月"],
    ["项目", "+1 季"],
    [
      ["利用的读者", "+1,220"],
      ["每位到馆日数", "+893"],
      ["每个到馆日借阅", "−97"],
      ["借阅合计", "±0"],
      ["比率", "−2.5%"],
      ["合计", -12.5],
      ["成人", "+2.4（−1.2 到 +6）"],
      ["=1+1", "007"],
      ["隐去", "•"],
      ["范围", "32%–65%"],
      ["坏的", "-1+1"],
    ],
  );
  expect(csv.split("\r\n")).toEqual([
    "\uFEFF城东图书馆,东门分馆,2026 年 10 月",
    "项目,'+1 季",
    "利用的读者,1220",
    "每位到馆日数,893",
    "每个到馆日借阅,-97",
    "借阅合计,0",
    "比率,-2.5%",
    "合计,-12.5",
    "成人,'+2.4（−1.2 到 +6）",
    "'=1+1,007",
    "隐去,•",
    "范围,32%–65%",
    "坏的,'-1+1",
    "",
  ]);
});
