/** Checkpoints between whole desks and a real folder: a third desk joins by one, and a lost database begins with it. */
import "fake-indexeddb/auto";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { create, edit, remove } from "../../../../../renderer/db/changes.ts";
import type { Writer } from "../../../../../renderer/db/writer.ts";
import { giveWebLocks, okValue, openWholeDesk, type WholeDesk } from "../../../../support/whole-desk.ts";

const LONG = { timeout: 180_000 };
const id = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, "0")}`;
const folders: string[] = [];
const desks: WholeDesk[] = [];
let databases = 0;

async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "checkpoints-"));
  folders.push(folder);
  return folder;
}

async function openDesk(folder: string): Promise<WholeDesk> {
  const desk = await openWholeDesk(folder, `checkpoints-${++databases}`);
  desks.push(desk);
  return desk;
}

beforeAll(giveWebLocks);
afterAll(async () => {
  for (const desk of desks) await desk.close();
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

const save = async (writer: Writer, changes: Parameters<Writer["run"]>[1]): Promise<void> => {
  expect(await (await writer.run("test.change", changes)).confirmed).toMatchObject({ ok: true });
};

/** A founder with more readers than a tail may have, so that its sync has left a checkpoint. */
async function founder(): Promise<{ readonly desk: WholeDesk; readonly writer: Writer; readonly share: string; readonly join: (deskName: string) => Promise<WholeDesk> }> {
  const [share, desk] = [await freshFolder(), await openDesk(await freshFolder())];
  okValue(await desk.host("library.found", { libraryName: "城东图书馆", deskName: "一楼", branchName: "城东馆" }));
  okValue(await desk.host("share.choose", { path: share }));
  okValue(await desk.host("share.prepare", {}));
  const { writer } = await desk.start();
  for (let from = 0; from < 1200; from += 300) {
    await save(
      writer,
      Array.from({ length: 300 }, (_, index) => create("reader", id(from + index), { name: `读者${from + index}`, phones: ["13800000000"] })),
    );
  }
  await save(writer, [remove("reader", id(7))]);
  expect((await desk.sync.sync(() => undefined)).outcome.tag).toBe("done");
  const { code } = okValue(await desk.host("library.code", {}));
  const joinAs = async (deskName: string): Promise<WholeDesk> => {
    const joiner = await openDesk(await freshFolder());
    okValue(await joiner.host("share.choose", { path: share }));
    okValue(await joiner.host("library.join", { code, deskName, branchName: "城东馆" }));
    return joiner;
  };
  return { desk, writer, share, join: joinAs };
}

it("a desk joins by the checkpoint, and everybody shows the same afterwards", LONG, async () => {
  const { desk, writer, share, join: joinAs } = await founder();
  const files = await readdir(share, { recursive: true });
  expect(files.some((name) => name.endsWith("manifest"))).toBe(true);
  await save(writer, [edit("reader", id(1), { note: "之后" })]);
  await desk.sync.sync(() => undefined);
  const joiner = await joinAs("二楼");
  const own = (await joiner.start()).writer;
  await save(own, [create("reader", id(9000), { name: "加入之前" })]);
  const told: string[] = [];
  const report = await joiner.sync.sync(({ step, done, total }) => told.push(`${step} ${done}/${total}`));
  expect(report.takenOver).toMatchObject({ device: "一楼", records: 1200 });
  expect(report.warnings).toEqual([]);
  expect(told).toContainEqual(expect.stringMatching(/^merge \d+\/12\d\d$/));
  await save(own, [edit("reader", id(2), { email: "two@example.org" })]);
  for (const one of [joiner, desk, joiner]) await one.sync.sync(() => undefined);
  expect(await joiner.lines()).toEqual(await desk.lines());
  expect(await joiner.db.reader.get(id(2))).toMatchObject({ name: "读者2", email: "two@example.org" });
  expect((await joiner.db.reader.get(id(2)))?.open).toBeUndefined();
  // its own first command stands in the same numbering as ever
  expect((await joiner.db.log.toArray()).map(({ seq }) => seq)).toEqual([1, 2]);
});

it("a database that the browser has thrown away begins with the checkpoint in the data folder, also when that was cut off once", LONG, async () => {
  const { desk, writer } = await founder();
  await save(writer, [edit("reader", id(3), { note: "后来写的" })]);
  const before = await desk.lines();
  const folder = desk.dataFolder;
  await desk.close();
  const again = await openDesk(folder);
  let rows = 0;
  // the machine goes down in the middle of the first part
  const die = (): void => {
    if (++rows === 500) throw new Error("power cut");
  };
  again.db.reader.hook("creating", die);
  await expect(again.start()).rejects.toThrow("power cut");
  again.db.reader.hook("creating").unsubscribe(die);
  expect(await again.lines()).toEqual([]);
  const { writer: next, reconciled } = await again.start();
  expect(reconciled.applied).toBe(0);
  expect(await again.lines()).toEqual(before);
  expect(await again.db.meta.get("rebuilding")).toBeUndefined();
  await save(next, [edit("reader", id(4), { note: "接着" })]);
  const report = await again.sync.sync(() => undefined);
  expect(report.outcome.tag).toBe("done");
  expect(report.warnings).toEqual([]);
  // what the checkpoint covers is not undone: nobody knows any more what it replaced
  expect(await next.undo()).not.toBeNull();
  expect((await again.db.reader.get(id(4)))?.note).toBeUndefined();
});

it("R7: a database that came back as it was before the desk joined begins with the checkpoint too: what own changes had seen is there again", LONG, async () => {
  const { desk, writer, join: joinAs } = await founder();
  await save(writer, [edit("reader", id(1), { note: "之后" })]);
  await desk.sync.sync(() => undefined);
  const joiner = await joinAs("二楼");
  const { writer: own } = await joiner.start();
  await save(own, [create("reader", id(9000), { name: "加入之前" })]);
  const kept = await Promise.all(joiner.db.tables.map(async (table) => [table.name, await table.toArray()] as const));
  await joiner.sync.sync(() => undefined);
  await save((await joiner.start()).writer, [edit("reader", id(2), { email: "two@example.org" })]);
  const before = await joiner.lines();
  const folder = joiner.dataFolder;
  await joiner.close();
  const again = await openDesk(folder);
  for (const [name, rows] of kept) await again.db.table(name).bulkPut([...rows]);
  expect(await again.lines()).toHaveLength(1);
  await again.start();
  expect(await again.lines()).toEqual(before);
  expect((await again.db.reader.get(id(2)))?.name).toBe("读者2");
});
