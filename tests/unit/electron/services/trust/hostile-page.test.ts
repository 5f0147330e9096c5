/** A script on the page's console with the page's own lease: what it may not take away, say or have. */
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CallArgs } from "#shared/host/contract.ts";
import { removalId } from "#shared/model/removal.ts";
import { eraseChanges, planErasing } from "../../../../../renderer/db/erasing/erase-reader.ts";
import { create } from "../../../../../renderer/db/write/changes.ts";
import type { Writer } from "../../../../../renderer/db/write/writer.ts";
import { proofScale } from "../../../../support/proof-scale.ts";
import { okValue, type WholeDesk } from "../../../../support/whole-desk.ts";
import { idOf, save, wholeDesks } from "../../../../support/whole-desks.ts";

const LONG = { timeout: 60_000 };
const [HER, OTHER, SERVICE] = [idOf(1), idOf(2), idOf(11)];
const desks = wholeDesks("hostile-page");

const PEOPLE = [
  create("reader", HER, { name: "她" }),
  create("reader", OTHER, { name: "别人" }),
  create("interaction", SERVICE, { reader: OTHER, at: 1 }),
];

async function started(desk: WholeDesk): Promise<{ readonly desk: WholeDesk; readonly writer: Writer }> {
  return { desk, writer: (await desk.start()).writer };
}

/** As the reader page does it. */
async function erase({ desk, writer }: { readonly desk: WholeDesk; readonly writer: Writer }): Promise<void> {
  for (const changes of eraseChanges(
    await planErasing(desk.db, HER),
    { at: Date.now(), reason: "request", by: "staff" },
    "7K2M-Q9XD",
  ))
    await save(writer, changes);
}

async function journalText(desk: WholeDesk): Promise<string> {
  const { stream } = okValue(await desk.host("library.own", {}));
  return JSON.stringify(okValue(await desk.host("journal.read", { stream, fromSeq: 1, maxBytes: 1e6 })).entries);
}

/** Every file of it that a page may name. */
async function filesOf(desk: WholeDesk, store: "share" | "local"): Promise<readonly string[]> {
  const list = async (folder: string): Promise<readonly string[]> => {
    const names = await desk.host("store.list", { store, folder });
    return names.ok ? names.value.map((name) => `${folder}/${name}`) : [];
  };
  const streams = await list("streams");
  const inside = (await Promise.all(streams.map(list))).flat();
  const deeper = (await Promise.all(inside.filter((name) => !name.endsWith("/device")).map(list))).flat();
  return [...(await list("heads")), ...inside.filter((name) => name.endsWith("/device")), ...deeper].sort();
}

async function hashOf(desk: WholeDesk, name: string): Promise<string> {
  const bytes = await desk.host("store.get", { store: "share", name });
  return bytes.ok ? okValue(await desk.host("seal.hash", { bytes: bytes.value })) : "1".repeat(64);
}

describe("the journal", LONG, () => {
  it("gives up nothing that the ledger does not name", async () => {
    const { desk, writer } = await started(await desks.found());
    await save(writer, PEOPLE);
    const before = await journalText(desk);
    for (const records of [
      [`reader/${HER}`],
      [`interaction/${SERVICE}`],
      ["reveal/x"],
      ["erased/x"],
      ["reader/nobody"],
    ])
      expect(await desk.host("journal.erase", { records })).toMatchObject({ ok: false, error: { tag: "bad-request" } });
    expect(await journalText(desk)).toBe(before);
    await erase({ desk, writer });
    expect(await desk.purge()).toBe(true);
    expect(await journalText(desk)).not.toContain("她");
    // what the ledger names does not open the rest
    expect(await desk.host("journal.erase", { records: [`reader/${HER}`, `reader/${OTHER}`] })).toMatchObject({
      ok: false,
    });
    expect(await journalText(desk)).toContain("别人");
  });
});

describe("the ledger", LONG, () => {
  it("takes nobody whom no entry names, and nothing more of somebody whom one does", async () => {
    const { desk, writer } = await started(await desks.found());
    await save(writer, PEOPLE);
    expect(await desk.host("ledger.add", { lines: [{ id: HER, records: [] }] })).toEqual({
      ok: true,
      value: { refused: [HER] },
    });
    await erase({ desk, writer });
    expect(await desk.host("ledger.add", { lines: [{ id: HER, records: [`interaction/${SERVICE}`] }] })).toEqual({
      ok: true,
      value: { refused: [HER] },
    });
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
      expect(await again.host("ledger.add", { lines: [...lines, { id: OTHER, records: [] }] })).toEqual({
        ok: true,
        value: { refused: [OTHER] },
      });
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

describe("the computer's signature", LONG, () => {
  const body = (entries: readonly unknown[]): string => JSON.stringify({ at: Date.now(), entries });

  async function withEntries() {
    const sharing = await desks.foundWithShare();
    const own = await started(sharing.desk);
    await save(own.writer, PEOPLE);
    await save(own.writer, [create("reader", idOf(3), { name: "第三位" })]);
    const { stream } = okValue(await own.desk.host("library.own", {}));
    const { entries } = okValue(await own.desk.host("journal.read", { stream, fromSeq: 1, maxBytes: 1e6 }));
    const seal = (changes: Partial<CallArgs<"seal.batch">>) =>
      own.desk.host("seal.batch", { stream, no: 1, firstSeq: 1, previous: null, text: body(entries), ...changes });
    return { ...own, sharing, stream, entries, seal };
  }

  it("is not given for entries that the journal does not hold, or holds otherwise, or under other numbers", async () => {
    const { entries, seal } = await withEntries();
    const [first] = entries as unknown as readonly { readonly seq: number }[];
    const forged = { ...first, staff: "somebody else" };
    for (const text of [
      body([forged]),
      body([...entries, { ...first, seq: entries.length + 1 }]),
      body(entries.slice(1)),
      "no JSON",
      body([{ ...first, ops: [{ kind: "reader", id: HER, cells: { name: "假" } }] }]),
    ])
      expect(await seal({ text })).toMatchObject({ ok: false, error: { tag: "bad-request" } });
    expect(await seal({ no: 2 })).toMatchObject({ ok: false, error: { tag: "bad-request" } });
    // a floor lets everybody delete what lies below
    for (const floor of [2, 1000])
      expect(await seal({ floor, base: { stream: "0123456789abcdef", no: 1, hash: "0".repeat(64) } })).toMatchObject({
        ok: false,
        error: { tag: "bad-request" },
      });
    expect(await seal({ firstSeq: 2, text: body(entries.slice(1)) })).toMatchObject({
      ok: false,
      error: { tag: "bad-request" },
    });
    expect(await seal({})).toMatchObject({ ok: true });
  });

  it("is not given twice for one number, nor for one that does not follow on the batch before it", async () => {
    const { desk, writer, stream, seal } = await withEntries();
    expect((await desk.sync.sync(() => undefined)).outcome.tag).not.toBe("stopped");
    expect(await seal({})).toMatchObject({ ok: false, error: { issue: "sealed before" } });
    await save(writer, [create("reader", idOf(4), { name: "第四位" })]);
    const next = okValue(await desk.host("journal.state", { stream })).lastSeq;
    const { entries } = okValue(await desk.host("journal.read", { stream, fromSeq: next, maxBytes: 1e6 }));
    expect(await seal({ no: 2, firstSeq: next, previous: "0".repeat(64), text: body(entries) })).toMatchObject({
      ok: false,
      error: { issue: "does not follow" },
    });
    expect((await desk.sync.sync(() => undefined)).outcome.tag).not.toBe("stopped");
  });

  it("is given anew for a number whose batch was sealed from a journal that is lost", async () => {
    const { desk, stream } = await withEntries();
    expect((await desk.sync.sync(() => undefined)).outcome.tag).not.toBe("stopped");
    await desk.close();
    await rm(join(desk.dataFolder, "journal"), { recursive: true });
    const again = await started(await desks.open(desk.dataFolder));
    await save(again.writer, [create("reader", idOf(5), { name: "第五位" })]);
    const { entries } = okValue(await again.desk.host("journal.read", { stream, fromSeq: 1, maxBytes: 1e6 }));
    const sealed = () =>
      again.desk.host("seal.batch", { stream, no: 1, firstSeq: 1, previous: null, text: body(entries) });
    expect(await sealed()).toMatchObject({ ok: true });
  });

  it("is not given for another stream, nor for one that was left", async () => {
    const { desk, stream, seal } = await withEntries();
    expect((await seal({ stream: "0123456789abcdef" })).ok).toBe(false);
    okValue(await desk.host("library.new-stream", { stream, no: 0, hash: "", seq: 0 }));
    expect(await seal({})).toMatchObject({ ok: false, error: { issue: "not the own stream" } });
  });

  it("is not given once this computer was taken out, not after a restart either", async () => {
    const { desk, writer, sharing } = await withEntries();
    const b = await started(await desks.join(sharing, "二楼"));
    await save(b.writer, [create("reader", idOf(5), { name: "第五位" })]);
    for (const one of [desk, b.desk, desk])
      expect((await one.sync.sync(() => undefined)).outcome.tag).not.toBe("stopped");
    const { stream } = okValue(await b.desk.host("library.own", {}));
    const known = okValue(await b.desk.host("journal.state", { stream })).lastSeq;
    const line = (await desk.db.streams.get(stream)) ?? { no: 0, hash: "", seq: 0 };
    const key = okValue(await desk.host("library.make-epoch", { after: 1 }));
    await save(writer, [
      create("removal", removalId(stream, line.no, key.key), {
        stream,
        no: line.no,
        hash: line.hash,
        seq: line.seq,
        way: "removed",
        epoch: key.epoch,
        key: key.key,
        at: Date.now(),
      }),
    ]);
    expect((await desk.sync.sync(() => undefined)).outcome.tag).not.toBe("stopped");
    expect((await b.desk.sync.sync(() => undefined)).outcome).toMatchObject({ tag: "stopped" });
    await save(b.writer, [create("reader", idOf(6), { name: "第六位" })]);
    const { entries } = okValue(await b.desk.host("journal.read", { stream, fromSeq: known + 1, maxBytes: 1e6 }));
    const ask = (host: typeof b.desk.host) =>
      host("seal.batch", {
        stream,
        no: line.no + 1,
        firstSeq: known + 1,
        previous: "0".repeat(64),
        text: body(entries),
      });
    expect(await ask(b.desk.host)).toMatchObject({ ok: false, error: { tag: "out" } });
    await b.desk.close();
    const again = await desks.open(b.desk.dataFolder);
    expect(await ask(again.host)).toMatchObject({ ok: false, error: { tag: "out" } });
  });
});

describe("a store", LONG, () => {
  it("gives up no head, batch, card or checkpoint that is still needed, of this computer or another, on the share or here", async () => {
    const sharing = await desks.foundWithShare();
    const [a, b] = [await started(sharing.desk), await started(await desks.join(sharing, "二楼"))];
    await save(a.writer, PEOPLE);
    await save(b.writer, [create("reader", idOf(5), { name: "第五位" })]);
    for (const { desk } of [a, b, a]) expect((await desk.sync.sync(() => undefined)).outcome.tag).not.toBe("stopped");
    for (const store of ["share", "local"] as const) {
      const before = await filesOf(a.desk, store);
      expect(before.length).toBeGreaterThan(store === "share" ? 5 : 3);
      for (const name of before)
        expect([name, await a.desk.host("store.delete", { store, name })]).toMatchObject([
          name,
          { ok: false, error: { tag: "bad-request" } },
        ]);
      expect(await filesOf(a.desk, store)).toEqual(before);
    }
    for (const { desk } of [a, b]) expect((await desk.sync.sync(() => undefined)).outcome.tag).not.toBe("stopped");
  });

  it("gives up what does not open as what its name says, so that a sound copy can take its place", async () => {
    const sharing = await desks.foundWithShare();
    const a = await started(sharing.desk);
    await save(a.writer, PEOPLE);
    expect((await a.desk.sync.sync(() => undefined)).outcome.tag).not.toBe("stopped");
    const name = (await filesOf(a.desk, "share")).find((file) => file.endsWith(".batch")) ?? "";
    const path = join(sharing.share, name);
    const bytes = await readFile(path);
    bytes[bytes.length - 80] = (bytes[bytes.length - 80] ?? 0) ^ 1;
    await writeFile(path, bytes);
    expect(await a.desk.host("store.delete", { store: "share", name })).toEqual({ ok: true, value: null });
  });
});

describe("whatever a script asks with the lease and with real names and numbers", LONG, () => {
  it("takes nothing out of journal, ledger, trail and stores, and has nothing signed that was not written here", async () => {
    const sharing = await desks.foundWithShare();
    const [a, b] = [await started(sharing.desk), await started(await desks.join(sharing, "二楼"))];
    await save(a.writer, PEOPLE);
    await save(a.writer, [
      create("reveal", idOf(71), { about: { kind: "reader", id: HER }, fields: ["phones"], at: 1, staff: "lin" }),
    ]);
    await save(b.writer, [create("reader", idOf(5), { name: "第五位" })]);
    for (const { desk } of [a, b, a]) expect((await desk.sync.sync(() => undefined)).outcome.tag).not.toBe("stopped");
    const own = okValue(await a.desk.host("library.own", {})).stream;
    const other = okValue(await b.desk.host("library.own", {})).stream;
    const names = [...(await filesOf(a.desk, "share")), ...(await filesOf(a.desk, "local"))];
    const { entries } = okValue(await a.desk.host("journal.read", { stream: own, fromSeq: 1, maxBytes: 1e6 }));
    const hashes = [
      "0".repeat(64),
      ...(await Promise.all(names.filter((name) => name.endsWith(".batch")).map((name) => hashOf(a.desk, name)))),
    ];
    const record = fc.constantFrom(
      `reader/${HER}`,
      `reader/${OTHER}`,
      `interaction/${SERVICE}`,
      `reveal/${idOf(71)}`,
      `reader/${idOf(5)}`,
      "erased/x",
    );
    const body = fc
      .constantFrom(
        entries,
        entries.slice(1),
        [],
        [{ ...Object(entries[0]), staff: "x" }],
        [{ ...Object(entries[0]), ops: [] }],
      )
      .map((list) => JSON.stringify({ at: 1, entries: list }));
    const asked = fc.oneof(
      fc.record({
        name: fc.constant("journal.erase" as const),
        args: fc.record({ records: fc.array(record, { minLength: 1, maxLength: 3 }) }),
      }),
      fc.record({
        name: fc.constant("ledger.add" as const),
        args: fc.record({
          lines: fc.array(
            fc.record({ id: fc.constantFrom(HER, OTHER, idOf(5)), records: fc.array(record, { maxLength: 2 }) }),
            { maxLength: 2 },
          ),
        }),
      }),
      fc.record({
        name: fc.constant("store.delete" as const),
        args: fc.record({
          store: fc.constantFrom("share" as const, "local" as const),
          name: fc.constantFrom(...names),
        }),
      }),
      fc.record({
        name: fc.constant("seal.batch" as const),
        args: fc.record({
          stream: fc.constantFrom(own, other),
          no: fc.integer({ min: 0, max: 4 }),
          firstSeq: fc.integer({ min: 0, max: entries.length + 1 }),
          previous: fc.constantFrom(null, ...hashes),
          text: body,
          floor: fc.integer({ min: 1, max: 3 }),
        }),
      }),
    );
    const standing = async (): Promise<unknown> => [
      await journalText(a.desk),
      okValue(await a.desk.host("ledger.read", {})),
      await filesOf(a.desk, "share"),
      (await filesOf(a.desk, "local")).filter((name) => names.includes(name)),
      okValue(await a.desk.host("trail.prove", {})),
    ];
    const before = await standing();
    await fc.assert(
      fc.asyncProperty(asked, async ({ name, args }) => {
        const answer = await a.desk.host(name, args);
        // an acknowledgement that follows is the page's own to have signed: it says nothing of records
        const isOwnWord = name === "seal.batch" && answer.ok && JSON.parse(args.text).entries.length === 0;
        const isRefused =
          !answer.ok ||
          (name === "ledger.add" &&
            answer.value !== null &&
            "refused" in answer.value &&
            answer.value.refused.length === args.lines.length);
        expect([name, args, isOwnWord || isRefused]).toEqual([name, args, true]);
      }),
      { numRuns: proofScale(40, 10_000) },
    );
    expect(await standing()).toEqual(before);
    for (const { desk } of [a, b]) expect((await desk.sync.sync(() => undefined)).outcome.tag).not.toBe("stopped");
    expect(await a.desk.lines()).toEqual(await b.desk.lines());
  });
});
