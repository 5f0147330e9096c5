/**
 * Backups of whole desks on real folders: made, verified, carried, damaged, kept and swept; with a share and without.
 * It takes long, as each test makes backups of a whole desk, with its files, and twelve days of them to see the old
 * ones go.
 */
import "../../../../support/indexed-db.ts";
import { cp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { BackupEntry } from "#shared/host/backup-calls.ts";
import { nodeFileSystem } from "../../../../../electron/services/file-system.ts";
import { checkShare } from "../../../../../electron/services/share-check/check-share.ts";
import { unlockShare } from "../../../../../electron/services/share-check/unlock.ts";
import { createFolderStore } from "../../../../../electron/services/stores/folder-store.ts";
import { create, edit, remove } from "../../../../../renderer/db/write/changes.ts";
import type { Writer } from "../../../../../renderer/db/write/writer.ts";
import { faultMessage } from "../../../../../renderer/features/backups/backup-words.ts";
import { lightCodes } from "../../../../support/light-codes.ts";
import { okValue, type WholeDesk } from "../../../../support/whole-desk.ts";
import { idOf, save, wholeDesks } from "../../../../support/whole-desks.ts";

const LONG = { timeout: 180_000 };
const DAY_MS = 24 * 60 * 60_000;
const desks = wholeDesks("backups");

const quiet = () => undefined;

interface Founded {
  readonly desk: WholeDesk;
  readonly writer: Writer;
}

/** A library of one desk that never had a share. */
async function founded(machine?: Parameters<typeof desks.found>[0]): Promise<Founded> {
  const desk = await desks.found(machine);
  const { writer } = await desk.start();
  await save(
    writer,
    Array.from({ length: 40 }, (_, n) =>
      create("reader", idOf(n), { name: `读者${n}`, card: `00${n}`, phones: ["13800000000"], tags: ["a", "b"] }),
    ),
  );
  return { desk, writer };
}

const listed = async (desk: WholeDesk, place: "here" | "second" = "here"): Promise<readonly BackupEntry[]> =>
  okValue(await desk.host("backup.list", { place })).backups;

describe("a backup", () => {
  it("is made without any share, verified, and listed with age, size and records", LONG, async () => {
    const { desk } = await founded();
    const steps: string[] = [];
    const made = okValue(await desk.backups.make(true, ({ step }) => steps.push(step)));
    expect(made).toMatchObject({ records: 40, second: null });
    expect([...new Set(steps)]).toEqual(["write", "check"]);
    const [entry, ...others] = await listed(desk);
    expect(others).toEqual([]);
    expect(entry).toMatchObject({
      id: made.id,
      state: "verified",
      own: true,
      device: "一楼",
      damaged: null,
      note: { records: { reader: 40 } },
    });
    expect(entry?.bytes).toBeGreaterThan(1000);
    expect(await desk.backups.hasChanged()).toBe(false);
  });

  it(
    "has the layout of a store: the check of shares finds nothing wrong in it but that nobody exchanges by it, and the code alone opens it",
    LONG,
    async () => {
      const { desk } = await founded();
      const { code } = okValue(await desk.host("library.code", {}));
      const { id: name } = okValue(await desk.backups.make(true, quiet));
      const folder = join(desk.dataFolder, "backups", name);
      const key = okValue(await unlockShare(createFolderStore(folder), code, lightCodes));
      const { findings, streams } = await checkShare(folder, key);
      expect(findings.map(({ tag }) => tag)).toEqual(["head-missing"]);
      expect(streams.map(({ device }) => device)).toEqual(["一楼"]);
    },
  );

  it("goes to the second place as well, byte for byte, and says where that is away", LONG, async () => {
    const { desk, writer } = await founded();
    const second = await desks.freshFolder();
    okValue(await desk.host("backup.choose", { path: second }));
    const made = okValue(await desk.backups.make(true, quiet));
    expect(made.second).toBeNull();
    expect((await listed(desk, "second")).map((entry) => [entry.id, entry.state])).toEqual([[made.id, "verified"]]);
    const here = join(desk.dataFolder, "backups", made.id);
    for (const name of await readdir(here, { recursive: true, withFileTypes: true })) {
      if (name.isFile())
        expect(await readFile(join(name.parentPath, name.name))).toEqual(
          await readFile(join(name.parentPath.replace(here, join(second, "reader-desk-backups", made.id)), name.name)),
        );
    }
    await rm(second, { recursive: true });
    await save(writer, [edit("reader", idOf(1), { note: "后来" })]);
    expect(okValue(await desk.backups.make(true, quiet)).second).toEqual({ tag: "no-folder" });
    expect(await listed(desk)).toHaveLength(2);
  });

  it(
    "is brought to a second place that was away, or was chosen since, without a new one being made",
    LONG,
    async () => {
      const { desk } = await founded();
      const made = okValue(await desk.backups.make(true, quiet));
      expect(await desk.backups.isDue()).toBe(false);
      const second = await desks.freshFolder();
      okValue(await desk.host("backup.choose", { path: second }));
      expect(await desk.backups.isDue()).toBe(true);
      const steps: string[] = [];
      expect(okValue(await desk.backups.make(false, ({ step }) => steps.push(step)))).toEqual({
        id: made.id,
        records: 40,
        second: null,
      });
      expect([...new Set(steps)]).toEqual(["carry"]);
      expect((await listed(desk, "second")).map(({ id: name, state }) => [name, state])).toEqual([
        [made.id, "verified"],
      ]);
      expect(await listed(desk)).toHaveLength(1);
      expect(await desk.backups.isDue()).toBe(false);
    },
  );

  it("that is begun takes the place of one that was begun and not finished; what is whole stands", LONG, async () => {
    const { desk } = await founded();
    const made = okValue(await desk.backups.make(true, quiet));
    const begun = [];
    for (let n = 1; n <= 3; n++)
      // behind today, whatever day it is
      begun.push(okValue(await desk.host("backup.begin", { at: Date.UTC(2199, 0, 1) + n * DAY_MS })).id);
    expect((await listed(desk)).map(({ id: name, state }) => [name, state])).toEqual([
      [begun[2], "unfinished"],
      [made.id, "verified"],
    ]);
  });

  it("is refused the shared folder as its second place", LONG, async () => {
    const { desk } = await founded();
    const share = await desks.freshFolder();
    okValue(await desk.host("share.choose", { path: share }));
    okValue(await desk.host("share.prepare", {}));
    expect(await desk.host("backup.choose", { path: share })).toEqual({ ok: false, error: { tag: "is-share" } });
    expect(await desk.host("backup.choose", { path: join(share, "nowhere") })).toEqual({
      ok: false,
      error: { tag: "no-folder" },
    });
  });

  it("leaves the numbers of checkpoints to the exchange: a sync after it goes on as ever", LONG, async () => {
    const { desk, writer } = await founded();
    const share = await desks.freshFolder();
    okValue(await desk.host("share.choose", { path: share }));
    okValue(await desk.host("share.prepare", {}));
    for (let round = 0; round < 3; round++) {
      const { id: name } = okValue(await desk.backups.make(true, quiet));
      const states = (await readdir(join(desk.dataFolder, "backups", name), { recursive: true })).filter((file) =>
        /state-[0-9a-f]{8}$/.test(file),
      );
      expect(states).toHaveLength(1);
      const report = await desk.sync.sync(quiet);
      expect(report.outcome.tag).toBe("done");
      expect(report.warnings).toEqual([]);
      await save(writer, [edit("reader", idOf(2), { note: `第${round}次` })]);
    }
    const numbers = (await readdir(join(desk.dataFolder, "backups"), { recursive: true })).flatMap(
      (file) => /state-([0-9a-f]{8})$/.exec(file)?.[1] ?? [],
    );
    expect(new Set(numbers).size).toBe(3);
  });

  it("takes in what is written while it is being made", LONG, async () => {
    const { desk, writer } = await founded();
    let told = 0;
    const made = desk.backups.make(true, ({ step }) => {
      if (step === "write" && told++ === 0)
        void writer.run("test.meanwhile", [
          edit("reader", idOf(3), { note: "同时" }),
          create("reader", idOf(900), { name: "刚来" }),
        ]);
    });
    okValue(await made);
    expect((await listed(desk))[0]?.state).toBe("verified");
    expect(told).toBeGreaterThan(0);
  });

  it("that is cancelled leaves nothing, and those before it stand", LONG, async () => {
    const { desk, writer } = await founded();
    okValue(await desk.backups.make(true, quiet));
    await save(writer, [edit("reader", idOf(1), { note: "x" })]);
    const before = await listed(desk);
    const made = desk.backups.make(true, ({ step }) => {
      if (step === "check") desk.backups.cancel();
    });
    expect(await made).toEqual({ ok: false, error: { tag: "cancelled" } });
    expect(await listed(desk)).toEqual(before);
  });

  it("is not begun where it would take the room that the journal needs, and is named as that", LONG, async () => {
    let free = 1e12;
    const { desk, writer } = await founded({ fs: { ...nodeFileSystem, freeBytes: async () => free } });
    okValue(await desk.backups.make(true, quiet));
    const before = await listed(desk);
    free = 100 * 1024 * 1024 + 1000;
    await save(writer, [edit("reader", idOf(1), { note: "x" })]);
    expect(await desk.backups.make(true, quiet)).toEqual({ ok: false, error: { tag: "full" } });
    expect(await listed(desk)).toEqual(before);
  });

  it("says that the data folder is away, in words, and is made once it is back", LONG, async () => {
    const { desk } = await founded();
    await rename(desk.dataFolder, `${desk.dataFolder}.away`);
    const away = await desk.backups.make(true, quiet);
    await rename(`${desk.dataFolder}.away`, desk.dataFolder);
    if (away.ok) throw new Error("made without a folder");
    expect(faultMessage(away.error)).toEqual({ id: "backups.fault-folder-away" });
    okValue(await desk.backups.make(true, quiet));
  });

  it("that nobody asked for gives way to a sync that waits", LONG, async () => {
    const { desk } = await founded();
    const reports: Promise<unknown>[] = [];
    const made = await desk.backups.make(false, () => {
      if (reports.length === 0) reports.push(desk.sync.sync(quiet));
    });
    expect(made).toEqual({ ok: false, error: { tag: "cancelled" } });
    expect(reports).toHaveLength(1);
    await Promise.all(reports);
  });

  it("that was cut off by a crash is not counted, and the next one sweeps it", LONG, async () => {
    const { desk, writer } = await founded();
    const first = okValue(await desk.backups.make(true, quiet));
    // the power fails after half of the files, before the note
    const torn = join(desk.dataFolder, "backups", first.id.replace(/^\d{8}/, "20200101"));
    await cp(join(desk.dataFolder, "backups", first.id), torn, { recursive: true });
    for (const name of await readdir(torn, { recursive: true }))
      if (/\/(note|manifest)$/.test(name)) await rm(join(torn, name));
    expect((await listed(desk)).map(({ state }) => state)).toEqual(["verified", "unfinished"]);
    await save(writer, [edit("reader", idOf(1), { note: "x" })]);
    okValue(await desk.backups.make(true, quiet));
    expect((await listed(desk)).map(({ state }) => state)).toEqual(["verified", "verified"]);
    expect((await listed(desk)).some((entry) => entry.id === first.id)).toBe(true);
  });

  it("is due four hours after the last one, only if something has changed", LONG, async () => {
    let now = Date.now();
    const { desk, writer } = await founded({ clock: { now: () => now } });
    expect(await desk.backups.isDue()).toBe(true);
    okValue(await desk.backups.make(false, quiet));
    now += 5 * 60 * 60_000;
    expect(await desk.backups.isDue()).toBe(false);
    await save(writer, [edit("reader", idOf(1), { note: "改了" })]);
    expect(await desk.backups.isDue()).toBe(true);
    okValue(await desk.backups.make(false, quiet));
    await save(writer, [edit("reader", idOf(1), { note: "又改了" })]);
    expect(await desk.backups.isDue()).toBe(false);
    expect(await desk.backups.hasChanged()).toBe(true);
  });

  it("old ones are swept as their age says, own ones only, and the last good one stays", LONG, async () => {
    let now = Date.UTC(2026, 10, 26, 12);
    const { desk, writer } = await founded({ clock: { now: () => now } });
    const second = await desks.freshFolder();
    okValue(await desk.host("backup.choose", { path: second }));
    for (let day = 0; day < 12; day++) {
      await save(writer, [edit("reader", idOf(1), { note: `第${day}天` })]);
      okValue(await desk.backups.make(false, quiet));
      now += DAY_MS;
    }
    const ages = (entries: readonly BackupEntry[]): readonly number[] =>
      entries.map(({ at }) => Math.round((now - (at ?? 0)) / DAY_MS));
    // seven days; of the weeks before, the newest each; the month before ended in between
    expect(ages(await listed(desk))).toEqual(ages(await listed(desk, "second")));
    expect(ages(await listed(desk)).slice(0, 7)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect((await listed(desk)).length).toBeLessThan(12);
    expect((await listed(desk)).every(({ state }) => state === "verified")).toBe(true);
  });

  it("shares its second place with those of another computer, and sweeps none of them", LONG, async () => {
    let now = Date.UTC(2026, 9, 1, 12);
    const { desk, writer } = await founded({ clock: { now: () => now } });
    const [second, share] = [await desks.freshFolder(), await desks.freshFolder()];
    okValue(await desk.host("share.choose", { path: share }));
    okValue(await desk.host("share.prepare", {}));
    await desk.sync.sync(quiet);
    const { code } = okValue(await desk.host("library.code", {}));
    const other = await desks.open(await desks.freshFolder(), { clock: { now: () => now } });
    okValue(await other.host("share.choose", { path: share }));
    okValue(await other.host("library.join", { code, deskName: "二楼", branchName: "城东馆" }));
    await other.start();
    await other.sync.sync(quiet);
    for (const one of [desk, other]) okValue(await one.host("backup.choose", { path: second }));
    okValue(await other.backups.make(true, quiet));
    // a copy of the other one's that is still under way is not ours to take away either
    const torn = join(
      second,
      "reader-desk-backups",
      (await listed(other, "second"))[0]?.id.replace(/^\d{8}/, "20200101") ?? "",
    );
    await cp(join(second, "reader-desk-backups", (await listed(other, "second"))[0]?.id ?? ""), torn, {
      recursive: true,
    });
    for (const name of await readdir(torn, { recursive: true })) if (name.endsWith("note")) await rm(join(torn, name));
    // as many as it takes until an own one is swept
    for (let day = 0; day < 9; day++) {
      now += DAY_MS;
      await save(writer, [edit("reader", idOf(1), { note: `第${day}天` })]);
      okValue(await desk.backups.make(true, quiet));
    }
    const seen = await listed(desk, "second");
    expect(seen.filter(({ own }) => !own).map(({ device, state }) => [device, state])).toEqual([
      ["二楼", "verified"],
      ["二楼", "unverified"],
    ]);
    expect(seen.filter(({ own }) => own).length).toBeLessThan(9);
  });
});

describe("a damaged backup", () => {
  it("is refused and the file is named, wherever a bit is flipped or a file is cut or missing", LONG, async () => {
    const { desk } = await founded();
    const { id: name } = okValue(await desk.backups.make(true, quiet));
    const folder = join(desk.dataFolder, "backups", name);
    const files = (await readdir(folder, { recursive: true, withFileTypes: true }))
      .filter((file) => file.isFile())
      .map((file) => join(file.parentPath, file.name));
    const ref = { place: "here", id: name } as const;
    let tried = 0;
    for (const path of files) {
      const whole = await readFile(path);
      const isSealed = /\/(device|manifest|note|[0-9a-f]{4}\.part)$/.test(path);
      if (!isSealed) continue;
      const spoils: readonly Uint8Array[] = [
        ...[0, 20, 60, 400, Math.floor(whole.length / 2), whole.length - 70, whole.length - 1].map((at) => {
          const bytes = Uint8Array.from(whole);
          bytes[at] = (bytes[at] ?? 0) ^ 4;
          return bytes;
        }),
        whole.subarray(0, whole.length / 2),
        new Uint8Array(0),
      ];
      for (const bytes of spoils) {
        await writeFile(path, bytes);
        const [entry] = await listed(desk);
        const checked = await desk.backups.check(ref, quiet);
        const preview = await desk.backups.preview(ref, quiet);
        const isPart = path.endsWith(".part");
        if (isPart) {
          // the list opens note and manifest only; whoever opens all of it finds the part
          expect(checked).toEqual({ ok: false, error: { tag: "damaged", file: path.slice(folder.length + 1) } });
          expect(preview).toEqual(checked);
        } else expect(entry).toMatchObject({ state: "damaged", damaged: path.slice(folder.length + 1) });
        // without its note it only does not count: the state in it is whole
        if (!path.endsWith("note"))
          expect((await desk.backups.restore(ref, ["add", "change"], "", quiet)).ok).toBe(false);
        tried += 1;
      }
      await writeFile(path, whole);
    }
    expect(tried).toBeGreaterThan(30);
    expect((await desk.backups.check(ref, quiet)).ok).toBe(true);
  });

  it("counts other records than it was made of: named, and not counted", LONG, async () => {
    const { desk, writer } = await founded();
    // the kept digest lies, as after a fault of the disk under the database
    const row = await desk.db.meta.get("digest");
    await save(writer, [remove("reader", idOf(1))]);
    await desk.db.meta.put({ name: "digest", value: row?.value });
    expect(await desk.backups.make(true, quiet)).toEqual({ ok: false, error: { tag: "differs", kinds: ["reader"] } });
    expect((await listed(desk)).map(({ state }) => state)).toEqual(["unverified"]);
  });
});
