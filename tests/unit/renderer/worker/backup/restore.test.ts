/**
 * Restores of whole desks: as ordinary changes that colleagues get and that can be taken back, and on a desk of which
 * nothing is left. It takes long, as each test makes whole desks, backups of them, and restores one.
 */
import "../../../../support/indexed-db.ts";
import { cp, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { BackupRef } from "#shared/host/backup-calls.ts";
import { RESTORE_ACTS } from "#shared/replication/backup/restore-record.ts";
import { readDigest } from "../../../../../renderer/db/exchange/kept-digest.ts";
import { create, edit, remove } from "../../../../../renderer/db/write/changes.ts";
import type { Writer } from "../../../../../renderer/db/write/writer.ts";
import { okValue, type WholeDesk } from "../../../../support/whole-desk.ts";
import { idOf, save, wholeDesks } from "../../../../support/whole-desks.ts";

const LONG = { timeout: 180_000 };
const desks = wholeDesks("restores");

const quiet = () => undefined;
const sync = async (desk: WholeDesk): Promise<void> =>
  expect((await desk.sync.sync(quiet)).outcome.tag).not.toBe("stopped");
const backUp = async (desk: WholeDesk): Promise<BackupRef> => ({
  place: "here",
  id: okValue(await desk.backups.make(true, quiet)).id,
});

interface Library {
  readonly a: WholeDesk;
  readonly writer: Writer;
  readonly code: string;
  readonly share: string;
  readonly join: (deskName: string) => Promise<WholeDesk>;
}

async function library(readers = 40): Promise<Library> {
  const { desk: a, share, code } = await desks.foundWithShare();
  const { writer } = await a.start();
  for (let from = 0; from < readers; from += 200) {
    await save(
      writer,
      Array.from({ length: Math.min(200, readers - from) }, (_, n) =>
        create("reader", idOf(from + n), {
          name: `读者${from + n}`,
          card: `00${from + n}`,
          phones: ["13800000000"],
          tags: ["a", "b"],
        }),
      ),
    );
  }
  const joinAs = async (deskName: string): Promise<WholeDesk> => {
    const desk = await desks.join({ share, code }, deskName);
    await desk.start();
    await sync(desk);
    return desk;
  };
  return { a, writer, code, share, join: joinAs };
}

/** A bad afternoon. */
async function spoil(writer: Writer): Promise<void> {
  await save(writer, [
    remove("reader", idOf(1)),
    remove("reader", idOf(2)),
    edit("reader", idOf(3), { name: "改错了", tags: ["c"] }),
    edit("reader", idOf(4), { card: null }),
  ]);
  await save(writer, [
    create("reader", idOf(5000), { name: "后来的" }),
    create("task", idOf(5001), { text: "后来的任务" }),
  ]);
}

describe("a restore", () => {
  it(
    "shows before what it would bring back, change back and take away, and changes nothing by looking",
    LONG,
    async () => {
      const { a, writer } = await library();
      const ref = await backUp(a);
      expect(okValue(await a.backups.preview(ref, quiet))).toMatchObject({
        device: "一楼",
        counts: {},
        examples: [],
        erased: 0,
      });
      await spoil(writer);
      const before = await a.lines();
      const preview = okValue(await a.backups.preview(ref, quiet));
      expect(preview.counts).toEqual({
        reader: { add: 2, change: 2, remove: 1 },
        task: { add: 0, change: 0, remove: 1 },
      });
      expect(preview.examples.find((example) => example.id === idOf(1))).toMatchObject({
        kind: "reader",
        act: "add",
        name: "读者1",
      });
      expect(preview.examples.find((example) => example.id === idOf(3))).toMatchObject({
        act: "change",
        name: "读者3",
        fields: ["name", "tags"],
      });
      expect(preview.examples.find((example) => example.id === idOf(5000))).toMatchObject({
        act: "remove",
        name: "后来的",
      });
      expect(await a.lines()).toEqual(before);
    },
  );

  it(
    "gives back the state of the backup, keeps the one of now as a backup, and undoing it gives back the same digest",
    LONG,
    async () => {
      const { a, writer } = await library();
      const then = await readDigest(a.db);
      const ref = await backUp(a);
      await spoil(writer);
      const spoilt = await readDigest(a.db);
      const log = okValue(await a.backups.restore(ref, RESTORE_ACTS, "staff", quiet));
      expect(log).toMatchObject({ records: 6, removed: 2, stopped: false, undoneAt: null });
      expect(await readDigest(a.db)).toEqual(then);
      const { backups } = okValue(await a.host("backup.list", { place: "here" }));
      expect(backups.map(({ state, note }) => [state, note?.digest])).toEqual([
        ["verified", spoilt],
        ["verified", then],
      ]);
      expect(await a.backups.undoRestore(log.batchId, "staff", quiet)).toEqual({ left: 0 });
      expect(await readDigest(a.db)).toEqual(spoilt);
      // taken back once is taken back
      await a.backups.undoRestore(log.batchId, "staff", quiet);
      expect(await readDigest(a.db)).toEqual(spoilt);
    },
  );

  it("is one act in the order of undo: after what came later, and before what came earlier", LONG, async () => {
    const { a, writer } = await library();
    writer.setStaff("staff");
    const ref = await backUp(a);
    await spoil(writer);
    const spoilt = await readDigest(a.db);
    expect(await writer.batchToUndo()).toBeNull();
    const { batchId } = okValue(await a.backups.restore(ref, RESTORE_ACTS, "staff", quiet));
    expect(await writer.batchToUndo()).toEqual({ of: "restore", batchId });
    await save(writer, [edit("reader", idOf(6), { email: "six@example.org" })]);
    expect(await writer.batchToUndo()).toBeNull();
    await (await writer.undo())?.written.confirmed;
    expect(await writer.batchToUndo()).toEqual({ of: "restore", batchId });
    // whoever has taken the desk over takes back nothing that a colleague did
    writer.setStaff("another");
    expect(await writer.batchToUndo()).toBeNull();
    writer.setStaff("staff");
    await a.backups.undoRestore(batchId, "staff", quiet);
    expect(await readDigest(a.db)).toEqual(spoilt);
    expect(await writer.batchToUndo()).toBeNull();
    await (await writer.undo())?.written.confirmed;
    expect((await a.db.reader.get(idOf(5000)))?.gone).toBe(1);
  });

  it("takes nothing away unless asked to", LONG, async () => {
    const { a, writer } = await library();
    const ref = await backUp(a);
    await spoil(writer);
    okValue(await a.backups.restore(ref, ["add", "change"], "staff", quiet));
    expect((await a.db.reader.get(idOf(1)))?.gone).toBeUndefined();
    expect((await a.db.reader.get(idOf(3)))?.name).toBe("读者3");
    expect((await a.db.reader.get(idOf(5000)))?.name).toBe("后来的");
  });

  it(
    "R6: of an old backup goes to colleagues as a change, in the own stream, and all desks show the same; R15: undone, colleagues' later work stays",
    LONG,
    async () => {
      const { a, writer, join: joinAs } = await library();
      const ref = await backUp(a);
      await sync(a);
      const b = await joinAs("二楼");
      const bWriter = (await b.start()).writer;
      await spoil(writer);
      await save(bWriter, [
        edit("reader", idOf(10), { note: "二楼写的" }),
        create("interaction", idOf(7000), { reader: idOf(11), channel: "desk", at: 1 }),
      ]);
      for (const desk of [b, a, b]) await sync(desk);
      const stream = okValue(await a.host("library.own", {})).stream;
      const log = okValue(await a.backups.restore(ref, ["add", "change"], "staff", quiet));
      // what a colleague wrote between backup and restore is turned back too: it was shown, and it is a change like any
      // other
      expect((await a.db.reader.get(idOf(10)))?.note).toBeUndefined();
      // at the same time she goes on
      await save(bWriter, [edit("reader", idOf(3), { email: "three@example.org" })]);
      for (const desk of [a, b, a, b]) await sync(desk);
      expect(okValue(await a.host("library.own", {})).stream).toBe(stream);
      expect(await b.lines()).toEqual(await a.lines());
      expect(await b.db.reader.get(idOf(3))).toMatchObject({ name: "读者3", email: "three@example.org" });
      await save(bWriter, [edit("reader", idOf(4), { card: "0099" })]);
      for (const desk of [b, a]) await sync(desk);
      expect((await a.backups.undoRestore(log.batchId, "staff", quiet)).left).toBe(1);
      for (const desk of [a, b, a]) await sync(desk);
      expect(await b.lines()).toEqual(await a.lines());
      expect((await b.db.reader.get(idOf(10)))?.note).toBe("二楼写的");
      expect((await b.db.reader.get(idOf(4)))?.card).toBe("0099");
    },
  );

  it("that a damaged file would cut off is not begun", LONG, async () => {
    const { a, writer } = await library();
    const ref = await backUp(a);
    await spoil(writer);
    const folder = join(a.dataFolder, "backups", ref.id);
    const part = (await readdir(folder, { recursive: true })).find((name) => name.endsWith(".part")) ?? "";
    await rm(join(folder, part));
    const before = await a.lines();
    expect(await a.backups.restore(ref, RESTORE_ACTS, "staff", quiet)).toEqual({
      ok: false,
      error: { tag: "damaged", file: part },
    });
    expect(await a.lines()).toEqual(before);
  });

  it("in many commands, of more records than one may hold, is one batch", LONG, async () => {
    const { a, writer } = await library(1500);
    const ref = await backUp(a);
    const before = await readDigest(a.db);
    for (let from = 0; from < 1500; from += 300)
      await save(
        writer,
        Array.from({ length: 300 }, (_, n) => remove("reader", idOf(from + n))),
      );
    const log = okValue(await a.backups.restore(ref, RESTORE_ACTS, "staff", quiet));
    expect(log.records).toBe(1500);
    expect(await readDigest(a.db)).toEqual(before);
    await a.backups.undoRestore(log.batchId, "staff", quiet);
    expect((await readDigest(a.db)).reader).toBeUndefined();
  });
});

describe("a desk of which nothing is left but a backup", () => {
  /** Data folder and database are gone; the backups were in a second place. */
  async function lostDesk(): Promise<Library & { readonly second: string; readonly lines: readonly string[] }> {
    const made = await library(300);
    const second = await desks.freshFolder();
    okValue(await made.a.host("settings.write", { deskName: "一楼服务台", language: "zh-TW" }));
    okValue(await made.a.host("backup.choose", { path: second }));
    await backUp(made.a);
    const lines = await made.a.lines();
    return { ...made, second, lines };
  }

  it(
    "enters its library again by the code, has every record, settings and a new stream, and exchanges again",
    LONG,
    async () => {
      const { a, code, second, lines, writer } = await lostDesk();
      // after the backup, and on the share: comes with the first exchange
      await save(writer, [edit("reader", idOf(1), { note: "备份之后" })]);
      await sync(a);
      const all = await a.lines();
      const own = okValue(await a.host("library.own", {})).stream;
      await a.close();

      const again = await desks.open(await desks.freshFolder());
      const { backups } = okValue(await again.host("backup.show", { path: second }));
      expect(backups).toMatchObject([{ state: "sealed" }]);
      const ref = { place: "shown", id: backups[0]?.id ?? "" } as const;
      expect(await again.host("backup.enter", { ...ref, code: "0".repeat(26) })).toEqual({
        ok: false,
        error: { tag: "code-wrong" },
      });
      const entered = okValue(await again.host("backup.enter", { ...ref, code }));
      expect(entered.stream).not.toBe(own);
      const { settings } = okValue(await again.host("device.start", {}));
      expect(settings).toMatchObject({
        deskName: "一楼服务台",
        language: "zh-TW",
        mayCarry: false,
        firstRunDone: true,
      });
      const next = (await again.start()).writer;
      expect(await again.lines()).toEqual(lines);
      // it can be worked with at once, and backed up again
      await save(next, [edit("reader", idOf(2), { note: "恢复之后" })]);
      expect((await again.backups.make(true, quiet)).ok).toBe(true);
      await sync(again);
      expect((await again.db.reader.get(idOf(1)))?.note).toBe("备份之后");
      expect(okValue(await again.host("device.start", {})).settings.mayCarry).toBe(true);
      expect((await again.lines()).length).toBe(all.length);
      // and can be lost once more
      const rows = await again.lines();
      for (const table of again.db.tables) await table.clear();
      await again.start();
      expect(await again.lines()).toEqual(rows);
    },
  );

  it("is refused a damaged one, and then belongs to no library", LONG, async () => {
    const { a, code, second } = await lostDesk();
    await a.close();
    const [name = ""] = await readdir(join(second, "reader-desk-backups"));
    const part =
      (await readdir(join(second, "reader-desk-backups", name), { recursive: true })).find((file) =>
        file.endsWith(".part"),
      ) ?? "";
    await rm(join(second, "reader-desk-backups", name, part));
    const again = await desks.open(await desks.freshFolder());
    okValue(await again.host("backup.show", { path: second }));
    expect(await again.host("backup.enter", { place: "shown", id: name, code })).toEqual({
      ok: false,
      error: { tag: "damaged", file: part },
    });
    expect(okValue(await again.host("device.start", {})).library).toBeNull();
  });

  it("puts nothing of others back on a share before it has heard of what happened since", LONG, async () => {
    const { a, writer, code, second, share, join: joinAs } = await lostDesk();
    await sync(a);
    const b = await joinAs("二楼");
    const bWriter = (await b.start()).writer;
    await save(bWriter, [edit("reader", idOf(5), { note: "二楼" })]);
    for (const desk of [b, a]) await sync(desk);
    await save(writer, [edit("reader", idOf(6), { note: "一楼" })]);
    await backUp(a);
    await a.close();
    const again = await desks.open(await desks.freshFolder());
    const { backups } = okValue(await again.host("backup.show", { path: second }));
    okValue(await again.host("backup.enter", { place: "shown", id: backups[0]?.id ?? "", code }));
    await again.start();
    // meanwhile somebody has emptied the share, and prepares it again
    await rm(share, { recursive: true });
    await cp(await desks.freshFolder(), share, { recursive: true });
    okValue(await again.host("share.prepare", {}));
    await sync(again);
    const streams = await readdir(join(share, "streams"));
    expect(streams).toEqual([okValue(await again.host("library.own", {})).stream]);
    for (const desk of [b, again, b, again]) await sync(desk);
    // also what had been written here after the last exchange, and is in the backup alone
    expect((await b.db.reader.get(idOf(6)))?.note).toBe("一楼");
    expect(await again.lines()).toEqual(await b.lines());
    for (const desk of [b, again]) expect((await desk.sync.sync(quiet)).outcome.tag).toBe("nothing-new");
  });

  it("of a library that never had a share founds one, and others join by it", LONG, async () => {
    const first = await desks.open(await desks.freshFolder());
    okValue(await first.host("library.found", { libraryName: "城东图书馆", deskName: "一楼", branchName: "城东馆" }));
    const { writer } = await first.start();
    for (let turn = 0; turn < 5; turn++) {
      await save(writer, [create("reader", idOf(turn), { name: `读者${turn}` })]);
      await backUp(first);
    }
    const { code } = okValue(await first.host("library.code", {}));
    const lines = await first.lines();
    const lost = first.dataFolder;
    await first.close();
    const folder = await desks.freshFolder();
    await cp(join(lost, "backups"), join(folder, "backups"), { recursive: true });
    const again = await desks.open(folder);
    const [newest] = okValue(await again.host("backup.list", { place: "here" })).backups;
    okValue(await again.host("backup.enter", { place: "here", id: newest?.id ?? "", code }));
    await again.start();
    const share = await desks.freshFolder();
    okValue(await again.host("share.choose", { path: share }));
    okValue(await again.host("share.prepare", {}));
    for (let turn = 0; turn < 2; turn++) await sync(again);
    const joiner = await desks.open(await desks.freshFolder());
    okValue(await joiner.host("share.choose", { path: share }));
    okValue(await joiner.host("library.join", { code, deskName: "二楼", branchName: "城东馆" }));
    await joiner.start();
    for (const desk of [joiner, again, joiner, again]) await sync(desk);
    expect(await joiner.lines()).toEqual(lines);
    for (const desk of [joiner, again]) expect((await desk.sync.sync(quiet)).outcome.tag).toBe("nothing-new");
  });

  it("finds backups in its own data folder, in a folder that holds some, and by a renamed one", LONG, async () => {
    const { a, second, code } = await lostDesk();
    await a.close();
    const [name = ""] = await readdir(join(second, "reader-desk-backups"));
    const folder = await desks.freshFolder();
    await cp(join(second, "reader-desk-backups", name), join(folder, "backups", name), { recursive: true });
    const again = await desks.open(folder);
    expect(okValue(await again.host("backup.list", { place: "here" })).backups).toMatchObject([
      { id: name, state: "sealed" },
    ]);
    const renamed = join(await desks.freshFolder(), "备份 周二");
    await cp(join(second, "reader-desk-backups", name), renamed, { recursive: true });
    expect(okValue(await again.host("backup.show", { path: renamed })).backups).toMatchObject([
      { id: "备份 周二", state: "sealed", at: null },
    ]);
    okValue(await again.host("backup.enter", { place: "shown", id: "备份 周二", code }));
    await again.start();
    expect(await again.db.reader.count()).toBe(300);
  });
});
