/** A newer program over a database that an older one has filled. */
import "../../../../support/indexed-db.ts";
import { describe, expect, it } from "vitest";
import type { Entry, Op } from "#shared/replication/rows/entry.ts";
import { applyOp } from "#shared/replication/rows/merge-cells.ts";
import type { AnyRow } from "#shared/replication/rows/row.ts";
import type { DeskDb } from "../../../../../renderer/db/database.ts";
import { readErasing } from "../../../../../renderer/db/erasing/erase-rows.ts";
import { applySlice } from "../../../../../renderer/db/exchange/apply-slice.ts";
import { followDigest } from "../../../../../renderer/db/exchange/kept-digest.ts";
import { createReplica } from "../../../../../renderer/db/exchange/replica.ts";
import { rereadRows } from "../../../../../renderer/db/exchange/reread-rows.ts";
import { OWN, openDesk } from "../desk.ts";

const [X, Y] = ["x".repeat(16), "y".repeat(16)];
const UNKNOWN = "unknown-to-this-version";
const entry = (seq: number, ops: readonly Op[]): Entry => ({
  seq,
  hlc: `000000000001000${seq}`,
  pulls: 0,
  staff: "t",
  command: "test",
  ops,
});
const op = (kind: string, cells: Op["cells"], id = "r1"): Op => ({ kind, id, cells });

const tablesOf = async ({ db, memory }: Awaited<ReturnType<typeof openDesk>>): Promise<unknown> =>
  (
    await createReplica({
      db,
      host: memory.host,
      stream: OWN,
      now: () => 0,
      random: (length) => new Uint8Array(length),
      exclusive: (run) => run(),
    }).digest()
  ).tables;

/** An older version merges every unknown kind alike: so this is what it made of readers. */
async function asOlder(db: DeskDb, kind: string): Promise<void> {
  const kept = await db.unknown.toArray();
  const table = kept.map(({ row }) => ({ kind, id: row.id, row }));
  await db.transaction("rw", db.unknown, db.meta, async () => {
    await followDigest(
      db,
      kept.flatMap(({ kind: before, row }) => [
        { kind: before, before: row, after: undefined },
        { kind, before: undefined, after: row },
      ]),
    );
    await db.unknown.clear();
    await db.unknown.bulkPut(table);
  });
}

const lines = (kind: string): readonly (readonly [string, Entry])[] => [
  [X, entry(1, [op(kind, { name: "甲", "tags/a": true, "consents/phone.event": { given: true, at: 1 } })])],
  [Y, entry(1, [op(kind, { name: "乙", "tags/b": true, "tags/a": false })])],
  [X, entry(2, [op(kind, { "tags/c": true, "tags/a": false }), op(kind, { name: "丙" }, "r2")])],
];

describe("a newer program", () => {
  it("empties what names somebody who was erased before it knew that the field names anybody, once", async () => {
    const [older, knowing] = [await openDesk(), await openDesk()];
    const [named, erasing] = [
      entry(1, [op("reader", { name: "孩子", guardian: "her" }, "child")]),
      entry(1, [op("erased", { at: 1 }, "her")]),
    ];
    // the ledger first, as an older one left the row that came behind it
    for (const { db } of [older, knowing]) await applySlice(db, OWN, 0, { stream: X, entries: [erasing] });
    await applySlice(knowing.db, OWN, 0, { stream: Y, entries: [named] });
    const before = applyOp("reader", undefined, named.ops[0] ?? op("reader", {}), [Y, 1, named.hlc, "t"], () => false);
    await older.db.transaction("rw", older.db.reader, older.db.meta, async () => {
      await older.db.table("reader").put(before);
      await followDigest(older.db, [{ kind: "reader", before: undefined, after: before }]);
    });
    expect((await older.db.reader.get("child"))?.guardian).toBe("her");
    await rereadRows(older.db, "2.0.0");
    expect(await older.db.reader.get("child")).toEqual(await knowing.db.reader.get("child"));
    expect(await tablesOf(older)).toEqual(await tablesOf(knowing));
    expect(await readErasing(older.db)).toContain("reader/her");
  });

  it("takes over a kind that was unknown as if it had always known it, digest included", async () => {
    const [older, knowing] = [await openDesk(), await openDesk()];
    for (const [stream, item] of lines(UNKNOWN)) await applySlice(older.db, OWN, 0, { stream, entries: [item] });
    for (const [stream, item] of lines("reader")) await applySlice(knowing.db, OWN, 0, { stream, entries: [item] });
    await asOlder(older.db, "reader");
    expect(await older.db.reader.count()).toBe(0);
    expect(await rereadRows(older.db, "2.0.0")).toBe(2);
    expect(await older.db.unknown.count()).toBe(0);
    expect(await older.db.reader.get("r1")).toMatchObject({
      name: "乙",
      tags: ["a", "b", "c"].slice(1),
      consents: { "phone.event": { given: true, at: 1 } },
      open: 1,
    });
    expect(await tablesOf(older)).toEqual(await tablesOf(knowing));
    // from here on both go the same way
    const next = {
      stream: Y,
      entries: [{ ...entry(2, [op("reader", { name: "丁" })]), seen: { [X]: { no: 0, hash: "", seq: 2 } } }],
    };
    for (const { db } of [older, knowing]) await applySlice(db, OWN, 0, next);
    expect(await tablesOf(older)).toEqual(await tablesOf(knowing));
    expect((await older.db.reader.get("r1"))?.open).toBeUndefined();
  });

  it("shows a value that did not fit before, and takes it from the list of what was set aside", async () => {
    const desk = await openDesk();
    const by = [X, 1, "0000000000010001", "t"] as const;
    const before = applyOp("reader", undefined, op("reader", { email: "a@b.cn" }), by, () => true);
    const row = applyOp("reader", before, op("reader", { name: "甲" }), [X, 2, "0000000000010002", "t"], () => true, [
      "name",
    ]);
    await desk.db.table<AnyRow>("reader").put(row);
    await desk.db.quarantine.bulkAdd([
      { stream: X, seq: 2, op: op("reader", { name: "甲" }), reason: "name: value does not fit" },
      { stream: X, seq: 3, op: op("reader", { email: 7 }), reason: "email: value does not fit" },
    ]);
    expect((await desk.db.reader.get("r1"))?.name).toBeUndefined();
    expect(await rereadRows(desk.db, "2.0.0")).toBe(1);
    expect(await desk.db.reader.get("r1")).toMatchObject({ name: "甲", email: "a@b.cn" });
    expect((await desk.db.quarantine.toArray()).map(({ seq }) => seq)).toEqual([3]);
  });

  it("sets aside with its reason what it knows now and cannot take", async () => {
    const { db } = await openDesk();
    await applySlice(db, OWN, 0, { stream: X, entries: [entry(1, [op(UNKNOWN, { name: 7, email: "a@b.cn" })])] });
    await asOlder(db, "reader");
    await rereadRows(db, "2.0.0");
    expect(await db.reader.get("r1")).toMatchObject({ email: "a@b.cn" });
    expect((await db.reader.get("r1"))?.name).toBeUndefined();
    expect(await db.quarantine.toArray()).toMatchObject([{ stream: X, seq: 1, op: { cells: { name: 7 } } }]);
  });

  it("reads nothing again at its next start", async () => {
    const { db } = await openDesk();
    await rereadRows(db, "2.0.0");
    await applySlice(db, OWN, 0, { stream: X, entries: [entry(1, [op(UNKNOWN, { name: "甲" })])] });
    await asOlder(db, "reader");
    expect(await rereadRows(db, "2.0.0")).toBe(0);
    expect(await rereadRows(db, "2.0.1")).toBe(1);
  });
});
