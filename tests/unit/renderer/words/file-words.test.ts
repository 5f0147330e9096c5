import { expect, it } from "vitest";
import { fileWords } from "../../../../renderer/words/file-words.ts";

it.each([
  [["统计报表", "东门分馆", "2026 年 10 月"], "统计报表 东门分馆 2026年10月"],
  [["利用度", "全馆", "2026 年第 4 季度"], "利用度 全馆 2026年第4季度"],
  [["Reports", "East Gate", "Q4 2026"], "Reports East Gate Q4 2026"],
  [["A/B", "", "C:D"], "A-B C-D"],
])("names a file of %j %s", (parts, name) => {
  expect(fileWords(...parts)).toBe(name);
});
