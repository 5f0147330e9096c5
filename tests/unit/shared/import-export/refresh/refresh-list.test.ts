import { expect, test } from "vitest";
import { columnsGone, isOfList, type ListColumns, missingOfUse } from "#shared/import-export/refresh/refresh-list.ts";
import { REFRESH_LISTS } from "#shared/model/settings/refresh-lists.ts";

const use = (kind: "visit" | "loan" | "return" | "hold" | "event" | null): ListColumns => ({
  holds: "use",
  useRules: { kind },
});
const listsOf = (columns: ListColumns): readonly string[] => REFRESH_LISTS.filter((list) => isOfList(columns, list));

test("a file is of the list that its columns say, and of any list of use where they say it row by row", () => {
  expect(listsOf({ holds: "reader" })).toEqual(["readers"]);
  expect(listsOf(use("visit"))).toEqual(["visits"]);
  expect(listsOf(use("loan"))).toEqual(["loans"]);
  expect(listsOf(use("return"))).toEqual(["loans"]);
  expect(listsOf(use("hold"))).toEqual(["holds"]);
  expect(listsOf(use(null))).toEqual(["visits", "loans", "holds"]);
  expect(listsOf(use("event"))).toEqual([]);
});

test("a file with nearly all columns of a list, and no other, is that list without the others, and one that a person has named is", () => {
  const had = ["读者证号", "姓名", "预约日期", "题名"];
  expect(columnsGone(had, ["姓名", "预约日期", "题名"], false)).toEqual(["读者证号"]);
  expect(columnsGone(had, ["ＴＩＴＬＥ", "姓名", "预约日期", "题名"], false)).toEqual([]);
  expect(columnsGone(had, ["姓名"], false)).toEqual([]);
  expect(columnsGone(had, had, false)).toEqual([]);
  expect(columnsGone(had, ["姓名", "TITLE"], true)).toEqual(["读者证号", "预约日期", "题名"]);
  expect(columnsGone(["Card"], [" card "], true)).toEqual([]);
});

test("of a list of use who or when is named where only that is missing", () => {
  expect(missingOfUse("holds", ["题名", "预约日期"])).toBe("reader");
  expect(missingOfUse("holds", ["借閱證號", "題名"])).toBe("day");
  expect(missingOfUse("visits", ["证号", "时间"])).toBeNull();
  expect(missingOfUse("visits", ["甲", "乙"])).toBeNull();
  expect(missingOfUse("readers", ["证号", "姓名"])).toBeNull();
});
