import { expect, test } from "vitest";
import { isOfList, type ListColumns } from "#shared/import-export/refresh/refresh-list.ts";
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
