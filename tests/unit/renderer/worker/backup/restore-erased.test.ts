/**
 * An erased reader never comes back by a restore: not within a desk, not on a new computer, and not from its copies on
 * the disk. It takes long, as everything that whole desks have left on their disks is opened and read.
 */
import "../../../../support/indexed-db.ts";
import { cp } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { RESTORE_ACTS } from "#shared/replication/backup/restore-record.ts";
import { unlockShare } from "../../../../../electron/services/share-check/unlock.ts";
import { createFolderStore } from "../../../../../electron/services/stores/folder-store.ts";
import { eraseChanges, planErasing } from "../../../../../renderer/db/erasing/erase-reader.ts";
import { create, edit } from "../../../../../renderer/db/write/changes.ts";
import type { Writer } from "../../../../../renderer/db/write/writer.ts";
import { outChanges } from "../../../../../renderer/features/sync/out/out-changes.ts";
import { canariesIn } from "../../../../support/canaries.ts";
import { lightCodes } from "../../../../support/light-codes.ts";
import { okValue, type WholeDesk } from "../../../../support/whole-desk.ts";
import { idOf, inDatabase, save, wholeDesks } from "../../../../support/whole-desks.ts";

const LONG = { timeout: 180_000 };
const CANARIES = ["金丝雀甲", "金丝雀乙", "金丝雀丙"] as const;
const [HER, OTHER] = [idOf(1), idOf(2)];
const desks = wholeDesks("restores-erased");

const quiet = () => undefined;

interface Scene {
  readonly desk: WholeDesk;
  readonly writer: Writer;
  readonly share: string;
  readonly code: string;
  /** Somebody has put a backup from before the erasing aside. */
  readonly aside: string;
}

/** A reader with what belongs to her is backed up, put aside, and erased. */
async function erased(): Promise<Scene> {
  const { desk, share, code } = await desks.foundWithShare();
  const { writer } = await desk.start();
  await save(writer, [create("reader", HER, { name: CANARIES[0] }), create("reader", OTHER, { name: "别人" })]);
  await save(writer, [
    create("interaction", idOf(11), { reader: HER, at: 1, question: CANARIES[1] }),
    create("interaction", idOf(12), { reader: OTHER, at: 2, question: "别人问" }),
  ]);
  await save(writer, [create("task", idOf(31), { promisedTo: HER, text: CANARIES[2] })]);
  await desk.sync.sync(quiet);
  okValue(await desk.backups.make(true, quiet));
  const aside = await desks.freshFolder();
  await cp(join(desk.dataFolder, "backups"), aside, { recursive: true });
  const plan = await planErasing(desk.db, HER);
  for (const changes of eraseChanges(plan, { at: Date.now(), reason: "request", by: "staff" }, "CASE-0001"))
    okValue(await (await writer.run("reader.erase", changes, { undoable: false })).confirmed);
  expect(await desk.purge()).toBe(true);
  await desk.sync.sync(quiet);
  return { desk, writer, share, code, aside };
}

const shownOf = async (desk: WholeDesk, path: string) => {
  const { backups } = okValue(await desk.host("backup.show", { path }));
  return { place: "shown", id: backups.at(-1)?.id ?? "" } as const;
};

describe("a restore of a backup from before an erasing", () => {
  it("brings back everybody but her, and says how many of her records stay away", LONG, async () => {
    const { desk, writer, aside, share, code } = await erased();
    await save(writer, [edit("reader", OTHER, { name: "改错了" })]);
    const ref = await shownOf(desk, aside);
    const preview = okValue(await desk.backups.preview(ref, quiet));
    expect(preview.erased).toBe(3);
    expect(preview.counts).toEqual({ reader: { add: 0, change: 1, remove: 0 } });
    okValue(await desk.backups.restore(ref, RESTORE_ACTS, "staff", quiet));
    expect((await desk.db.reader.get(OTHER))?.name).toBe("别人");
    expect(await desk.db.reader.get(HER)).toBeUndefined();
    await desk.sync.sync(quiet);
    const key = okValue(await unlockShare(createFolderStore(share), code, lightCodes));
    expect([
      ...(await inDatabase(desk, CANARIES)),
      ...(await canariesIn(desk.dataFolder, CANARIES, key)),
      ...(await canariesIn(share, CANARIES, key)),
    ]).toEqual([]);
  });

  it(
    "on a new computer leaves nothing of her after the first exchange, in its database and on its disk",
    LONG,
    async () => {
      const { desk, aside, share, code } = await erased();
      await desk.close();
      const again = await desks.open(await desks.freshFolder());
      okValue(await again.host("backup.enter", { ...(await shownOf(again, aside)), code }));
      const { writer } = await again.start();
      await save(writer, [edit("reader", OTHER, { note: "恢复之后" })]);
      okValue(await again.backups.make(true, quiet));
      okValue(await again.host("share.choose", { path: share }));
      for (let turn = 0; turn < 2; turn++) expect((await again.sync.sync(quiet)).outcome.tag).not.toBe("stopped");
      await again.purge();
      expect(await again.db.reader.get(HER)).toBeUndefined();
      expect((await again.db.reader.get(OTHER))?.note).toBe("恢复之后");
      const key = okValue(await unlockShare(createFolderStore(share), code, lightCodes));
      expect(await inDatabase(again, CANARIES)).toEqual([]);
      expect(await canariesIn(share, CANARIES, key)).toEqual([]);
      expect(await canariesIn(again.dataFolder, CANARIES, key)).toEqual([]);
    },
  );

  it("beside the ledger that its data folder has kept is without her before anything is shown", LONG, async () => {
    const { desk, aside, code } = await erased();
    const ledger = desk.dataFolder;
    await desk.close();
    const folder = await desks.freshFolder();
    await cp(join(ledger, "erased.json"), join(folder, "erased.json"));
    const again = await desks.open(folder);
    okValue(await again.host("backup.enter", { ...(await shownOf(again, aside)), code }));
    await again.start();
    expect(await again.db.reader.get(HER)).toBeUndefined();
    expect(await again.db.interaction.get(idOf(11))).toBeUndefined();
    expect((await again.db.reader.get(OTHER))?.name).toBe("别人");
  });
});

describe("the backups of a desk that erases a reader", () => {
  it("are all there afterwards, under their dates and in both places, verified and without her", LONG, async () => {
    let now = Date.UTC(2026, 10, 20, 12);
    const desk = await desks.open(await desks.freshFolder(), { clock: { now: () => now } });
    okValue(await desk.host("library.found", { libraryName: "城东图书馆", deskName: "一楼", branchName: "城东馆" }));
    const second = await desks.freshFolder();
    okValue(await desk.host("backup.choose", { path: second }));
    const { writer } = await desk.start();
    await save(writer, [
      create("reader", HER, { name: CANARIES[0] }),
      create("interaction", idOf(11), { reader: HER, at: 1, question: CANARIES[1] }),
    ]);
    const dates: number[] = [];
    for (let day = 0; day < 3; day++) {
      await save(writer, [create("reader", idOf(100 + day), { name: `第${day}天` })]);
      dates.push(now);
      okValue(await desk.backups.make(true, quiet));
      now += 24 * 60 * 60_000;
    }
    const { code } = okValue(await desk.host("library.code", {}));
    const plan = await planErasing(desk.db, HER);
    for (const changes of eraseChanges(plan, { at: now, reason: "request", by: "staff" }, "CASE-0001"))
      okValue(await (await writer.run("reader.erase", changes, { undoable: false })).confirmed);
    expect(await desk.purge()).toBe(true);
    for (const place of ["here", "second"] as const) {
      const { backups } = okValue(await desk.host("backup.list", { place }));
      expect(backups.map(({ at }) => at)).toEqual([now, ...dates.toReversed()]);
      expect(backups.map(({ state }) => state)).toEqual(Array.from({ length: 4 }, () => "verified"));
      expect(backups.map(({ note }) => note?.records.reader)).toEqual([3, 3, 2, 1]);
    }
    const { backups } = okValue(await desk.host("backup.list", { place: "here" }));
    const key = okValue(
      await unlockShare(createFolderStore(join(desk.dataFolder, "backups", backups[3]?.id ?? "")), code, lightCodes),
    );
    expect([
      ...(await canariesIn(desk.dataFolder, CANARIES, key)),
      ...(await canariesIn(second, CANARIES, key)),
    ]).toEqual([]);
    // and the oldest one still serves: what was added since would go, she does not come
    const preview = okValue(await desk.backups.preview({ place: "here", id: backups[3]?.id ?? "" }, quiet));
    expect(preview).toMatchObject({ counts: { reader: { add: 0, change: 0, remove: 2 } }, erased: 0 });
    expect(await desk.backups.check({ place: "second", id: backups[2]?.id ?? "" }, quiet)).toEqual({
      ok: true,
      value: { records: 2 },
    });
  });

  it("stay as they are where there is no time to write them anew, until the next look", LONG, async () => {
    let now = Date.UTC(2026, 10, 20, 12);
    let slowness = 0;
    const desk = await desks.open(await desks.freshFolder(), { clock: { now: () => (now += slowness) } });
    okValue(await desk.host("library.found", { libraryName: "城东图书馆", deskName: "一楼", branchName: "城东馆" }));
    const second = await desks.freshFolder();
    okValue(await desk.host("backup.choose", { path: second }));
    const { writer } = await desk.start();
    await save(writer, [create("reader", HER, { name: CANARIES[0] })]);
    const dates: number[] = [];
    for (let day = 0; day < 3; day++) {
      await save(writer, [create("reader", idOf(100 + day), { name: `第${day}天` })]);
      dates.unshift(now);
      okValue(await desk.backups.make(true, quiet));
      now += 24 * 60 * 60_000;
    }
    const plan = await planErasing(desk.db, HER);
    for (const changes of eraseChanges(plan, { at: now, reason: "request", by: "staff" }, "CASE-0001"))
      okValue(await (await writer.run("reader.erase", changes, { undoable: false })).confirmed);
    const lists = async () =>
      Promise.all(
        (["here", "second"] as const).map(async (place) =>
          okValue(await desk.host("backup.list", { place })).backups.map(({ at, state, note }) => [
            at,
            state,
            note?.cleanedAt !== undefined,
          ]),
        ),
      );
    // more than there is time for at every look at the clock
    slowness = 30_000;
    await desk.purge();
    slowness = 0;
    for (const list of await lists())
      expect(list.slice(-3).map(([at, state]) => [at, state])).toEqual(dates.map((at) => [at, "verified"]));
    expect((await lists()).map((list) => list.slice(-3).some(([, , isClean]) => isClean === false))).toEqual([
      true,
      true,
    ]);
    for (let look = 0; look < 2; look++) await desk.purge();
    for (const list of await lists()) expect(list.slice(-3)).toEqual(dates.map((at) => [at, "verified", true]));
  });

  it("are there too where it has come back under another number since they were made", LONG, async () => {
    const { desk: a, ...sharing } = await desks.foundWithShare();
    const b = await desks.join(sharing, "书车");
    const settle = async (): Promise<void> => {
      for (const desk of [a, b, a, b]) expect((await desk.sync.sync(quiet)).outcome.tag).not.toBe("stopped");
    };
    const { writer } = await b.start();
    await save(writer, [create("reader", HER, { name: CANARIES[0] }), create("reader", OTHER, { name: "别人" })]);
    okValue(await b.backups.make(true, quiet));
    await settle();
    const { stream } = okValue(await b.host("library.own", {}));
    await save(
      (await a.start()).writer,
      await outChanges(a.db, {
        lines: [],
        way: "retired",
        streams: [stream],
        epoch: null,
        at: Date.now(),
        by: undefined,
      }),
    );
    await settle();
    expect(okValue(await b.host("library.own", {})).stream).not.toBe(stream);
    const [before] = okValue(await b.host("backup.list", { place: "here" })).backups;
    const back = (await b.start()).writer;
    const plan = await planErasing(b.db, HER);
    for (const changes of eraseChanges(plan, { at: Date.now(), reason: "request", by: "staff" }, "CASE-0001"))
      okValue(await (await back.run("reader.erase", changes, { undoable: false })).confirmed);
    expect(await b.purge()).toBe(true);
    okValue(await b.backups.make(true, quiet));
    const { backups, path } = okValue(await b.host("backup.list", { place: "here" }));
    expect(backups.map(({ at, state, note }) => [at === before?.at, state, note?.records.reader])).toEqual([
      [false, "verified", 1],
      [false, "verified", 1],
      [true, "verified", 1],
    ]);
    const key = okValue(
      await unlockShare(createFolderStore(join(path, backups[2]?.id ?? "")), sharing.code, lightCodes),
    );
    expect(await canariesIn(path, CANARIES, key)).toEqual([]);
  });
});
