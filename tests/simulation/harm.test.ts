/**
 * Which breaches a proof is stopped by: confirmed work that is lost or overwritten, and what can be read after an
 * erasing.
 */
import { expect, it } from "vitest";
import type { Json } from "#shared/kernel/json.ts";
import { DELETED, type Op } from "#shared/replication/rows/entry.ts";
import type { AnyRow } from "#shared/replication/rows/row.ts";
import { MemoryReplica } from "../support/memory-replica.ts";
import { checkErased } from "./check-erased.ts";
import { Desk } from "./desk.ts";
import { type Breach, Promises } from "./promises.ts";
import { World } from "./world.ts";

const KEY = "reader/r1";
const name = (value: Json): Op => ({ kind: "reader", id: "r1", cells: { name: value } });

/** A desk, what its people were promised, and what is said of rows that are made of its own. */
function promised() {
  let now = 1_800_000_000_000;
  const replica = new MemoryReplica("a".repeat(16), () => ++now);
  const promises = new Promises();
  const tokens = new Set<string>();
  return {
    write: (token: string, op: Op): AnyRow | undefined => {
      const before = replica.row(op.kind, op.id);
      promises.record(
        replica.write([op], { staff: token }),
        () => before,
        () => undefined,
      );
      tokens.add(token);
      return replica.row(op.kind, op.id);
    },
    breaches: (rows: ReadonlyMap<string, AnyRow> = replica.rows): readonly (readonly [number, Breach["harm"]])[] =>
      promises.breaches(rows, tokens, new Set(), () => undefined).map(({ check, harm }) => [check, harm] as const),
  };
}

const one = (row: AnyRow | undefined): ReadonlyMap<string, AnyRow> => new Map(row === undefined ? [] : [[KEY, row]]);

it("is lost where confirmed work is nowhere, was replaced by what had not seen it, or went with a record that nobody deleted", () => {
  const { write, breaches } = promised();
  const before = write("w1", name("王芳"));
  const after = write("w2", name("王方"));
  expect(breaches()).toEqual([]);
  expect(breaches(new Map())).toEqual([[2, "lost"]]);
  // the later write is there no more, and an earlier value stands in its place
  expect(breaches(one(before))).toContainEqual([2, "lost"]);
  expect(breaches(one(after && { ...after, gone: 1 }))).toEqual([[4, "lost"]]);
});

it("is lost where a value stands in a cell that nobody wrote there", () => {
  const { write, breaches } = promised();
  const row = write("w1", name("王芳"));
  expect(breaches(one(row && { ...row, name: "张三" }))).toEqual([[3, "lost"]]);
});

it("is no harm where a record that was deleted is back", () => {
  const { write, breaches } = promised();
  const kept = write("w1", name("王芳"));
  const gone = write("w2", { kind: "reader", id: "r1", cells: { [DELETED]: true } });
  expect(breaches()).toEqual([]);
  const { gone: _, ...back } = gone ?? {};
  expect(kept).toBeDefined();
  expect(breaches(one(back as AnyRow))).toEqual([[4, undefined]]); // the row as it stands, without its mark
});

it("is readable where a row, or an entry of the journal, still speaks of whoever was erased", async () => {
  const world = new World({ seed: 1, minDesks: 2, maxDesks: 2, erases: true });
  const [left, joiner] = ["left", "joiner"].map(
    (called) => new Desk(world, called, world.shares, { offsetMs: 0, drift: 0 }),
  ) as [Desk, Desk]; // two names, two desks
  world.desks.push(left);
  left.replica.write([name("王芳")]);
  joiner.replica.write([{ kind: "erased", id: "r1", cells: { at: 1 } }], { command: "reader.erase" });
  await checkErased(world, joiner);
  expect(world.breaches.map(({ check, harm, sentence }) => [check, harm, sentence.split(",")[0]])).toEqual([
    [5, "readable", "left still has reader/r1"],
    [5, "readable", "left's journal still speaks of what is erased"],
  ]);
});
