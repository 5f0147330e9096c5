/** A data folder that is lost at a desk which shares, with what a backup had sealed and no exchange has sent. */
import "../../../../support/indexed-db.ts";
import { rm } from "node:fs/promises";
import { expect, it } from "vitest";
import { createRebuildFolder } from "../../../../../renderer/db/journal/rebuild-folder.ts";
import { create } from "../../../../../renderer/db/write/changes.ts";
import { okValue } from "../../../../support/whole-desk.ts";
import { idOf, save, wholeDesks } from "../../../../support/whole-desks.ts";

const desks = wholeDesks("rebuild-folder");

it("is made anew with what was written since the last exchange, which goes out under free numbers", {
  timeout: 60_000,
}, async () => {
  const sharing = await desks.foundWithShare();
  const { desk } = sharing;
  const founder = (await desk.start()).writer;
  await save(founder, [create("reader", idOf(1), { name: "甲" })]);
  const joiner = await desks.join(sharing, "二楼");
  const { writer } = await joiner.start();
  await save(writer, [create("reader", idOf(2), { name: "乙" })]);
  for (const one of [desk, joiner, desk])
    expect((await one.sync.sync(() => undefined)).outcome.tag).not.toBe("stopped");
  await save(writer, [create("reader", idOf(3), { name: "丙" })]);
  okValue(await joiner.backups.make(true, () => undefined));
  await save(writer, [create("reader", idOf(4), { name: "丁" })]);

  const { stream } = okValue(await joiner.host("library.own", {}));
  await rm(joiner.dataFolder, { recursive: true });
  const rebuild = createRebuildFolder({ db: joiner.db, host: joiner.host, stream, exclusive: (run) => run() });
  expect(await rebuild.unfit()).toBeNull();
  expect(okValue(await rebuild.run(() => undefined))).toBe(3);

  await save(writer, [create("reader", idOf(5), { name: "戊" })]);
  for (const one of [joiner, desk, joiner, desk]) {
    const report = await one.sync.sync(() => undefined);
    expect(report.outcome.tag).not.toBe("stopped");
    expect(report.warnings).toEqual([]);
  }
  expect(await desk.lines()).toEqual(await joiner.lines());
  expect((await desk.db.reader.toArray()).map(({ name }) => name).sort()).toEqual(
    ["丁", "丙", "乙", "戊", "甲"].sort(),
  );
});
