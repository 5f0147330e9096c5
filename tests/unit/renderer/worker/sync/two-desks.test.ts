/** Two whole desks and a real folder: database, journal, sealing, files; only the screens are missing. */
import "../../../../support/indexed-db.ts";
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import Dexie from "dexie";
import { describe, expect, it } from "vitest";
import { create, edit } from "../../../../../renderer/db/write/changes.ts";
import type { Writer } from "../../../../../renderer/db/write/writer.ts";
import type { WholeDesk } from "../../../../support/whole-desk.ts";
import { idOf, save as saved, wholeDesks } from "../../../../support/whole-desks.ts";

const desks = wholeDesks("two-desks");

interface Pair {
  readonly share: string;
  readonly a: WholeDesk;
  readonly b: WholeDesk;
  readonly ofA: Writer;
  readonly ofB: Writer;
}

async function pair(): Promise<Pair> {
  const { desk: a, ...sharing } = await desks.foundWithShare();
  const b = await desks.join(sharing, "儿童馆");
  return { share: sharing.share, a, b, ofA: (await a.start()).writer, ofB: (await b.start()).writer };
}

const save = (writer: Writer, ...changes: Parameters<Writer["run"]>[1]): Promise<void> => saved(writer, changes);
const settle = async (...some: readonly WholeDesk[]): Promise<void> => {
  for (let round = 0; round < 4; round++) for (const desk of some) await desk.sync.sync(() => undefined);
};
const same = async (...some: readonly WholeDesk[]): Promise<void> => {
  for (const desk of some) expect(await desk.lines()).toEqual(await some[0]?.lines());
};

/** That the first desk has sealed when all is decided, the last to say that it has the decision. */
const OWN_BATCHES = 4;

describe("two desks", { timeout: 120_000 }, () => {
  it("edit one field apart, see the conflict on both, and it is gone on both when one has decided", async () => {
    const { a, b, ofA, ofB } = await pair();
    await save(ofA, create("reader", idOf(1), { name: "李卫东", email: "old@example.org" }));
    const first = await a.sync.sync(() => undefined);
    expect(first.outcome).toEqual({ tag: "done" });
    expect(first.steps.write).toMatchObject({ records: 1 });
    const report = await b.sync.sync(() => undefined);
    expect(report.steps.merge).toMatchObject({ records: 1, devices: ["一楼"] });
    await save(ofA, edit("reader", idOf(1), { email: "a@example.org" }));
    await save(ofB, edit("reader", idOf(1), { email: "b@example.org" }));
    expect(await b.sync.pending()).toBe(1);
    await settle(a, b);
    expect(await b.sync.pending()).toBe(0);
    for (const desk of [a, b]) expect((await desk.db.reader.get(idOf(1)))?.open).toBe(1);
    await save(ofB, { act: "cells", kind: "reader", id: idOf(1), cells: { email: "b@example.org" } });
    await settle(b, a);
    for (const desk of [a, b]) expect(await desk.db.reader.get(idOf(1))).toMatchObject({ email: "b@example.org" });
    for (const desk of [a, b]) expect((await desk.db.reader.get(idOf(1)))?.open).toBeUndefined();
    await same(a, b);
    // check 9: one listing of the share, and little else; backups that bear the present code's slot are only asked
    // about, and as a person has asked, the own files are listed here and there and opened, and the markers and
    // the key slots are listed
    const before = a.asked.length;
    expect((await a.sync.sync(() => undefined)).outcome).toEqual({ tag: "nothing-new" });
    const times = (count: number, name: string): readonly string[] => Array.from({ length: count }, () => name);
    expect([...a.asked.slice(before)].sort()).toEqual([
      "backup.reseal",
      "device.start",
      "journal.state",
      "library.adopt-epochs",
      "library.own",
      ...times(OWN_BATCHES, "seal.open"),
      ...times(OWN_BATCHES, "store.get"),
      ...times(6, "store.list"),
    ]);
  });

  it("get back from folder and copy what a lost database held, own entries and others' in their order", async () => {
    const { a, b, ofA, ofB } = await pair();
    await save(ofA, create("reader", idOf(1), { name: "李卫东" }));
    await settle(a, b);
    for (let n = 0; n < 3; n++) {
      await save(ofB, edit("reader", idOf(1), { name: `乙${n}` }));
      await settle(b, a);
      await save(ofA, edit("reader", idOf(1), { name: `甲${n}` }), create("reader", idOf(10 + n), { name: `新${n}` }));
      await settle(a, b);
    }
    const before = await a.lines();
    a.db.close();
    await Dexie.delete(a.db.name);
    await a.db.open();
    const { reconciled } = await a.start();
    expect(reconciled).toMatchObject({ applied: 4, madeAnew: 0 });
    // its batches are taken up again, not sealed a second time
    expect(await a.sync.sync(() => undefined)).toMatchObject({ outcome: { tag: "done" }, warnings: [] });
    expect(await a.lines()).toEqual(before);
    await settle(b, a);
    await same(a, b);
    expect((await readdir(join(a.dataFolder, "store", "streams"))).length).toBe(2);
  });

  it("part where a profile was copied: the copy goes on under a new stream and nothing is lost", async () => {
    const { a, b, ofA } = await pair();
    await save(ofA, create("reader", idOf(1), { name: "李卫东" }));
    await settle(a, b);
    const twin = await desks.clone(a);
    const { writer } = await twin.start();
    await save(ofA, create("reader", idOf(2), { name: "原来的" }));
    await save(
      writer,
      create("reader", idOf(3), { name: "副本的" }),
      edit("reader", idOf(1), { email: "twin@example.org" }),
    );
    await a.sync.sync(() => undefined);
    const report = await twin.sync.sync(() => undefined);
    expect(report.warnings).toContainEqual(expect.objectContaining({ tag: "new-stream", entries: 1 }));
    await settle(a, b, twin);
    await same(a, b, twin);
    expect(await b.db.reader.get(idOf(3))).toMatchObject({ name: "副本的" });
    // the copy starts again and goes on writing under its new stream
    const again = await twin.start();
    await save(again.writer, edit("reader", idOf(3), { email: "later@example.org" }));
    await settle(twin, b);
    expect(await b.db.reader.get(idOf(3))).toMatchObject({ email: "later@example.org" });
  });

  it("stop when cancelled, say what stayed, and go on with the next exchange", async () => {
    const { a, b, ofA } = await pair();
    for (let n = 0; n < 3; n++) {
      await save(ofA, create("reader", idOf(n), { name: `读者${n}` }));
      await a.sync.sync(() => undefined);
    }
    const report = await b.sync.sync((progress) => {
      if (progress.step === "read" && progress.done === 1) b.sync.cancel();
    });
    expect(report.outcome).toMatchObject({ tag: "stopped", stop: { tag: "cancelled" } });
    await settle(b, a);
    await same(a, b);
  });

  it("are told when the folder is gone, and the desk's own work stays", async () => {
    const { share, a, ofA } = await pair();
    await save(ofA, create("reader", idOf(1), { name: "李卫东" }));
    await rm(share, { recursive: true });
    const report = await a.sync.sync(() => undefined);
    expect(report.outcome).toEqual({ tag: "stopped", step: "look", stop: { tag: "no-folder" } });
    expect(report.devices.find(({ own }) => own)).toMatchObject({ device: "一楼", pending: 1 });
    expect(await a.db.reader.get(idOf(1))).toMatchObject({ name: "李卫东" });
  });
});
