/** A script on the page's console with the page's own lease: what it may not take away, say or have. */
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { create } from "../../../../../renderer/db/changes.ts";
import { eraseChanges, planErasing } from "../../../../../renderer/db/erase-reader.ts";
import type { Writer } from "../../../../../renderer/db/writer.ts";
import { okValue, type WholeDesk } from "../../../../support/whole-desk.ts";
import { idOf, save, wholeDesks } from "../../../../support/whole-desks.ts";

const LONG = { timeout: 60_000 };
const [HER, OTHER, SERVICE] = [idOf(1), idOf(2), idOf(11)];
const desks = wholeDesks("hostile-page");

const PEOPLE = [create("reader", HER, { name: "她" }), create("reader", OTHER, { name: "别人" }), create("interaction", SERVICE, { reader: OTHER, at: 1 })];

async function started(desk: WholeDesk): Promise<{ readonly desk: WholeDesk; readonly writer: Writer }> {
  return { desk, writer: (await desk.start()).writer };
}

/** As the reader page does it. */
async function erase({ desk, writer }: { readonly desk: WholeDesk; readonly writer: Writer }): Promise<void> {
  for (const changes of eraseChanges(await planErasing(desk.db, HER), { at: Date.now(), reason: "request", by: "staff" }, "7K2M-Q9XD")) await save(writer, changes);
}

async function journalText(desk: WholeDesk): Promise<string> {
  const { stream } = okValue(await desk.host("library.own", {}));
  return JSON.stringify(okValue(await desk.host("journal.read", { stream, fromSeq: 1, maxBytes: 1e6 })).entries);
}

describe("the journal", LONG, () => {
  it("gives up nothing that the ledger does not name", async () => {
    const { desk, writer } = await started(await desks.found());
    await save(writer, PEOPLE);
    const before = await journalText(desk);
    for (const records of [[`reader/${HER}`], [`interaction/${SERVICE}`], ["reveal/x"], ["erased/x"], ["reader/nobody"]])
      expect(await desk.host("journal.erase", { records })).toMatchObject({ ok: false, error: { tag: "bad-request" } });
    expect(await journalText(desk)).toBe(before);
    await erase({ desk, writer });
    expect(await desk.purge()).toBe(true);
    expect(await journalText(desk)).not.toContain("她");
    // what the ledger names does not open the rest
    expect(await desk.host("journal.erase", { records: [`reader/${HER}`, `reader/${OTHER}`] })).toMatchObject({ ok: false });
    expect(await journalText(desk)).toContain("别人");
  });
});

describe("the ledger", LONG, () => {
  it("takes nobody whom no entry names, and nothing more of somebody whom one does", async () => {
    const { desk, writer } = await started(await desks.found());
    await save(writer, PEOPLE);
    expect(await desk.host("ledger.add", { lines: [{ id: HER, records: [] }] })).toEqual({ ok: true, value: { refused: [HER] } });
    await erase({ desk, writer });
    expect(await desk.host("ledger.add", { lines: [{ id: HER, records: [`interaction/${SERVICE}`] }] })).toEqual({ ok: true, value: { refused: [HER] } });
    expect(okValue(await desk.host("ledger.read", {}))).toEqual([]);
    expect(
      await desk.host("ledger.add", {
        lines: [
          { id: OTHER, records: [] },
          { id: HER, records: [] },
        ],
      }),
    ).toEqual({ ok: true, value: { refused: [OTHER] } });
    expect(okValue(await desk.host("ledger.read", {})).map(({ id }) => id)).toEqual([HER]);
  });

  it("is filled again from journal and local copy by the next process, when its file was lost", async () => {
    const sharing = await desks.foundWithShare();
    const a = await started(sharing.desk);
    const b = await started(await desks.join(sharing, "二楼"));
    await save(a.writer, PEOPLE);
    await erase(a);
    expect(await a.desk.purge()).toBe(true);
    for (const { desk } of [a, b]) expect((await desk.sync.sync(() => undefined)).outcome.tag).not.toBe("stopped");
    const lines = okValue(await b.desk.host("ledger.read", {}));
    expect(lines.map(({ id }) => id)).toEqual([HER]);
    for (const { desk } of [a, b]) {
      await desk.close();
      await rm(join(desk.dataFolder, "erased.json"));
      const again = await desks.open(desk.dataFolder);
      expect(await again.host("ledger.add", { lines: [...lines, { id: OTHER, records: [] }] })).toEqual({ ok: true, value: { refused: [OTHER] } });
      expect(okValue(await again.host("ledger.read", {})).map(({ id }) => id)).toEqual([HER]);
    }
  });
});

describe("the library code", LONG, () => {
  it("is given only once it stands in the trail for whom", async () => {
    const { desk } = await started(await desks.found());
    const { code } = okValue(await desk.host("library.code", { staff: "lin" }));
    expect(code.length).toBeGreaterThan(26);
    const { codes, isWhole } = okValue(await desk.host("trail.prove", {}));
    // the first when the library was founded
    expect(codes.map(({ staff, epoch }) => [staff, epoch])).toEqual([
      ["", 1],
      ["lin", 1],
    ]);
    expect(isWhole).toBe(true);
    expect(codes[1]?.at).toBeGreaterThan(Date.now() - 60_000);
  });

  it("is not given where that cannot be written", async () => {
    const { desk } = await started(await desks.found());
    const { dataFolder } = desk;
    await desk.close();
    await rm(join(dataFolder, "trail"), { recursive: true });
    await writeFile(join(dataFolder, "trail"), "no folder");
    const again = await desks.open(dataFolder);
    expect((await again.host("library.code", { staff: "lin" })).ok).toBe(false);
  });
});
