/** The rules that decide what is shown, each shown once. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseBody } from "#shared/replication/files/batch.ts";
import { deviceName, parseName } from "#shared/replication/files/names.ts";
import { conflictsOf, decide } from "#shared/replication/rows/conflict-view.ts";
import type { Entry } from "#shared/replication/rows/entry.ts";
import { frontierOf } from "#shared/replication/rows/merge-cells.ts";
import type { AnyRow } from "#shared/replication/rows/row.ts";
import { openBatchFile } from "../../../../electron/services/sealing/batch-file.ts";
import { openCard } from "../../../../electron/services/sealing/card-file.ts";
import { type Device, LIBRARY, makeDevice, markedShare, settleAll, type TestClock } from "../../../support/desks.ts";
import type { MemoryStore } from "../../../support/memory-store.ts";
import { Desk, syncAll } from "./exchange.ts";

const START = 1_700_000_000_000;
const YEARS = 10 * 365 * 24 * 60 * 60_000;

function rowOf({ replica }: Device, id: string): AnyRow {
  const row = replica.row("reader", id);
  if (row === undefined) throw new Error(`no reader ${id}`);
  return row;
}

/** The entries of each batch of a device on the share, in order. */
function batchesOf(share: MemoryStore, { replica: { stream } }: Device): readonly (readonly Entry[])[] {
  const card = openCard(LIBRARY, stream, share.files.get(deviceName(stream)) ?? new Uint8Array());
  if (!card.ok) throw new Error("no card");
  return [...share.files]
    .flatMap(([name, bytes]) => {
      const batch = parseName(name);
      if (batch?.tag !== "batch" || batch.stream !== stream) return [];
      const opened = openBatchFile(LIBRARY, batch, card.value.signKey, bytes);
      const body = opened.ok ? parseBody(opened.value.text, opened.value.firstSeq) : opened;
      return body.ok ? [{ no: batch.no, entries: body.value.entries }] : [];
    })
    .sort((a, b) => a.no - b.no)
    .map(({ entries }) => entries);
}

describe("what is shown", () => {
  it("R5: causality decides: whoever had seen the other's value replaces it, with a clock ten years behind", async () => {
    const share = markedShare();
    const [a, b] = [makeDevice("ahead", { ms: START + YEARS }), makeDevice("behind", { ms: START })];
    a.write("r1", { name: "of the clock that runs ahead" });
    await settleAll([a, b], share);
    b.write("r1", { name: "of who had seen it" });
    expect(String(b.replica.log.at(-1)?.hlc) < String(a.replica.log.at(-1)?.hlc)).toBe(true);
    await settleAll([a, b], share);
    for (const device of [a, b]) {
      expect(rowOf(device, "r1").name).toBe("of who had seen it");
      expect(rowOf(device, "r1").open).toBeUndefined();
    }
    // among writes that have not seen each other the clock decides, and it is a conflict
    a.write("r1", { name: "later by the clock" });
    b.write("r1", { name: "earlier by the clock" });
    await settleAll([a, b], share);
    for (const device of [a, b]) expect(rowOf(device, "r1")).toMatchObject({ name: "later by the clock", open: 1 });
  });

  it("R10: a batch never spans a pull: entries from before and after it are sealed apart", async () => {
    const clock: TestClock = { ms: START };
    const share = markedShare();
    const [a, b] = [makeDevice("a", clock), makeDevice("b", clock)];
    b.write("r1", { name: "first" });
    a.write("r2", { name: "before the pull" });
    await a.replica.apply({ stream: b.replica.stream, entries: b.replica.log });
    a.write("r1", { name: "after the pull" });
    a.write("r3", { name: "after it too" });
    await b.sync(share);
    await a.sync(share);
    const batches = batchesOf(share, a).filter((entries) => entries.length > 0);
    expect(batches.map((entries) => entries.map(({ seq }) => seq))).toEqual([[1], [2, 3]]);
    for (const entries of batches) expect(new Set(entries.map(({ pulls }) => pulls)).size).toBe(1);
    expect(batches[0]?.[0]?.seen).toBeUndefined();
    expect(batches[1]?.[0]?.seen?.[b.replica.stream]).toMatchObject({ seq: 1 });
  });

  it("R10: a form that was opened before a pull and saved after it has seen what it was opened on, and no more", async () => {
    const clock: TestClock = { ms: START };
    const share = markedShare();
    const [a, b] = [makeDevice("a", clock), makeDevice("b", clock)];
    b.write("r1", { name: "when the form was opened" });
    await settleAll([a, b], share);
    const opened = frontierOf("reader", rowOf(a, "r1"), "name").map(({ by }) => [by[0], by[1]] as const);
    b.write("r1", { name: "came meanwhile" });
    await settleAll([a, b], share);
    a.replica.write([{ kind: "reader", id: "r1", cells: { name: "saved in the form" }, after: { name: opened } }]);
    await settleAll([a, b], share);
    for (const device of [a, b]) {
      expect(rowOf(device, "r1").open).toBe(1);
      expect(
        frontierOf("reader", rowOf(device, "r1"), "name")
          .map(({ v }) => v)
          .sort(),
      ).toEqual(["came meanwhile", "saved in the form"]);
    }
  });

  it("R11: a cell keeps every write that no other has seen, whatever the order in which three came; the highest is shown", () => {
    let now = START;
    const desks = ["a", "b", "c"].map((letter, index) => new Desk(letter.repeat(16), () => now + index));
    const [a, b, c] = desks;
    if (a === undefined || b === undefined || c === undefined) throw new Error("three desks");
    a.write([{ kind: "reader", id: "r1", cells: { name: "before" } }]);
    syncAll(desks);
    for (const desk of desks) {
      now += 1;
      desk.write([{ kind: "reader", id: "r1", cells: { name: `of ${desk.stream.charAt(0)}` } }]);
    }
    const seen = new Set<string>();
    for (const order of [
      [a, b, c],
      [a, c, b],
      [b, a, c],
      [b, c, a],
      [c, a, b],
      [c, b, a],
    ]) {
      const observer = new Desk("d".repeat(16), () => now);
      observer.pull(a, 1);
      for (const desk of order) observer.pull(desk, 2);
      const row = observer.rows.get("reader/r1");
      if (row === undefined) throw new Error("the record");
      expect(row.name).toBe("of c");
      expect(
        frontierOf("reader", row, "name")
          .map(({ v }) => v)
          .sort(),
      ).toEqual(["of a", "of b", "of c"]);
      seen.add(JSON.stringify(observer.lines()));
    }
    expect(seen.size).toBe(1);
  });

  it("R11: values that are equal after trimming and NFKC are one value, and nothing is written for it", async () => {
    const clock: TestClock = { ms: START };
    const share = markedShare();
    const [a, b] = [makeDevice("a", clock), makeDevice("b", clock)];
    a.write("r1", { name: "Ａlice " });
    b.write("r1", { name: "Alice" });
    await settleAll([a, b], share);
    for (const device of [a, b]) {
      expect(conflictsOf("reader", rowOf(device, "r1"), null)).toEqual([]);
      expect(device.replica.log).toHaveLength(1);
    }
  });

  it("R13: the inbox is a view: the same on every desk, in no entry and in no row of its own; a decision is an ordinary write", async () => {
    const clock: TestClock = { ms: START };
    const share = markedShare();
    const devices = ["a", "b", "c"].map((name) => makeDevice(name, clock));
    const [a, b] = devices;
    if (a === undefined || b === undefined) throw new Error("two devices");
    a.write("r1", { name: "甲" });
    b.write("r1", { name: "乙" });
    await settleAll(devices, share);
    const inboxes = devices.map((device) => conflictsOf("reader", rowOf(device, "r1"), null));
    for (const inbox of inboxes) {
      expect(inbox).toHaveLength(1);
      expect(inbox).toEqual(inboxes[0]);
    }
    for (const { replica } of devices) {
      expect([...replica.rows.keys()]).toEqual(["reader/r1"]);
      for (const { ops } of replica.log)
        expect(ops.map(({ kind, id, cells }) => ({ kind, id, cells }))).toEqual([
          { kind: "reader", id: "r1", cells: { name: expect.any(String) } },
        ]);
    }
    const [[conflict] = []] = inboxes;
    if (conflict?.tag !== "values") throw new Error("two values");
    a.replica.write([decide(conflict, "甲")]);
    expect(a.replica.log.at(-1)?.ops).toEqual([{ kind: "reader", id: "r1", cells: { name: "甲" } }]);
    await settleAll(devices, share);
    for (const device of devices) {
      expect(conflictsOf("reader", rowOf(device, "r1"), null)).toEqual([]);
      expect(rowOf(device, "r1").name).toBe("甲");
    }
  });

  it("R14: a report says of how many readers something was set aside, each once, however many entries there were", async () => {
    const [share, clock] = [markedShare(), { ms: START }];
    const [a, b] = [makeDevice("newer", clock), makeDevice("older", clock)];
    await settleAll([a, b], share);
    a.replica.write([{ kind: "interaction", id: "i1", cells: { reader: "r2", question: "几点关门" } }]);
    a.replica.write([{ kind: "reader", id: "r1", cells: { name: 7 } }]);
    a.replica.write([{ kind: "reader", id: "r1", cells: { note: 7 } }]);
    a.replica.write([{ kind: "interaction", id: "i1", cells: { question: 7 } }]);
    await a.sync(share);
    expect((await b.sync(share)).setAside).toEqual({ readers: 2 });
    a.replica.write([{ kind: "branch", id: "b1", cells: { name: 7 } }]);
    await a.sync(share);
    expect((await b.sync(share)).setAside).toEqual({ readers: 0 });
    expect((await b.sync(share)).setAside).toBeUndefined();
  });

  it("R14: check 11: what a desk does not know it keeps byte for byte and carries on; one bad record is set aside with its reason, the rest go on", async () => {
    const clock: TestClock = { ms: START };
    const [share, stick] = [markedShare(), markedShare()];
    const [a, b, c] = [makeDevice("newer", clock), makeDevice("older", clock), makeDevice("third", clock)];
    const future = { kind: "loan-of-2031", id: "f1", cells: { colour: { deep: ["red", 1] } } };
    // a member of the entry that nobody knows yet
    a.replica.write([future, { kind: "reader", id: "r1", cells: { name: "李卫东", shoeSize: 42 } }], {
      mood: "sunny",
    } as object);
    a.replica.write([
      { kind: "reader", id: "bad", cells: { name: { not: "a name" } } },
      { kind: "reader", id: "r2", cells: { name: "王芳" } },
    ]);
    await a.sync(share);
    await b.sync(share);
    expect(b.replica.row("loan-of-2031", "f1")?.colour).toEqual({ deep: ["red", 1] });
    expect(rowOf(b, "r1")).toMatchObject({ name: "李卫东", shoeSize: 42 });
    expect(rowOf(b, "r2").name).toBe("王芳");
    expect(b.replica.quarantine).toEqual([
      expect.objectContaining({ stream: a.replica.stream, seq: 2, reason: expect.stringMatching(/./) }),
    ]);
    // the desk that does not know it is the only way to the third one
    await b.sync(stick);
    await c.sync(stick);
    const ofFirst = [...share.files].filter(([name]) => name.startsWith(`streams/${a.replica.stream}/`));
    expect(ofFirst.length).toBeGreaterThan(1);
    for (const [name, bytes] of ofFirst) expect(stick.files.get(name), name).toEqual(bytes);
    expect(batchesOf(stick, a)[0]?.[0]).toEqual(a.replica.log[0]);
    expect(c.replica.row("loan-of-2031", "f1")?.colour).toEqual({ deep: ["red", 1] });
    expect(c.replica.lines()).toEqual(b.replica.lines());
  });

  it("check 10: applying twice is applying once, whole or in overlapping pieces", async () => {
    const clock: TestClock = { ms: START };
    const share = markedShare();
    const [a, b] = [makeDevice("a", clock), makeDevice("b", clock)];
    for (let n = 0; n < 20; n++) a.write(`r${n % 6}`, { name: `${n}`, ...(n === 7 && { gender: 5 }) });
    await settleAll([a, b], share);
    const { stream, log } = a.replica;
    const standing = async (): Promise<unknown> => ({
      lines: b.replica.lines(),
      digest: await b.replica.digest(),
      aside: b.replica.quarantine,
      rows: [...b.replica.rows],
      cursor: (await b.replica.state()).streams[stream],
    });
    const once = await standing();
    expect(b.replica.quarantine.length).toBeGreaterThan(0);
    for (const [from, to] of [
      [0, 20],
      [0, 3],
      [15, 20],
      [7, 8],
    ] as const) {
      await b.replica.apply({ stream, entries: log.slice(from, to) });
      expect(await standing()).toEqual(once);
    }
  });

  it("check 3: no value is shown that somebody had replaced who had seen it, and none is gone that nobody had", () => {
    const step = fc.record({
      desk: fc.nat(3),
      from: fc.nat(3),
      isWrite: fc.boolean(),
      record: fc.nat(1),
      limit: fc.integer({ min: 1, max: 3 }),
    });
    fc.assert(
      fc.property(fc.array(step, { minLength: 10, maxLength: 50 }), (steps) => {
        let now = START;
        const desks = [0, 3_600_000, -3_600_000, 50].map(
          (offset, index) => new Desk("abcd".charAt(index).repeat(16), () => now + offset),
        );
        for (const { desk: at, from: other, isWrite, record, limit } of steps) {
          now += 1;
          const [desk, from] = [desks[at], desks[other]];
          if (desk === undefined || from === undefined) continue;
          if (isWrite) desk.write([{ kind: "reader", id: `r${record}`, cells: { name: `${now}` } }]);
          else if (desk !== from) desk.pull(from, limit);
        }
        syncAll(desks);
        for (const id of ["r0", "r1"]) {
          const unseen = unseenWrites(desks, id);
          for (const { rows } of desks) {
            const row = rows.get(`reader/${id}`);
            const frontier =
              row === undefined ? [] : frontierOf("reader", row, "name").map(({ by }) => `${by[0]} ${by[1]}`);
            expect(frontier.sort()).toEqual(unseen);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});

/** Told from the entries alone: the writes of a reader's name that no later writer of it had seen. */
function unseenWrites(desks: readonly Desk[], id: string): readonly string[] {
  const writes = desks.flatMap(({ stream, log }) => {
    const seen: Record<string, number> = {};
    return log.flatMap((entry) => {
      for (const [other, { seq }] of Object.entries(entry.seen ?? {})) seen[other] = seq;
      return entry.ops.some((op) => op.id === id) ? [{ stream, seq: entry.seq, seen: { ...seen } }] : [];
    });
  });
  const isSeenBy = (write: (typeof writes)[number], other: (typeof writes)[number]): boolean =>
    write.stream === other.stream ? write.seq < other.seq : write.seq <= (other.seen[write.stream] ?? 0);
  return writes
    .filter((write) => !writes.some((other) => isSeenBy(write, other)))
    .map(({ stream, seq }) => `${stream} ${seq}`)
    .sort();
}
