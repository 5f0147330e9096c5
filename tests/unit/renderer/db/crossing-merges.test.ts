/** Readers whom two desks merge without knowing of each other: one follows the other, and all of them are one person. */
import "fake-indexeddb/auto";
import { afterEach, describe, expect, it } from "vitest";
import { joinRecords } from "#shared/replication/alias.ts";
import type { Op } from "#shared/replication/entry.ts";
import { type Change, create } from "../../../../renderer/db/changes.ts";
import { readReaderClass } from "../../../../renderer/db/reader-class.ts";
import { readBesideUse } from "../../../../renderer/worker/rules/beside-use.ts";
import { readAll, readReader } from "../../../../renderer/worker/statistics/read-use.ts";
import { exchangeAll, RandomDesk } from "./random-desks.ts";

let desks: readonly RandomDesk[] = [];

afterEach(async () => {
  for (const { db } of desks) await db.delete();
  desks = [];
});

const READERS = ["r1", "r2", "r3", "r4"];

async function desksOf(count: number): Promise<readonly RandomDesk[]> {
  for (const { db } of desks) await db.delete();
  let now = 10_000_000;
  desks = [..."abc"].slice(0, count).map((letter) => new RandomDesk(letter.repeat(16), () => ++now));
  for (const desk of desks) await desk.start(desks);
  await run(
    desks[0],
    READERS.map((id) => create("reader", id, { name: `读者${id}` })),
  );
  await exchangeAll(desks);
  return desks;
}

async function run(desk: RandomDesk | undefined, changes: readonly Change[]): Promise<void> {
  if (desk === undefined) throw new Error("a desk");
  await (await desk.writer.run("reader.merge", changes)).confirmed;
}

const written = ({ id, cells }: Op): Change => ({ act: "cells", kind: "reader", id, cells });

/** As the screens do it: the person of one with the person of the other. @returns what became of it, none where they were one */
async function merge(desk: RandomDesk | undefined, a: string, b: string): Promise<readonly [string, string] | null> {
  if (desk === undefined) throw new Error("a desk");
  const firstOf = async (id: string): Promise<string> => (await readReaderClass(desk.db, id))?.reader.id ?? id;
  const [one, other] = [await firstOf(a), await firstOf(b)];
  if (one === other) return null;
  await run(desk, [written(joinRecords("reader", one, other).op)]);
  return [one, other];
}

describe("merges that cross", () => {
  it("are one person on both desks where one follows the other, with all that was ever recorded of them", async () => {
    const [a, b] = await desksOf(2);
    if (a === undefined || b === undefined) throw new Error("two desks");
    await run(a, [create("interaction", "i1", { reader: "r3", at: Date.UTC(2026, 10, 20, 9), channel: "desk" }), create("task", "t1", { text: "回电", promisedTo: "r3", due: "2026-11-01" })]);
    await exchangeAll(desks);
    await merge(a, "r1", "r2");
    await merge(b, "r2", "r3");
    await exchangeAll(desks);
    for (const { db } of desks) {
      for (const id of ["r1", "r2", "r3"]) expect((await readReaderClass(db, id))?.ids.toSorted()).toEqual(["r1", "r2", "r3"]);
      const { readers } = await readAll(db, () => undefined);
      expect(readers.map(({ id, contacts }) => [id, contacts.to - contacts.from])).toEqual([
        ["r1", 1],
        ["r4", 0],
      ]);
      const read = new Map((await readReader(db, "r3")).map(({ id, use }) => [id, use]));
      expect(read.get("r1")?.contacts).toMatchObject({ from: 0, to: 1 });
      expect([...(await readBesideUse(db, 20_800)).withOpenTask]).toEqual(["r1"]);
    }
  });
});
