import "../../../../support/indexed-db.ts";
import { expect, it } from "vitest";
import { makeHlc } from "#shared/kernel/hlc.ts";
import type { Slice } from "#shared/replication/exchange/slice.ts";
import { applySlice } from "../../../../../renderer/db/exchange/apply-slice.ts";
import { readHead, readStream } from "../../../../../renderer/db/journal/head.ts";
import { OWN, openDesk, type TestDesk } from "../desk.ts";

const OTHER = "b".repeat(16);
const AT = 1_790_000_000_000;
const slice: Slice = {
  stream: OTHER,
  entries: [1, 2, 3].map((seq) => ({
    seq,
    hlc: makeHlc(AT + seq, 0),
    pulls: 0,
    staff: "s",
    command: "test",
    ops: [
      { kind: "reader", id: `r${seq}`, cells: { name: `读者 ${seq}` } },
      { kind: "reader", id: `bad${seq}`, cells: { name: { no: "name" } } },
    ],
  })),
  ends: { no: 1, hash: "0123456789ab", at: AT },
};

async function standing({ db }: TestDesk) {
  const [cursor, { pulls }] = [await readStream(db, OTHER), await readHead(db)];
  const digest = (await db.meta.get("digest"))?.value;
  return {
    readers: await db.reader.count(),
    aside: await db.quarantine.count(),
    seq: cursor.seq,
    no: cursor.no,
    pulls,
    digest,
  };
}

it.each(["reader", "quarantine", "streams", "meta"] as const)(
  "R7: check 8: rows, cursor and the count of pulls move together or not at all: a failing write to %s leaves all of them where they were",
  async (table) => {
    const desk = await openDesk();
    const { db } = desk;
    await applySlice(db, OWN, AT, { stream: OTHER, entries: [] });
    const before = await standing(desk);
    const broken = (): never => {
      throw new Error("the disk is full");
    };
    db.table(table).hook("creating", broken);
    db.table(table).hook("updating", broken);
    await expect(applySlice(db, OWN, AT, slice)).rejects.toThrow();
    db.table(table).hook("creating").unsubscribe(broken);
    db.table(table).hook("updating").unsubscribe(broken);
    expect(await standing(desk)).toEqual(before);
    await applySlice(db, OWN, AT, slice);
    const after = await standing(desk);
    expect(after).toMatchObject({ aside: 3, seq: 3, no: 1, pulls: before.pulls + 1 });
    expect(after.readers).toBeGreaterThanOrEqual(3);
  },
);
