/** The host's trail: looks and exports are chained as they are journaled, and whatever takes one away shows. */
import { randomBytes } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Json } from "#shared/kernel/json.ts";
import { ok } from "#shared/kernel/result.ts";
import { nodeFileSystem } from "../../../../../electron/services/file-system.ts";
import { journalHandlers } from "../../../../../electron/services/handlers.ts";
import { createJournal } from "../../../../../electron/services/journal.ts";
import { createLease } from "../../../../../electron/services/lease.ts";
import { createErasedEvidence } from "../../../../../electron/services/trust/erased-evidence.ts";
import { openTrail } from "../../../../../electron/services/trust/trail.ts";
import { temporaryFolder } from "../../../../support/temporary-folder.ts";

const STREAM = "a".repeat(16);
const KEY = new Uint8Array(32).fill(3);
const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length));

const look = (seq: number, reader: string, fields: readonly string[] = ["phones"]) => ({
  seq,
  hlc: seq.toString(16).padStart(16, "0"),
  pulls: 0,
  staff: "lin",
  command: "reader.reveal",
  ops: [
    {
      kind: "reveal",
      id: `look-${seq}`,
      cells: { about: { kind: "reader", id: reader }, fields: [...fields], at: 1000 + seq, staff: "lin" },
    },
  ],
});
const other = (seq: number) => ({
  ...look(seq, "r"),
  command: "interaction.log",
  ops: [{ kind: "interaction", id: `i-${seq}`, cells: { at: 5 } }],
});

function open(dataFolder: string, minFreeBytes = 0) {
  const deps = { fs: nodeFileSystem, dataFolder, key: KEY, random, minFreeBytes };
  const journal = createJournal({ ...deps, minFreeBytes: 0 });
  const trail = openTrail({ ...deps, clock: { now: () => 77 } });
  const lease = createLease({ now: () => 0 });
  lease.take("page", false);
  const handlers = journalHandlers({
    journal,
    lease,
    ledger: { read: () => [], holds: () => false, add: async () => ok(null), copyTo: async () => ok(null) },
    evidence: createErasedEvidence(),
    trail,
  });
  onTestFinished(async () => {
    await journal.close();
    await trail.close();
  });
  const append = (entries: readonly { readonly seq: number }[]) =>
    handlers["journal.append"]({
      stream: STREAM,
      expectedSeq: entries[0]?.seq ?? 0,
      entries: entries.map((entry) => ({ ...entry })),
      page: "page",
    });
  const prove = async () => {
    const proved = await handlers["trail.prove"]({});
    if (!proved.ok) throw new Error(JSON.stringify(proved.error));
    return proved.value;
  };
  return { journal, trail, append, prove };
}

describe("looks and exports", () => {
  test("are chained with the append that journals them, and found again by the next process", async () => {
    const folder = await temporaryFolder();
    const first = open(folder);
    expect(await first.append([other(1), look(2, "r1")])).toMatchObject({ ok: true });
    expect(await first.append([look(3, "export-reader", ["name"])])).toMatchObject({ ok: true });
    expect(await first.prove()).toEqual({ looks: 2, missing: 0, isWhole: true, codes: [], entered: [] });
    await first.trail.close();
    await first.journal.close();
    const second = open(folder);
    expect(await second.append([look(4, "r2")])).toMatchObject({ ok: true });
    expect(await second.prove()).toEqual({ looks: 3, missing: 0, isWhole: true, codes: [], entered: [] });
  });

  test("taken out of the journal they are missing", async () => {
    const desk = open(await temporaryFolder());
    await desk.append([look(1, "r1"), look(2, "r2")]);
    expect((await desk.journal.erase(new Set(["reveal/look-1"]))).ok).toBe(true);
    expect(await desk.prove()).toMatchObject({ looks: 2, missing: 1, isWhole: true });
  });

  test("so is a file that is made for the readers of a list", async () => {
    const cells = { outreach: "o", made: "sms", channel: "sms", purpose: "events", people: 29, by: "chen", at: 1001 };
    const file = { ...look(1, "r"), command: "outreach.file", ops: [{ kind: "outreach-file", id: "f", cells }] };
    const desk = open(await temporaryFolder());
    await desk.append([file, other(2)]);
    expect(await desk.prove()).toMatchObject({ looks: 1, missing: 0, isWhole: true });
    expect((await desk.journal.erase(new Set(["outreach-file/f"]))).ok).toBe(true);
    expect(await desk.prove()).toMatchObject({ looks: 1, missing: 1 });
  });

  test("count on when only whom they were of is gone, and not when anything else of them is", async () => {
    const desk = open(await temporaryFolder());
    await desk.append([look(1, "r1")]);
    const holding = (cells: Json) => ({
      read: async () =>
        ok({ entries: [{ ...look(1, "r1"), ops: [{ kind: "reveal", id: "look-1", cells }] }], lastSeq: 1 }),
    });
    const kept = { fields: ["phones"], at: 1001, staff: "lin" };
    expect(await desk.trail.prove(holding({ ...kept, case: "4711" }))).toMatchObject({ value: { missing: 0 } });
    expect(await desk.trail.prove(holding({ ...kept, staff: "wang" }))).toMatchObject({ value: { missing: 1 } });
    expect(await desk.trail.prove(holding({ ...kept, at: 1 }))).toMatchObject({ value: { missing: 1 } });
    expect(await desk.trail.prove(holding({ ...kept, fields: [] }))).toMatchObject({ value: { missing: 1 } });
  });

  test("a case number in the place of whom it was of is no look of its own", async () => {
    const desk = open(await temporaryFolder());
    await desk.append([look(1, "r1")]);
    const number = {
      ...look(2, "r1"),
      command: "reader.erase",
      ops: [{ kind: "reveal", id: "look-1", cells: { about: { kind: "case", id: "case-7K2M-Q9XD" } } }],
    };
    expect(await desk.append([number])).toMatchObject({ ok: true });
    expect((await desk.journal.erase(new Set(["reader/r1"]))).ok).toBe(true);
    expect(JSON.stringify(await desk.journal.read(STREAM, 1, 1e6))).not.toContain("r1");
    expect(await desk.prove()).toMatchObject({ looks: 1, missing: 0, isWhole: true });
  });

  test("an append that is brought again is one look, and one that is refused is none", async () => {
    const desk = open(await temporaryFolder());
    expect(await desk.append([look(5, "r1")])).toMatchObject({ error: { tag: "journal-mismatch" } });
    await desk.append([look(1, "r1")]);
    expect(await desk.append([look(1, "r1")])).toMatchObject({ error: { tag: "journal-mismatch" } });
    expect(await desk.prove()).toMatchObject({ looks: 1, missing: 0 });
  });

  test("no look is journaled that could not be chained", async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, "trail"), "no folder");
    const desk = open(folder);
    expect((await desk.append([look(1, "r1")])).ok).toBe(false);
    expect(await desk.journal.state(STREAM)).toEqual({ ok: true, value: { lastSeq: 0 } });
    expect(await desk.append([other(1)])).toMatchObject({ ok: true });
  });

  test("stand beside whom the library code let in, which breaks no chain", async () => {
    const folder = await temporaryFolder();
    const first = open(folder);
    await first.append([look(1, "r1")]);
    expect(await first.trail.add([{ what: "entered", staff: "he" }])).toEqual(ok(null));
    await first.append([look(2, "r2")]);
    await first.trail.close();
    const told = { looks: 2, missing: 0, isWhole: true, codes: [], entered: [{ at: 77, staff: "he" }] };
    expect(await open(folder).prove()).toEqual(told);
  });

  test("whoever puts an older file of the trail back, or cuts a line out, breaks the chain", async () => {
    const folder = await temporaryFolder();
    const first = open(folder);
    await first.append([look(1, "r1")]);
    await first.append([look(2, "r2")]);
    await first.append([look(3, "r3")]);
    await first.trail.close();
    const [name = ""] = await readdir(join(folder, "trail"));
    const path = join(folder, "trail", name);
    const bytes = await readFile(path);
    const marks = [...bytes.keys()].filter((at) => bytes.subarray(at, at + 4).equals(Buffer.from("\n§e")));
    expect(marks.length).toBe(3);
    await writeFile(path, Buffer.concat([bytes.subarray(0, marks[1]), bytes.subarray(marks[2])]));
    expect(await open(folder).prove()).toMatchObject({ looks: 2, isWhole: false });
  });
});
