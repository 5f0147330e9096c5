/**
 * Backups and the library code: whoever made one, in either place, the present code alone opens it, and the codes
 * before open none. It takes long, as its promise is about every copy: of four computers with two places each, through
 * two new codes, each copy is opened by every code there was; in `npm test` those of the computer that is drawn, in a
 * proof all.
 */
import "../../../../support/indexed-db.ts";
import { cp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import type { BackupState } from "#shared/host/backup-calls.ts";
import { admissionId } from "#shared/model/admission.ts";
import { newCodeId } from "#shared/model/removal.ts";
import { checkShare } from "../../../../../electron/services/share-check/check-share.ts";
import { unlockShare } from "../../../../../electron/services/share-check/unlock.ts";
import { createFolderStore } from "../../../../../electron/services/stores/folder-store.ts";
import { eraseChanges, planErasing } from "../../../../../renderer/db/erasing/erase-reader.ts";
import { create, edit } from "../../../../../renderer/db/write/changes.ts";
import { admissions, highestEpoch, outChanges } from "../../../../../renderer/features/sync/out/out-changes.ts";
import { canariesIn } from "../../../../support/canaries.ts";
import { lightCodes } from "../../../../support/light-codes.ts";
import { proofDraw } from "../../../../support/proof-scale.ts";
import { okValue, type WholeDesk } from "../../../../support/whole-desk.ts";
import { idOf, save, wholeDesks } from "../../../../support/whole-desks.ts";

const LONG = { timeout: 300_000 };
const CANARY = "金丝雀甲";
const desks = wholeDesks("backup-codes");
/** What the check of shares says of files that a key does not open, or that are not whole. */
const UNOPENED: readonly string[] = [
  "refused",
  "card-missing",
  "part-missing",
  "state-unfinished",
  "state-differs",
  "no-base",
];
const quiet = () => undefined;

interface Library {
  readonly share: string;
  readonly a: WholeDesk;
  readonly b: WholeDesk;
  readonly oldCode: string;
}

const codeOf = async ({ host }: WholeDesk): Promise<string> => okValue(await host("library.code", {})).code;
const outcomeOf = async (desk: WholeDesk): Promise<string> => (await desk.sync.sync(quiet)).outcome.tag;

async function settle(...all: readonly WholeDesk[]): Promise<void> {
  for (let round = 0; round < 2; round++) for (const desk of all) expect(await outcomeOf(desk)).not.toBe("stopped");
}

/** A founder and one who joined, each with a second place. */
async function library(): Promise<Library> {
  const { desk: a, share, code: oldCode } = await desks.foundWithShare();
  const { writer } = await a.start();
  await save(writer, [create("reader", idOf(1), { name: CANARY }), create("reader", idOf(2), { name: "读者二" })]);
  expect(await outcomeOf(a)).toBe("done");
  const b = await joined({ share, code: oldCode }, "二楼");
  // whom the founder does not know yet when she makes a new code would wait to be let in
  await settle(a);
  await withSecond(a);
  return { share, a, b, oldCode };
}

async function joined(sharing: { readonly share: string; readonly code: string }, name: string): Promise<WholeDesk> {
  const desk = await desks.join(sharing, name);
  await desk.start();
  await settle(desk);
  return withSecond(desk);
}

async function withSecond(desk: WholeDesk): Promise<WholeDesk> {
  okValue(await desk.host("backup.choose", { path: await desks.freshFolder() }));
  return desk;
}

/** As the dialog does it. */
async function makeNewCode(desk: WholeDesk): Promise<string> {
  const made = okValue(await desk.host("library.make-epoch", { after: await highestEpoch(desk.db) }));
  const known = await admissions(desk.db, { key: made.key, lines: [], without: [], at: Date.now(), by: undefined });
  await save((await desk.start()).writer, [
    create("removal", newCodeId(made.key), { ...made, at: Date.now() }),
    ...known,
  ]);
  expect(await outcomeOf(desk)).toBe("done");
  return codeOf(desk);
}

/** As the dialog does it. */
async function remove(remover: WholeDesk, lost: WholeDesk): Promise<string> {
  const { stream } = okValue(await lost.host("library.own", {}));
  const epoch = okValue(await remover.host("library.make-epoch", { after: await highestEpoch(remover.db) }));
  await save(
    (await remover.start()).writer,
    await outChanges(remover.db, {
      lines: [],
      way: "removed",
      streams: [stream],
      epoch,
      at: Date.now(),
      by: undefined,
    }),
  );
  expect(await outcomeOf(remover)).toBe("done");
  return codeOf(remover);
}

async function backUp(desk: WholeDesk, n: number): Promise<void> {
  await save((await desk.start()).writer, [edit("reader", idOf(2), { note: `第${n}次 ${desk.dataFolder}` })]);
  expect(okValue(await desk.backups.make(true, quiet)).second).toBeNull();
}

interface Place {
  /** What holds the backups' folders. */
  readonly path: string;
  readonly states: readonly BackupState[];
  readonly folders: readonly string[];
}

async function placesOf(desk: WholeDesk): Promise<readonly Place[]> {
  const found: Place[] = [];
  for (const place of ["here", "second"] as const) {
    const { path, backups } = okValue(await desk.host("backup.list", { place }));
    found.push({ path, states: backups.map(({ state }) => state), folders: backups.map(({ id }) => join(path, id)) });
  }
  return found;
}

const foldersOf = async (desk: WholeDesk): Promise<readonly string[]> =>
  (await placesOf(desk)).flatMap(({ folders }) => folders);

const opens = async (folder: string, code: string): Promise<boolean> =>
  (await unlockShare(createFolderStore(folder), code, lightCodes)).ok;

/** A slot that says the same in the open, and that nothing opens. */
const spoil = (slot: string): string =>
  slot.replace(/"wrapped":"(.)/, (_, digit) => `"wrapped":"${digit === "0" ? "1" : "0"}`);

/** A computer on which there is nothing enters by the backup and the code, and shows its readers. */
const enter = async (folder: string, code: string): Promise<WholeDesk> => enterOn(await empty(), folder, code);

const empty = async (): Promise<WholeDesk> => desks.open(await desks.freshFolder());

async function enterOn(fresh: WholeDesk, folder: string, code: string): Promise<WholeDesk> {
  const [entry] = okValue(await fresh.host("backup.show", { path: folder })).backups;
  okValue(await fresh.host("backup.enter", { place: "shown", id: entry?.id ?? "", code }));
  await fresh.start();
  return fresh;
}

/**
 * What an empty computer shows that is given a copy of the backup's folder alone, and the code; the older ones, tried
 * on it before, are refused and leave nothing behind.
 */
async function restored(folder: string, code: string, older: readonly string[]): Promise<readonly string[]> {
  const copy = join(await desks.freshFolder(), basename(folder));
  await cp(folder, copy, { recursive: true });
  const fresh = await empty();
  for (const old of older) await expect(enterOn(fresh, copy, old)).rejects.toThrow("code-wrong");
  const entered = await enterOn(fresh, copy, code);
  const lines = await entered.lines();
  await entered.close();
  return lines;
}

describe("a backup that says it is verified", () => {
  it(
    "is all that an empty computer needs beside the present code, whoever made it: after two code changes, a return, a restore and an erasing",
    LONG,
    async () => {
      const { share, a, b, oldCode } = await library();
      const c = await joined({ share, code: oldCode }, "书车");
      const lost = await joined({ share, code: oldCode }, "儿童馆");
      await settle(a, b, c, lost);
      for (const desk of [a, b, c, lost]) await backUp(desk, 1);
      await settle(a, b, c, lost);

      // the first new code: one computer is removed, and found again
      const firstCode = await remove(a, c);
      expect(await outcomeOf(c)).toBe("stopped");
      await save((await c.start()).writer, [edit("reader", idOf(2), { note: "移出时写的" })]);
      expect(await c.backups.make(true, quiet)).toEqual({ ok: false, error: { tag: "removed" } });
      // what colleagues make under the new code is whole, and it cannot know
      await backUp(a, 1);
      const [, ofA] = await placesOf(a);
      const shown = okValue(await c.host("backup.show", { path: ofA?.path ?? "" })).backups.map(({ state }) => state);
      expect([shown.length > 1, shown.includes("other-code"), shown.includes("damaged")]).toEqual([true, true, false]);
      okValue(await c.host("library.readmit", { code: firstCode }));
      await settle(c, a, b, lost);
      for (const desk of [a, b, c, lost]) await backUp(desk, 2);

      // one burns down, and is restored from its second place, which it keeps
      const [, burnt] = await placesOf(lost);
      const second = burnt?.path ?? "";
      await settle(lost, a, b, c);
      await lost.close();
      const d = await enter(burnt?.folders[0] ?? "", firstCode);
      okValue(await d.host("share.choose", { path: share }));
      okValue(await d.host("backup.choose", { path: join(second, "..") }));
      await settle(d, a, b, c);
      await backUp(d, 3);

      // the second new code, made by who joined
      const code = await makeNewCode(b);
      await settle(a, b, c, d);
      for (const desk of [a, c, d]) expect(await codeOf(desk)).toBe(code);

      const plan = await planErasing(a.db, idOf(1));
      for (const changes of eraseChanges(plan, { at: Date.now(), reason: "request", by: "staff" }, "CASE-0001"))
        okValue(await (await (await a.start()).writer.run("reader.erase", changes, { undoable: false })).confirmed);
      expect(await a.purge()).toBe(true);
      await settle(a, b, c, d);
      for (const desk of [a, b, c, d]) await backUp(desk, 4);

      const known = okValue(await unlockShare(createFolderStore(share), code, lightCodes));
      const opened = proofDraw([a, b, c, d]);
      for (const desk of [a, b, c, d]) {
        const lines = await desk.lines();
        for (const { states, folders, path } of await placesOf(desk)) {
          expect(states.length).toBeGreaterThanOrEqual(3);
          expect(states.filter((state) => state !== "verified")).toEqual([]);
          // the computer that burnt down can clear nothing any more
          if (path !== second) expect(await canariesIn(path, [CANARY], known)).toEqual([]);
          if (!opened.includes(desk)) continue;
          for (const folder of folders) {
            for (const old of [oldCode, firstCode]) expect(await opens(folder, old), folder).toBe(false);
            // every file of it, with what the code gives and nothing else
            const key = okValue(await unlockShare(createFolderStore(folder), code, lightCodes));
            expect((await checkShare(folder, key)).findings.filter(({ tag }) => UNOPENED.includes(tag))).toEqual([]);
          }
          expect(await restored(folders[0] ?? "", code, [oldCode, firstCode])).toEqual(lines);
        }
      }
    },
  );

  it(
    "is none where the slot beside it is damaged or lost: it does not count, and gets the right one",
    LONG,
    async () => {
      const { a, b } = await library();
      await makeNewCode(a);
      await settle(a, b);
      await backUp(b, 1);
      const [here = ""] = await foldersOf(b);
      const [slot = "", ...others] = await readdir(join(here, "keys"));
      expect(others).toEqual([]);
      const whole = await readFile(join(here, "keys", slot), "utf8");
      for (const spoilt of [null, spoil(whole), "{}"]) {
        await rm(join(here, "keys", slot));
        if (spoilt !== null) await writeFile(join(here, "keys", slot), spoilt);
        expect((await placesOf(b))[0]?.states).toEqual(["other-code"]);
        expect(await b.backups.hasChanged()).toBe(true);
        await settle(b);
        expect((await placesOf(b))[0]?.states).toEqual(["verified"]);
        expect(await readFile(join(here, "keys", slot), "utf8")).toBe(whole);
      }
    },
  );

  it(
    "is none where what lies on the share as the new code's slot is not one: it opens by the own one",
    LONG,
    async () => {
      const { share, a, b, oldCode } = await library();
      const before = await readdir(join(share, "keys"));
      const code = await makeNewCode(a);
      const slots = (await readdir(join(share, "keys"))).filter((name) => !before.includes(name));
      for (const name of slots) {
        const text = await readFile(join(share, "keys", name), "utf8");
        if (text.includes('"keys"')) await writeFile(join(share, "keys", name), spoil(text));
      }
      expect(await opens(share, code)).toBe(false);
      await settle(b);
      await backUp(b, 1);
      for (const folder of await foldersOf(b))
        expect([await opens(folder, code), await opens(folder, oldCode)]).toEqual([true, false]);
      // and whoever joins is let in again
      expect(await opens(share, code)).toBe(true);
    },
  );
});

describe("the old sheet, after a new code was made", () => {
  it(
    "lets nobody join any more, every other computer shows the new code after one sync, and its backups open with that alone",
    LONG,
    async () => {
      const { share, a, b, oldCode } = await library();
      for (const desk of [a, b]) await backUp(desk, 1);
      await settle(a, b);
      const code = await makeNewCode(a);
      await expect(desks.join({ share, code: oldCode }, "外来")).rejects.toThrow("code-wrong");
      expect(await outcomeOf(b)).toBe("done");
      expect(await codeOf(b)).toBe(code);
      for (const desk of [a, b])
        for (const folder of await foldersOf(desk))
          expect([await opens(folder, code), await opens(folder, oldCode)]).toEqual([true, false]);
    },
  );

  it(
    "opens no backup any more once each computer has synced, those of a removed one in a common place too",
    LONG,
    async () => {
      const { share, a, b, oldCode } = await library();
      const c = await joined({ share, code: oldCode }, "书车");
      const common = await desks.freshFolder();
      for (const desk of [a, b, c]) okValue(await desk.host("backup.choose", { path: common }));
      for (const desk of [a, b, c]) await backUp(desk, 1);
      await settle(a, b, c);
      const code = await remove(a, c);
      // with the sync that makes the code: the own ones, and in the common place all
      const [here, second] = await placesOf(a);
      expect(second?.folders).toHaveLength(3);
      for (const folder of [...(here?.folders ?? []), ...(second?.folders ?? [])])
        expect([await opens(folder, code), await opens(folder, oldCode)]).toEqual([true, false]);
      // who has not synced yet knows the old code only, and neither counts what it cannot open nor brings the old code
      // back
      expect((await placesOf(b)).map(({ states }) => states)).toEqual([
        ["verified"],
        ["other-code", "other-code", "other-code"],
      ]);
      okValue(await b.host("backup.reseal", {}));
      for (const folder of second?.folders ?? []) expect(await opens(folder, oldCode)).toBe(false);
      await settle(b);
      for (const folder of await foldersOf(b))
        expect([await opens(folder, code), await opens(folder, oldCode)]).toEqual([true, false]);
      expect((await placesOf(b)).map(({ states }) => states)).toEqual([
        ["verified"],
        ["verified", "verified", "verified"],
      ]);
    },
  );

  it("is needed for a second place that was away until that is there again, which the list says", LONG, async () => {
    const { a, oldCode } = await library();
    await backUp(a, 1);
    const [, second] = await placesOf(a);
    const stick = join(second?.path ?? "", "..");
    await rename(stick, `${stick}.away`);
    const code = await makeNewCode(a);
    await save((await a.start()).writer, [edit("reader", idOf(2), { note: "棒子不在" })]);
    okValue(await a.backups.make(true, quiet));
    await rename(`${stick}.away`, stick);
    expect((await placesOf(a)).map(({ states }) => states)).toEqual([["verified", "verified"], ["other-code"]]);
    expect(await opens(second?.folders[0] ?? "", oldCode)).toBe(true);
    // as the list says, without a sync
    okValue(await a.backups.make(true, quiet));
    expect((await placesOf(a)).flatMap(({ states }) => states).filter((state) => state !== "verified")).toEqual([]);
    for (const folder of await foldersOf(a))
      expect([await opens(folder, code), await opens(folder, oldCode)]).toEqual([true, false]);
  });

  it(
    "is needed for a copy that somebody has put away: any working computer of the library opens that too",
    LONG,
    async () => {
      const { share, a, b, oldCode } = await library();
      await backUp(a, 1);
      const aside = await desks.freshFolder();
      await cp(join(a.dataFolder, "backups"), aside, { recursive: true });
      const code = await makeNewCode(a);
      await settle(a, b);
      const { backups } = okValue(await b.host("backup.show", { path: aside }));
      expect(backups.map(({ state }) => state)).toEqual(["other-code"]);
      expect(await b.backups.check({ place: "shown", id: backups[0]?.id ?? "" }, quiet)).toMatchObject({ ok: true });
      const folder = join(aside, backups[0]?.id ?? "");
      expect([await opens(folder, code), await opens(folder, oldCode)]).toEqual([false, true]);
      await expect(enter(folder, code)).rejects.toThrow("code-wrong");
      const entered = await enter(folder, oldCode);
      expect((await entered.db.reader.get(idOf(2)))?.name).toBe("读者二");
      // who came in by it waits at every other computer, reads nothing new, and learns no code
      okValue(await entered.host("share.choose", { path: share }));
      await withSecond(entered);
      await save((await a.start()).writer, [edit("reader", idOf(2), { name: "换码以后写的" })]);
      await settle(a, entered, a, b, entered);
      const { stream } = okValue(await entered.host("library.own", {}));
      const rows = await Promise.all(
        [a, b].map(async (desk) => (await desk.sync.sync(quiet)).devices.find((line) => line.stream === stream)),
      );
      expect(rows.map((row) => row?.asks)).toEqual([expect.any(String), expect.any(String)]);
      expect((await entered.sync.sync(quiet)).warnings.map(({ tag }) => tag)).toContain("key-missing");
      expect((await entered.db.reader.get(idOf(2)))?.name).toBe("读者二");
      expect(await codeOf(entered)).toBe(oldCode);
      // until a person at one of them lets it in: then it has the present code, and backups that open with that
      await save((await b.start()).writer, [
        create("admission", admissionId(stream, rows[0]?.asks ?? ""), { at: Date.now() }),
      ]);
      await settle(b, entered, a, b, entered);
      expect((await entered.db.reader.get(idOf(2)))?.name).toBe("换码以后写的");
      expect((await a.sync.sync(quiet)).devices.map(({ asks }) => asks)).toEqual([null, null, null]);
      expect(await codeOf(entered)).toBe(code);
      await backUp(entered, 2);
      for (const one of await foldersOf(entered))
        expect([await opens(one, code), await opens(one, oldCode)]).toEqual([true, false]);
    },
  );
});
