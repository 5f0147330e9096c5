import { expect, test } from "vitest";
import { joinedRow, joinRecords } from "#shared/replication/alias.ts";
import type { AnyRow } from "#shared/replication/row.ts";

const w = ["s", 1, "0".repeat(16), "chen"] as const;

test("names the smaller id on the larger, whichever was chosen first", () => {
  const op = { kind: "reader", id: "b", cells: { ".alias": "a" } };
  expect(joinRecords("reader", "a", "b")).toEqual({ main: "a", op });
  expect(joinRecords("reader", "b", "a")).toEqual({ main: "a", op });
});

test("shows the smallest id's values, and the next's where it has none", () => {
  const rows: readonly AnyRow[] = [
    { id: "b", w, name: "李卫东", email: "li@example.org", as: "a", ".alias": "a" },
    { id: "a", w, name: "李卫冬", card: "0021" },
  ];
  expect(joinedRow(rows)).toEqual({ id: "a", w, name: "李卫冬", card: "0021", email: "li@example.org" });
  expect(joinedRow([])).toBeUndefined();
});

test("fills a map key by key, the smallest id's values first", () => {
  const rows: readonly AnyRow[] = [
    { id: "a", w, otherIds: { former: "0020", staff: "7" }, about: { day: 1 } },
    { id: "b", w, as: "a", otherIds: { student: "2023001", staff: "8" }, about: { year: 2 } },
  ];
  expect(joinedRow(rows, (field) => field === "otherIds")).toEqual({ id: "a", w, otherIds: { former: "0020", student: "2023001", staff: "7" }, about: { day: 1 } });
});
