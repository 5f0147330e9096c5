/** Several operations of one entry on one record: the same at the author's desk and at every other one. */
import { expect, test } from "vitest";
import { applyEntry, stampOf } from "#shared/replication/rows/apply.ts";
import { conflictsOf } from "#shared/replication/rows/conflict-view.ts";
import type { Entry, Op } from "#shared/replication/rows/entry.ts";
import { frontierOf } from "#shared/replication/rows/merge-cells.ts";
import type { AnyRow } from "#shared/replication/rows/row.ts";
import { applyOps } from "../../../support/memory-replica.ts";

const HERE = "a".repeat(16);
const ID = "r1";

const op = (cells: Op["cells"], more: Partial<Op> = {}): Op => ({ kind: "reader", id: ID, cells, ...more });
const entry = (ops: readonly Op[]): Entry => ({
  seq: 1,
  hlc: "0000000000010000",
  pulls: 0,
  staff: "chen",
  command: "test",
  ops,
});

/** The row at the author's desk, who has seen all that stands there, and at another's. */
function rowsAfter(ops: readonly Op[]): readonly AnyRow[] {
  const rows = (apply: (store: Parameters<typeof applyEntry>[0]) => void): AnyRow => {
    const kept = new Map<string, AnyRow>();
    apply({ get: (_, id) => kept.get(id), put: (_, row) => kept.set(row.id, row) });
    const row = kept.get(ID);
    if (row === undefined) throw new Error("no row");
    return row;
  };
  const written = entry(ops);
  return [
    rows((store) => applyOps(store, ops, stampOf(HERE, written), () => true)),
    rows((store) => applyEntry(store, HERE, written, {})),
  ];
}

test("an operation has seen what its entry says before it, on every desk", () => {
  const [own, other] = rowsAfter([op({ name: "甲", ".deleted": true }), op({ name: "乙", ".deleted": null })]);
  expect(other).toEqual(own);
  expect([own?.name, own?.open, own?.gone]).toEqual(["乙", undefined, undefined]);
});

test("one that stands beside it has not: a person is asked, and told whose each value is", () => {
  const stamp = ["b".repeat(16), 7, "0000000000000001", "zhou"] as const;
  const [own, other] = rowsAfter([op({ name: "甲" }), op({ name: "乙" }, { beside: 1, of: { name: stamp } })]);
  if (own === undefined) throw new Error("no row");
  expect(other).toEqual(own);
  expect(own).toMatchObject({ name: "甲", open: 1 });
  expect(frontierOf("reader", own, "name").map(({ v }) => v)).toEqual(["甲", "乙"]);
  const [question] = conflictsOf("reader", own, HERE);
  expect(question?.tag === "values" && question.sides.map(({ value, of, inUse }) => [value, of[3], inUse])).toEqual([
    ["甲", "chen", true],
    ["乙", "zhou", false],
  ]);
});

test("a deletion and an edit beside it keep the record, and ask", () => {
  const [own, other] = rowsAfter([op({ ".deleted": true }), op({ name: "甲" }, { beside: 1 })]);
  expect(other).toEqual(own);
  expect([own?.open, own?.gone]).toEqual([1, undefined]);
  const [gone, alsoGone] = rowsAfter([op({ ".deleted": true }), op({ name: "甲" })]);
  expect(alsoGone).toEqual(gone);
  expect(gone?.gone).toBe(1);
});
