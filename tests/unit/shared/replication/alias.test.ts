import { expect, test } from "vitest";
import { joinRecords } from "#shared/replication/alias.ts";

test("names the smaller id on the larger, whichever was chosen first", () => {
  const op = { kind: "reader", id: "b", cells: { ".alias": "a" } };
  expect(joinRecords("reader", "a", "b")).toEqual({ main: "a", op });
  expect(joinRecords("reader", "b", "a")).toEqual({ main: "a", op });
});
