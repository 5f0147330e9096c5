/** Checkpoints between whole desks and a real folder: a third desk joins by one, and a lost database begins with it. */
import "../../../../support/indexed-db.ts";
import { readdir } from "node:fs/promises";
import { expect, it } from "vitest";
import { createRebuildFolder } from "../../../../../renderer/db/journal/rebuild-folder.ts";
import { create, edit, remove } from "../../../../../renderer/db/write/changes.ts";
import type { Writer } from "../../../../../renderer/db/write/writer.ts";
import { okValue, type WholeDesk } from "../../../../support/whole-desk.ts";
import { idOf, save, wholeDesks } from "../../../../support/whole-desks.ts";

const LONG = { timeout: 180_000 };
const desks = wholeDesks("checkpoints");

/** A founder with more readers than a tail may have, so that its sync has left a checkpoint. */
async function founder(): Promise<{
  readonly desk: WholeDesk;
  readonly writer: Writer;
  readonly share: string;
  readonly join: (deskName: string) => Promise<WholeDesk>;
}> {
  const { desk, ...sharing } = await desks.foundWithShare();
  const { writer } = await desk.start();
  for (let from = 0; from < 1200; from += 300) {
    await save(
      writer,
      Array.from({ length: 300 }, (_, index) =>
        create("reader", idOf(from + index), { name: `读者${from + index}`, phones: ["13800000000"] }),
      ),
    );
  }
  await save(writer, [remove("reader", idOf(7))]);
  expect((await desk.sync.sync(() => undefined)).outcome.tag).toBe("done");
  return { desk, writer, share: sharing.share, join: (deskName) => desks.join(sharing, deskName) };
}

it("a desk joins by the checkpoint, and everybody shows the same afterwards", LONG, async () => {
  const { desk, writer, share, join: joinAs } = await founder();
  const files = await readdir(share, { recursive: true });
  expect(files.some((name) => name.endsWith("manifest"))).toBe(true);
  await save(writer, [edit("reader", idOf(1), { note: "之后" })]);
  await desk.sync.sync(() => undefined);
  const joiner = await joinAs("二楼");
  const own = (await joiner.start()).writer;
  await save(own, [create("reader", idOf(9000), { name: "加入之前" })]);
  const told: string[] = [];
  const report = await joiner.sync.sync(({ step, done, total }) => told.push(`${step} ${done}/${total}`));
  expect(report.takenOver).toMatchObject({ device: "一楼", records: 1200 });
  expect(report.warnings).toEqual([]);
  expect(told).toContainEqual(expect.stringMatching(/^merge \d+\/12\d\d$/));
  await save(own, [edit("reader", idOf(2), { email: "two@example.org" })]);
  for (const one of [joiner, desk, joiner]) await one.sync.sync(() => undefined);
  expect(await joiner.lines()).toEqual(await desk.lines());
  expect(await joiner.db.reader.get(idOf(2))).toMatchObject({ name: "读者2", email: "two@example.org" });
  expect((await joiner.db.reader.get(idOf(2)))?.open).toBeUndefined();
  // its own first command stands in the same numbering as ever
  expect((await joiner.db.log.toArray()).map(({ seq }) => seq)).toEqual([1, 2]);
  // so its window can make a lost data folder anew
  const { stream } = okValue(await joiner.host("library.own", {}));
  expect(
    await createRebuildFolder({ db: joiner.db, host: joiner.host, stream, exclusive: (run) => run() }).unfit(),
  ).toBeNull();
});

it(
  "a database that the browser has thrown away begins with the checkpoint in the data folder, also when that was cut off once",
  LONG,
  async () => {
    const { desk, writer } = await founder();
    await save(writer, [edit("reader", idOf(3), { note: "后来写的" })]);
    const before = await desk.lines();
    const folder = desk.dataFolder;
    await desk.close();
    const again = await desks.open(folder);
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
    await save(next, [edit("reader", idOf(4), { note: "接着" })]);
    const report = await again.sync.sync(() => undefined);
    expect(report.outcome.tag).toBe("done");
    expect(report.warnings).toEqual([]);
    // what the checkpoint covers is not undone: nobody knows any more what it replaced
    expect(await next.undo()).not.toBeNull();
    expect((await again.db.reader.get(idOf(4)))?.note).toBeUndefined();
  },
);

it(
  "R7: a database that came back as it was before the desk joined begins with the checkpoint too: what own changes had seen is there again",
  LONG,
  async () => {
    const { desk, writer, join: joinAs } = await founder();
    await save(writer, [edit("reader", idOf(1), { note: "之后" })]);
    await desk.sync.sync(() => undefined);
    const joiner = await joinAs("二楼");
    const { writer: own } = await joiner.start();
    await save(own, [create("reader", idOf(9000), { name: "加入之前" })]);
    const kept = await Promise.all(joiner.db.tables.map(async (table) => [table.name, await table.toArray()] as const));
    await joiner.sync.sync(() => undefined);
    await save((await joiner.start()).writer, [edit("reader", idOf(2), { email: "two@example.org" })]);
    const before = await joiner.lines();
    const folder = joiner.dataFolder;
    await joiner.close();
    const again = await desks.open(folder);
    for (const [name, rows] of kept) await again.db.table(name).bulkPut([...rows]);
    expect(await again.lines()).toHaveLength(1);
    await again.start();
    expect(await again.lines()).toEqual(before);
    expect((await again.db.reader.get(idOf(2)))?.name).toBe("读者2");
  },
);
