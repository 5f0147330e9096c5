/** Two who were told apart, on desks that know nothing of each other: one record, and gone with either of them. */
import "../../../support/indexed-db.ts";
import { afterEach, describe, expect, it } from "vitest";
import { hexToBytes } from "#shared/kernel/bytes.ts";
import { uuidV8 } from "#shared/kernel/ids.ts";
import { notSameKey } from "#shared/model/not-same.ts";
import { joinRecords } from "#shared/replication/rows/alias.ts";
import { readWaitingPairs } from "../../../../renderer/db/duplicate-pairs.ts";
import { eraseChanges, planErasing } from "../../../../renderer/db/erasing/erase-reader.ts";
import { readReaderClass } from "../../../../renderer/db/reader-class.ts";
import { type Change, create, edit, remove } from "../../../../renderer/db/write/changes.ts";
import { ReaderChanged, ReaderGone } from "../../../../renderer/db/write/commit.ts";
import type { RunOptions } from "../../../../renderer/db/write/writer.ts";
import { createDuplicatesApi } from "../../../../renderer/worker/duplicates/serve-duplicates.ts";
import { exchangeAll, RandomDesk } from "./random-desks.ts";

let desks: readonly RandomDesk[] = [];
afterEach(async () => {
  for (const { db } of desks) await db.delete();
});

async function twoDesks(): Promise<readonly [RandomDesk, RandomDesk]> {
  let now = 10_000_000;
  const [a, b] = [new RandomDesk("a".repeat(16), () => ++now), new RandomDesk("b".repeat(16), () => ++now)];
  desks = [a, b];
  for (const desk of desks) await desk.start(desks);
  await run(a, [
    create("reader", "r1", { name: "陈桂芳", phones: ["13900002206"] }),
    create("reader", "r2", { name: "陈桂芳", phones: ["13900002206"] }),
    create("reader", "r3", { name: "陈桂芳", phones: ["13900002206"] }),
  ]);
  await exchangeAll(desks);
  return [a, b];
}

const run = async (desk: RandomDesk, changes: readonly Change[], options?: RunOptions): Promise<void> => {
  await (await desk.writer.run("test", changes, options)).confirmed;
};
const idOf = (a: string, b: string): string =>
  uuidV8(hexToBytes(Buffer.from(notSameKey(a, b)).toString("hex").padEnd(64, "0").slice(-64)));
const apart = (first: string, second: string): Change => create("not-same", idOf(first, second), { first, second });
const merge = (a: string, b: string): Change => {
  const { id, cells } = joinRecords("reader", a, b).op;
  return { act: "cells", kind: "reader", id, cells };
};
const waiting = async ({ db }: RandomDesk): Promise<readonly string[]> => {
  await createDuplicatesApi({ db, clock: { now: () => 1 } }).find(() => undefined);
  return (await readWaitingPairs(db)).pairs.map(({ key }) => key);
};

describe("two who were told apart", () => {
  it("are one record where two desks say so, nothing is asked, and they are no question on either", async () => {
    const [a, b] = await twoDesks();
    expect(await waiting(b)).toEqual(["r1+r2", "r1+r3", "r2+r3"]);
    expect(idOf("r2", "r1")).toBe(idOf("r1", "r2"));
    await run(a, [apart("r1", "r2")]);
    await run(b, [apart("r1", "r2")]);
    await exchangeAll(desks);
    for (const desk of [a, b]) {
      const rows = await desk.db["not-same"].toArray();
      expect(rows.map(({ first, second, open }) => [first, second, open])).toEqual([["r1", "r2", undefined]]);
      expect(await waiting(desk)).toEqual(["r1+r3", "r2+r3"]);
    }
  });

  it("stay so after the one was merged into a third, whose pair they are then", async () => {
    const [a] = await twoDesks();
    await run(a, [apart("r2", "r3")]);
    await run(a, [merge("r1", "r2")]);
    expect(await waiting(a)).toEqual([]);
  });

  it("are one person where another desk merges them, and do not come back as a question when they are parted", async () => {
    const [a, b] = await twoDesks();
    await run(a, [apart("r1", "r2")]);
    await run(b, [merge("r1", "r2")]);
    await exchangeAll(desks);
    for (const desk of [a, b]) {
      expect((await readReaderClass(desk.db, "r2"))?.reader.id).toBe("r1");
      expect(await waiting(desk)).toEqual(["r1+r3"]);
    }
    await run(b, [{ act: "cells", kind: "reader", id: "r2", cells: { ".alias": null } }]);
    await exchangeAll(desks);
    for (const desk of [a, b]) expect(await waiting(desk)).toEqual(["r1+r3", "r2+r3"]);
  });

  it("are a question again once it is taken back, and can be told apart again", async () => {
    const [a, b] = await twoDesks();
    await run(a, [apart("r1", "r2")]);
    await exchangeAll(desks);
    await run(b, [remove("not-same", idOf("r1", "r2"))]);
    await exchangeAll(desks);
    expect(await waiting(a)).toContain("r1+r2");
    await run(a, [apart("r1", "r2")]);
    await exchangeAll(desks);
    expect(await waiting(b)).not.toContain("r1+r2");
  });

  it.each([
    ["the first", "r1"],
    ["the second", "r2"],
  ])("are nowhere once %s is erased, and what was said of others stays", async (_, her) => {
    const [a, b] = await twoDesks();
    await run(a, [apart("r1", "r2"), apart("r2", "r3"), apart("r1", "r3")]);
    await exchangeAll(desks);
    const plan = await planErasing(a.db, her);
    expect(plan.counts["not-same"]).toBe(2);
    for (const changes of eraseChanges(plan, { at: 1, reason: "request" }, "7K2M-Q9XD"))
      await run(a, changes, { undoable: false });
    await exchangeAll(desks);
    for (const { db } of [a, b]) {
      const rows = await db["not-same"].toArray();
      expect(rows.filter(({ first, second }) => first === her || second === her)).toEqual([]);
      expect(rows).toHaveLength(1);
    }
  });
});

describe("what is decided of two as they were seen", () => {
  it.each<[string, Change, typeof ReaderChanged | typeof ReaderGone]>([
    ["one of them has another value by now", edit("reader", "r2", { card: "9" }), ReaderChanged],
    ["the other desk has merged the two by now", merge("r1", "r2"), ReaderChanged],
    ["one of them is deleted by now", remove("reader", "r2"), ReaderGone],
  ])("is not written where %s", async (_, change, error) => {
    const [a, b] = await twoDesks();
    const asSeen = (await a.db.reader.bulkGet(["r1", "r2"])).filter((row) => row !== undefined);
    await run(b, [change]);
    await exchangeAll(desks);
    const entries = await a.db.log.count();
    await expect(a.writer.run("reader.merge", [merge("r1", "r2")], { asSeen })).rejects.toBeInstanceOf(error);
    expect(await a.db.log.count()).toBe(entries);
  });

  it("is written where nothing has changed, though a colleague has changed somebody else", async () => {
    const [a, b] = await twoDesks();
    const asSeen = (await a.db.reader.bulkGet(["r1", "r2"])).filter((row) => row !== undefined);
    await run(b, [edit("reader", "r3", { card: "9" })]);
    await exchangeAll(desks);
    await run(a, [merge("r1", "r2")], { asSeen });
    expect((await readReaderClass(a.db, "r2"))?.reader.id).toBe("r1");
  });
});
