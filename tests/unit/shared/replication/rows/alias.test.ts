import { expect, test } from "vitest";
import { joinAll, joinRecords, survivorOf } from "#shared/replication/rows/alias.ts";

test("names the smaller id on the larger, whichever was chosen first", () => {
  const op = { kind: "reader", id: "b", cells: { ".alias": "a" } };
  expect(joinRecords("reader", "a", "b")).toEqual({ main: "a", op });
  expect(joinRecords("reader", "b", "a")).toEqual({ main: "a", op });
});

test("follows merges that cross to the one whom all are merged into, and comes out of a circle", () => {
  const into = new Map([
    ["c", "b"],
    ["b", "a"],
    ["y", "x"],
    ["x", "y"],
  ]);
  expect(["a", "b", "c", "d"].map((id) => survivorOf(id, into))).toEqual(["a", "a", "a", "d"]);
  expect(["x", "y"].map((id) => survivorOf(id, into))).toEqual(["x", "x"]);
});

test("makes one of several, each named once, under the smallest id", () => {
  expect(joinAll("reader", ["c", "a", "b", "a"]).map(({ id, cells }) => [id, cells])).toEqual([
    ["b", { ".alias": "a" }],
    ["c", { ".alias": "a" }],
  ]);
  expect(joinAll("reader", ["a", "a"])).toEqual([]);
});
