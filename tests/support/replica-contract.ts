/**
 * What every replica must do, whatever keeps its rows: the simulator's in memory and the database's. What
 * the simulator proves holds for the product only as far as both pass this.
 */
import { afterEach, describe, expect, it } from "vitest";
import { makeHlc } from "#shared/kernel/hlc.ts";
import type { ApplyOthers, Replica } from "#shared/replication/exchange/ports.ts";
import type { Quarantined } from "#shared/replication/rows/apply.ts";
import { ALIAS, DELETED, type Entry, type Op, type StreamId, type Vector } from "#shared/replication/rows/entry.ts";
import { frontierOf } from "#shared/replication/rows/merge-cells.ts";
import type { AnyRow } from "#shared/replication/rows/row.ts";

export interface ReplicaUnderTest {
  /** Another object after a restart. */
  readonly replica: Replica;
  /** A command of this desk, journaled; an edit of a deleted record takes the deletion back. */
  write(ops: readonly Op[]): Promise<Entry>;
  /** By `kind/id`, unknown kinds too. */
  rows(): Promise<ReadonlyMap<string, AnyRow>>;
  /** Of the stream that is written now. */
  journal(): Promise<readonly Entry[]>;
  quarantine(): Promise<readonly Quarantined[]>;
  /** Ends on this desk what an erasing has begun: belongings, journal, log. */
  endErasing(): Promise<void>;
  /** The program dies and is started again: what was not answered may be gone, the rest is there. */
  restart(applyOthers: ApplyOthers): Promise<void>;
  close(): Promise<void>;
}

export type OpenReplica = (stream: StreamId, now: () => number) => Promise<ReplicaUnderTest>;

const [OWN, NEW, X, Y] = ["a".repeat(16), "b".repeat(16), "x".repeat(16), "y".repeat(16)];
const NOW = 1_790_000_000_000;
const set = (cells: Op["cells"], id = "r1", kind = "reader"): Op => ({ kind, id, cells });
const end = (no: number) => ({ no, hash: `${no}`.repeat(12), at: NOW + no });
const upTo = (no: number, seq: number) => ({ no, hash: no === 0 ? "" : `${no}`.repeat(12), seq });
const nobody: ApplyOthers = async () => undefined;
const allKept = async (seen: Vector): Promise<Vector> => seen;

/** An entry of a colleague; later ones have later stamps. */
const entry = (seq: number, ops: readonly Op[], seen?: Vector): Entry => ({
  seq,
  hlc: makeHlc(NOW - 1000 + seq, 0),
  pulls: 0,
  ...(seen && { seen }),
  staff: "t",
  command: "test",
  ops,
});

export function describeReplica(name: string, open: OpenReplica): void {
  let desk: ReplicaUnderTest | null = null;
  const start = async (): Promise<ReplicaUnderTest> => {
    await desk?.close();
    desk = await open(OWN, () => NOW);
    return desk;
  };
  afterEach(async () => {
    await desk?.close();
    desk = null;
  });
  const row = async (at: ReplicaUnderTest, key = "reader/r1"): Promise<AnyRow | undefined> =>
    (await at.rows()).get(key);
  /** Streams and numbers of the writes of a name. */
  const namesOf = async (at: ReplicaUnderTest, id: string): Promise<unknown> => {
    const found = await row(at, `reader/${id}`);
    const writes = found === undefined ? [] : frontierOf("reader", found, "name");
    return writes.map(({ by: [stream, seq] }) => [stream, seq]).sort();
  };

  describe(`${name}: pulling`, () => {
    it("moves rows and cursor slice by slice, and the batch with its last slice", async () => {
      const at = await start();
      await at.replica.apply({
        stream: X,
        entries: [entry(1, [set({ name: "甲" })]), entry(2, [set({ email: "a@b.cn" })])],
      });
      expect((await at.replica.state()).streams[X]).toMatchObject({ no: 0, hash: "", seq: 2, at: 0 });
      await at.replica.apply({ stream: X, entries: [entry(3, [set({ name: "乙" })])], ends: end(1) });
      expect((await at.replica.state()).streams[X]).toMatchObject({ ...upTo(1, 3), at: NOW + 1 });
      expect(await row(at)).toMatchObject({ name: "乙", email: "a@b.cn" });
    });

    it("passes over what is applied already, also where a slice comes half anew", async () => {
      const at = await start();
      const entries = [entry(1, [set({ name: "甲" })]), entry(2, [set({ name: "乙" })])];
      await at.replica.apply({ stream: X, entries, ends: end(1) });
      const before = { rows: await at.rows(), digest: await at.replica.digest() };
      expect(await at.replica.apply({ stream: X, entries, ends: end(1) })).toEqual({
        records: 0,
        conflicts: 0,
        quarantined: [],
      });
      expect({ rows: await at.rows(), digest: await at.replica.digest() }).toEqual(before);
      expect(
        await at.replica.apply({ stream: X, entries: [...entries, entry(3, [set({ name: "丙" })])] }),
      ).toMatchObject({ records: 1 });
    });

    it("lets the next own entry say exactly what it had seen, also between two slices of a batch", async () => {
      const at = await start();
      expect((await at.write([set({ name: "自己" }, "r2")])).seen).toBeUndefined();
      await at.replica.apply({ stream: X, entries: [entry(1, [set({ name: "甲" })])], ends: end(1) });
      await at.replica.apply({ stream: X, entries: [entry(2, [set({ name: "乙" })])] });
      const [first, second] = [await at.write([set({ name: "丙" })]), await at.write([set({ name: "丁" })])];
      expect(first.seen).toEqual({ [X]: upTo(1, 2) });
      expect(second.seen).toBeUndefined();
      expect(first.pulls).toBe(second.pulls);
      expect((await row(at))?.open).toBeUndefined();
    });

    it("stamps own entries later than all it has heard of, but follows no clock that is far ahead", async () => {
      const at = await start();
      await at.replica.apply({ stream: X, entries: [{ ...entry(1, []), hlc: makeHlc(NOW + 60_000, 3) }] });
      expect((await at.write([set({ name: "甲" })])).hlc > makeHlc(NOW + 60_000, 3)).toBe(true);
      await at.replica.apply({ stream: X, entries: [{ ...entry(2, []), hlc: makeHlc(NOW + 3_600_000, 0) }] });
      expect((await at.write([set({ name: "乙" })])).hlc < makeHlc(NOW + 300_000, 0)).toBe(true);
    });

    it("knows of a colleague the furthest that she told", async () => {
      const at = await start();
      await at.replica.apply({
        stream: X,
        entries: [entry(1, [], { [Y]: upTo(1, 10) })],
        ends: { ...end(1), acked: { [Y]: upTo(4, 40) } },
      });
      await at.replica.apply({ stream: X, entries: [entry(2, [])], ends: end(2) });
      expect((await at.replica.state()).streams[X]?.told[Y]).toEqual(upTo(4, 40));
    });
  });

  describe(`${name}: merging`, () => {
    it("counts a conflict when it comes, and lets an own decision settle it", async () => {
      const at = await start();
      await at.write([set({ name: "甲" })]);
      expect(await at.replica.apply({ stream: X, entries: [entry(1, [set({ name: "乙" })])] })).toEqual({
        records: 1,
        conflicts: 1,
        quarantined: [],
      });
      expect((await row(at))?.open).toBe(1);
      await at.write([set({ name: "甲" })]);
      expect(await row(at)).toMatchObject({ name: "甲" });
      expect((await row(at))?.open).toBeUndefined();
    });

    it("lets a colleague's decision settle it too", async () => {
      const at = await start();
      await at.write([set({ name: "甲" })]);
      await at.replica.apply({ stream: X, entries: [entry(1, [set({ name: "乙" })])] });
      expect(
        await at.replica.apply({ stream: X, entries: [entry(2, [set({ name: "乙" })], { [OWN]: upTo(1, 1) })] }),
      ).toEqual({ records: 1, conflicts: 0, quarantined: [] });
      expect(await row(at)).toMatchObject({ name: "乙" });
      expect((await row(at))?.open).toBeUndefined();
    });

    it("takes explicit predecessors before what the entry had seen", async () => {
      const at = await start();
      await at.replica.apply({
        stream: X,
        entries: [entry(1, [set({ name: "甲" })]), entry(2, [{ ...set({ name: "乙" }), after: { name: [] } }])],
      });
      expect(await row(at)).toMatchObject({ name: "乙", open: 1 });
    });

    it("hides a record that is a duplicate of another, until that is taken back", async () => {
      const at = await start();
      await at.write([set({ name: "甲" }, "r2")]);
      await at.replica.apply({ stream: X, entries: [entry(1, [set({ [ALIAS]: "r1" }, "r2")], { [OWN]: upTo(1, 1) })] });
      expect((await row(at, "reader/r2"))?.as).toBe("r1");
      await at.write([set({ [ALIAS]: null }, "r2")]);
      expect((await row(at, "reader/r2"))?.as).toBeUndefined();
    });

    it("hides what was deleted, keeps what somebody edited meanwhile, and shows again what is edited after", async () => {
      const at = await start();
      await at.write([set({ name: "甲" }), set({ name: "乙" }, "r2")]);
      await at.write([set({ email: "a@b.cn" }, "r2")]);
      await at.replica.apply({
        stream: X,
        entries: [entry(1, [set({ [DELETED]: true }), set({ [DELETED]: true }, "r2")], { [OWN]: upTo(1, 1) })],
      });
      expect((await row(at))?.gone).toBe(1);
      expect(await row(at, "reader/r2")).toMatchObject({ open: 1, email: "a@b.cn" });
      await at.write([set({ note: "又来了" }), set({ note: "还在" }, "r2")]);
      for (const key of ["reader/r1", "reader/r2"]) {
        expect((await row(at, key))?.gone).toBeUndefined();
        expect((await row(at, key))?.open).toBeUndefined();
      }
    });

    it("comes to one digest whatever came first, and to another after any change", async () => {
      const slices = [
        {
          stream: X,
          entries: [entry(1, [set({ name: "甲", "tags/a": true })]), entry(2, [set({ [DELETED]: true }, "r2")])],
        },
        {
          stream: Y,
          entries: [entry(1, [set({ name: "乙", "tags/b": true })]), entry(2, [set({ name: "丙" }, "r2")])],
        },
      ] as const;
      const digests: unknown[] = [];
      for (const order of [slices, slices.toReversed()]) {
        const at = await start();
        for (const slice of order) await at.replica.apply(slice);
        digests.push(await at.replica.digest());
        await at.replica.apply({ stream: X, entries: [entry(3, [set({ email: "a@b.cn" })])] });
        expect((await at.replica.digest()).tables).not.toEqual((digests[0] as { readonly tables: unknown }).tables); // a digest, from the line above
      }
      expect(digests[0]).toEqual(digests[1]);
    });
  });

  describe(`${name}: sweeping`, () => {
    const deleted = async (): Promise<ReplicaUnderTest> => {
      const at = await start();
      await at.write([set({ name: "甲" }), set({ name: "乙" }, "r2"), set({ x: 1 }, "u1", "later-kind")]);
      await at.replica.apply({
        stream: X,
        entries: [
          entry(1, [set({ [DELETED]: true }), set({ [DELETED]: true }, "u1", "later-kind")], { [OWN]: upTo(1, 1) }),
        ],
      });
      return at;
    };
    const everybody: Vector = { [OWN]: upTo(1, 1), [X]: upTo(1, 1) };
    const later = makeHlc(NOW + 1_000_000, 0);

    it("takes out what is deleted below the cut and old, of unknown kinds too, and says the same digest after", async () => {
      const at = await deleted();
      const before = await at.replica.digest();
      expect(await at.replica.sweep({ cut: everybody, before: later })).toBe(2);
      expect([...(await at.rows()).keys()]).toEqual(["reader/r2"]);
      expect(await at.replica.digest()).toEqual(before);
      expect(await at.replica.sweep({ cut: everybody, before: later })).toBe(0);
    });

    it("check 4: leaves a deletion that somebody may not have seen, one that is young, and one that was taken back", async () => {
      const at = await deleted();
      expect(await at.replica.sweep({ cut: { [OWN]: upTo(1, 1) }, before: later })).toBe(0);
      expect(await at.replica.sweep({ cut: { [X]: upTo(1, 1) }, before: later })).toBe(0);
      expect(await at.replica.sweep({ cut: everybody, before: makeHlc(NOW - 1000, 0) })).toBe(0);
      await at.write([set({ email: "a@b.cn" })]);
      expect(await at.replica.sweep({ cut: { ...everybody, [OWN]: upTo(2, 2) }, before: later })).toBe(1);
      expect([...(await at.rows()).keys()].sort()).toEqual(["reader/r1", "reader/r2"]);
    });

    it("remembers the highest floor that a colleague has signed, and the latest stamp", async () => {
      const at = await start();
      await at.replica.apply({ stream: X, entries: [entry(1, [set({ name: "甲" })])], ends: { ...end(1), floor: 1 } });
      await at.replica.apply({ stream: X, entries: [], ends: { ...end(2), floor: 2 } });
      await at.replica.apply({ stream: X, entries: [], ends: { ...end(3), floor: 1 } });
      const state = await at.replica.state();
      expect(state.streams[X]?.floor).toBe(2);
      expect(state.newest).toBe(makeHlc(NOW - 999, 0));
    });
  });

  describe(`${name}: what it does not know`, () => {
    it("is kept and merged, kinds and fields alike", async () => {
      const at = await start();
      await at.replica.apply({
        stream: X,
        entries: [entry(1, [set({ title: "晚会" }, "e1", "event"), set({ name: "甲", shoe: 38 })])],
      });
      await at.replica.apply({ stream: Y, entries: [entry(1, [set({ title: "读书会" }, "e1", "event")])] });
      expect(await row(at, "event/e1")).toMatchObject({ open: 1 });
      expect(await row(at)).toMatchObject({ name: "甲", shoe: 38 });
      await at.write([set({ title: "读书会" }, "e1", "event")]);
      expect(await row(at, "event/e1")).toMatchObject({ title: "读书会" });
      expect((await row(at, "event/e1"))?.open).toBeUndefined();
    });

    it("is set aside with its reason where it has no place, and the rest goes on", async () => {
      const at = await start();
      const bad = [set({ open: 1 }, "r2"), set({ tags: ["a"] }, "r3"), set({ name: "甲" }, "r4", "a/b")];
      const slice = { stream: X, entries: [entry(1, [...bad, set({ name: "好" }, "r5")])], ends: end(1) };
      expect(await at.replica.apply(slice)).toMatchObject({ conflicts: 0, quarantined: ["r2", "r3", ""] });
      expect([...(await at.rows()).keys()]).toEqual(["reader/r5"]);
      expect((await at.quarantine()).map(({ stream, seq, op }) => [stream, seq, op])).toEqual(
        bad.map((op) => [X, 1, op]),
      );
      expect(new Set((await at.quarantine()).map(({ reason }) => reason)).size).toBe(3);
      await at.replica.apply(slice);
      expect(await at.quarantine()).toHaveLength(3);
      expect((await at.replica.digest()).aside).toBe(3);
    });

    it("is kept aside in its cell where its value does not fit: shown is what there was, until somebody writes anew", async () => {
      const at = await start();
      await at.write([set({ name: "甲" })]);
      const odd = entry(1, [set({ name: 7, email: "a@b.cn" }), set({ name: 7 }, "r2")], { [OWN]: upTo(1, 1) });
      expect(await at.replica.apply({ stream: X, entries: [odd], ends: end(1) })).toEqual({
        records: 2,
        conflicts: 0,
        quarantined: ["r1", "r2"],
      });
      expect(await row(at)).toMatchObject({ name: "甲", email: "a@b.cn" });
      expect((await row(at, "reader/r2"))?.gone).toBe(1);
      expect((await at.quarantine()).map(({ op }) => op)).toEqual([set({ name: 7 }), set({ name: 7 }, "r2")]);
      await at.write([set({ name: "乙" }), set({ name: "丙" }, "r2")]);
      expect((await row(at))?.f?.name).toEqual([{ by: [OWN, 2, expect.any(String), "s"] }]);
      expect((await row(at, "reader/r2"))?.gone).toBeUndefined();
    });
  });

  describe(`${name}: the own stream`, () => {
    it("is handed out in pages by size, at least one entry at a time", async () => {
      const at = await start();
      for (const id of ["r1", "r2", "r3"]) await at.write([set({ name: "甲" }, id)]);
      const bytes = JSON.stringify((await at.journal())[0]).length;
      const seqs = async (from: number, max: number): Promise<readonly number[]> =>
        (await at.replica.journaled(from, max)).map(({ seq }) => seq);
      expect(await seqs(1, 1)).toEqual([1]);
      expect(await seqs(1, bytes * 2)).toEqual([1, 2]);
      expect(await seqs(2, bytes * 9)).toEqual([2, 3]);
      expect(await seqs(4, bytes)).toEqual([]);
      expect((await at.replica.state()).own.journaled).toBe(3);
    });

    it("remembers every acknowledgement, and never takes back what was published", async () => {
      const at = await start();
      await at.replica.sealed({ ...upTo(1, 0), at: 1, acked: { [X]: upTo(3, 30) } });
      await at.replica.sealed({ ...upTo(2, 0), at: 2, acked: { [Y]: upTo(5, 50) } });
      await at.replica.sealed({ ...upTo(3, 4), at: 3 });
      await at.replica.published(4);
      await at.replica.published(2);
      expect((await at.replica.state()).own).toMatchObject({
        sealed: upTo(3, 4),
        at: 3,
        ackedAt: 2,
        published: 4,
        told: { [X]: upTo(3, 30), [Y]: upTo(5, 50) },
      });
    });

    it("is left at a fork: entries behind it are made anew, rows and predecessors follow, the old one is another's", async () => {
      const at = await start();
      await at.write([set({ name: "甲" })]);
      await at.replica.apply({ stream: X, entries: [entry(1, [set({ email: "a@b.cn" })])], ends: end(1) });
      await at.write([set({ name: "乙" })]);
      await at.write([{ ...set({ name: "丙" }), after: { name: [[OWN, 1] as const, [OWN, 2] as const] } }]);
      await at.replica.sealed({ ...upTo(2, 3), at: 9 });
      await at.replica.published(3);
      await at.replica.moveTo(NEW, upTo(1, 1), allKept);
      const { own, streams } = await at.replica.state();
      expect(own).toMatchObject({ stream: NEW, journaled: 2, sealed: upTo(0, 0), published: 0, ackedAt: 0 });
      expect(streams[OWN]).toMatchObject(upTo(1, 1));
      expect((await at.replica.state()).owesAnew).toBe(true);
      const [first, second] = await at.journal();
      expect(first).toMatchObject({
        seq: 1,
        seen: { [OWN]: upTo(1, 1), [X]: upTo(1, 1) },
        first: { stream: OWN, seq: 2, from: 1 },
      });
      expect(second).toMatchObject({
        seq: 2,
        first: { stream: OWN, seq: 3, from: 1 },
        ops: [
          {
            after: {
              name: [
                [OWN, 1],
                [NEW, 1],
              ],
            },
          },
        ],
      });
      expect((await row(at))?.f?.name?.[0]?.by.slice(0, 2)).toEqual([NEW, 2]);
      await at.replica.apply({ stream: OWN, entries: [entry(2, [set({ name: "丁" })])], ends: end(2) });
      expect(await row(at)).toMatchObject({ name: "丙", open: 1 });
    });

    it("is left with own writes beside those that have seen them under their old name", async () => {
      const at = await start();
      await at.write([set({ name: "共" })]);
      await at.write([set({ name: "甲" }), set({ name: "甲" }, "r2")]);
      await at.write([set({ [DELETED]: true }, "r2")]);
      await at.replica.sealed({ ...upTo(2, 3), at: 10 });
      const later = [set({ name: "乙" }), set({ name: "丙", [DELETED]: null }, "r2")];
      await at.replica.apply({ stream: X, entries: [entry(1, later, { [OWN]: upTo(2, 3) })], ends: end(1) });
      expect(await namesOf(at, "r1")).toEqual([[X, 1]]);
      expect((await row(at, "reader/r2"))?.open).toBeUndefined();
      await at.replica.moveTo(NEW, upTo(1, 1), allKept);
      expect(await namesOf(at, "r1")).toEqual([
        [NEW, 1],
        [X, 1],
      ]);
      expect(await row(at, "reader/r2")).toMatchObject({ open: 1 });
    });

    it("is left beside what its own entries have seen of a line that is excluded", async () => {
      const at = await start();
      await at.write([set({ name: "共" })]);
      await at.replica.apply({ stream: X, entries: [entry(1, [set({ email: "a@b.cn" })])], ends: end(1) });
      await at.write([set({ name: "甲" })]);
      const withoutX = async ({ [X]: _, ...others }: Vector): Promise<Vector> => others;
      await at.replica.rebuild(async (needed) => {
        await at.replica.apply({ stream: X, entries: [entry(1, [set({ name: "丁" }, "r1")])], ends: end(1) });
        return withoutX(needed);
      });
      const both = await namesOf(at, "r1");
      expect(both).toHaveLength(2);
      await at.replica.sealed({ ...upTo(2, 2), at: 10 });
      await at.replica.moveTo(NEW, upTo(1, 1), withoutX);
      expect(await namesOf(at, "r1")).toEqual([
        [NEW, 1],
        [X, 1],
      ]);
    });

    it("knows that own batches were left behind until all is applied anew, whatever is written or comes meanwhile", async () => {
      const at = await start();
      const owesAnew = async (): Promise<boolean> => (await at.replica.state()).owesAnew;
      await at.write([set({ name: "甲" })]);
      await at.write([set({ name: "乙" })]);
      await at.replica.sealed({ ...upTo(2, 2), at: 9 });
      expect(await owesAnew()).toBe(false);
      await at.replica.moveTo(NEW, upTo(1, 1), allKept);
      await at.write([set({ note: "后来" })]);
      await at.replica.apply({ stream: X, entries: [entry(1, [set({ email: "a@b.cn" })])], ends: end(1) });
      expect(await owesAnew()).toBe(true);
      await at.replica.rebuild(async () => undefined);
      expect(await owesAnew()).toBe(false);
      await at.replica.sealed({ ...upTo(1, 1), at: 10 });
      await at.replica.moveTo(Y, upTo(1, 1), allKept);
      expect(await owesAnew()).toBe(false);
      await at.replica.rebuild(async () => {
        // before the entry that has seen what does not stand here
        await at.replica.oweAnew();
        return undefined;
      });
      expect(await owesAnew()).toBe(true);
    });
  });

  describe(`${name}: a line that a fork excludes`, () => {
    it("leaves no trace after a rebuilding, and own entries stay", async () => {
      const excluded = entry(2, [set({ name: "除外" }), set({ name: "除外" }, "r2")]);
      const kept = entry(2, [set({ email: "kept@b.cn" })]);
      const common = entry(1, [set({ name: "共同" })]);
      const play = async (line: Entry): Promise<ReplicaUnderTest> => {
        const at = await start();
        await at.replica.apply({ stream: X, entries: [common], ends: end(1) });
        await at.write([set({ note: "自己" })]);
        await at.replica.apply({ stream: X, entries: [line], ends: end(2) });
        return at;
      };
      const straight = await play(kept);
      const wanted = {
        lines: (await straight.replica.digest()).tables,
        state: (await straight.replica.state()).streams,
      };
      const at = await play(excluded);
      const line = [common, kept];
      await at.replica.rebuild(async (needed) => {
        const { [X]: _, ...others } = needed;
        for (const [index, item] of line.entries())
          if (item.seq <= (needed[X]?.seq ?? 0))
            await at.replica.apply({ stream: X, entries: [item], ends: end(index + 1) });
        return needed[X]?.no === 2 ? others : needed;
      });
      await at.replica.apply({ stream: X, entries: [kept], ends: end(2) });
      expect({ lines: (await at.replica.digest()).tables, state: (await at.replica.state()).streams }).toEqual(wanted);
      expect(await row(at, "reader/r2")).toBeUndefined();
      expect((await at.journal()).map(({ seq }) => seq)).toEqual([1]);
    });
  });

  describe(`${name}: an erasing that counts no more`, () => {
    it("is said again by the own desk, once it has purged what was erased", async () => {
      const at = await start();
      await at.write([set({ name: "自己写的" })]);
      await at.replica.apply({
        stream: X,
        entries: [entry(1, [set({ at: 7, "records/interaction/i1": true }, "r1", "erased")])],
        ends: end(1),
      });
      await at.endErasing();
      // its author is out, and it counts as empty
      await at.replica.rebuild(nobody);
      expect(await at.replica.ledger()).toEqual(new Set());
      expect(await at.replica.eraseBelongings()).toBe(1);
      expect(await at.replica.ledger()).toEqual(new Set(["reader/r1", "interaction/i1"]));
      expect((await at.journal()).at(-1)).toMatchObject({
        staff: "",
        command: "reader.erase",
        ops: [{ kind: "erased", id: "r1", cells: { at: 7, "records/interaction/i1": true } }],
      });
      expect(await at.replica.eraseBelongings()).toBe(0);
      expect((await at.replica.state()).erasure.looked).toBe(0);
    });
  });

  describe(`${name}: a program that is killed`, () => {
    it("between two slices goes on where it stood", async () => {
      const at = await start();
      const entries = [
        entry(1, [set({ name: "甲" })]),
        entry(2, [set({ name: 7 })]),
        entry(3, [set({ email: "a@b.cn" })]),
      ];
      await at.write([set({ note: "自己" })]);
      await at.replica.apply({ stream: X, entries: entries.slice(0, 2) });
      const before = { state: await at.replica.state(), rows: await at.rows(), aside: await at.quarantine() };
      await at.restart(nobody);
      expect({ state: await at.replica.state(), rows: await at.rows(), aside: await at.quarantine() }).toEqual(before);
      await at.replica.apply({ stream: X, entries, ends: end(1) });
      expect((await at.replica.state()).streams[X]).toMatchObject(upTo(1, 3));
      expect(await row(at)).toMatchObject({ name: "甲", email: "a@b.cn" });
      expect(await at.quarantine()).toHaveLength(1);
    });

    it("in the middle of a rebuilding ends it at the next start", async () => {
      const at = await start();
      const theirs = entry(1, [set({ name: "甲" })]);
      await at.write([set({ note: "一" })]);
      await at.replica.apply({ stream: X, entries: [theirs], ends: end(1) });
      await at.write([set({ name: "乙" })]);
      const before = { rows: await at.rows(), digest: await at.replica.digest(), journal: [...(await at.journal())] };
      await expect(at.replica.rebuild(() => Promise.reject(new Error("killed")))).rejects.toThrow("killed");
      await at.restart(async (needed) => {
        await at.replica.apply({ stream: X, entries: [theirs], ends: end(1) });
        return needed;
      });
      expect({ rows: await at.rows(), digest: await at.replica.digest(), journal: await at.journal() }).toEqual(before);
    });
  });
}
