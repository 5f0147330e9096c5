/**
 * What every replica must do with a whole state: tell it exactly while people work, take it over, and go on where a
 * taking over was cut off.
 */
import { afterEach, describe, expect, it } from "vitest";
import { makeHlc } from "#shared/kernel/hlc.ts";
import type { StateRow } from "#shared/replication/checkpoints/state-row.ts";
import type { StateBase, StateEnd } from "#shared/replication/exchange/ports.ts";
import type { Entry, Op, StreamId } from "#shared/replication/rows/entry.ts";
import type { OpenReplica, ReplicaUnderTest } from "./replica-contract.ts";

const [GIVER, TAKER, X] = ["a".repeat(16), "b".repeat(16), "x".repeat(16)];
const NOW = 1_790_000_000_000;
const set = (id: string, cells: Op["cells"], kind = "reader"): Op => ({ kind, id, cells });
const theirs = (seq: number, ops: readonly Op[]): Entry => ({
  seq,
  hlc: makeHlc(NOW - 1000 + seq, 0),
  pulls: 0,
  staff: "t",
  command: "test",
  ops,
});
const nothing = async () => undefined;

interface Told {
  readonly parts: readonly (readonly StateRow[])[];
  readonly end: StateEnd;
}

/** As a checkpoint's writer reads it; `meanwhile` runs when the first page was read. */
async function tell({ replica }: ReplicaUnderTest, meanwhile: () => Promise<unknown> = nothing): Promise<Told> {
  const { own } = await replica.state();
  const parts: (readonly StateRow[])[] = [];
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof replica.stateRows>> = await replica.stateRows(after);
    if (page.rows.length > 0) parts.push(page.rows);
    if (after === null) await meanwhile();
    after = page.next;
  } while (after !== null);
  const end = await replica.stateEnd(own.journaled);
  if (end === null) throw new Error("the state cannot be told");
  return { parts, end };
}

/** The giver's own batch and its last one count as sealed. */
function baseOf({ parts, end }: Told, asked: number[] = [], failAt = -1): StateBase {
  const all = end.rows.length > 0 ? [...parts, end.rows] : parts;
  return {
    key: "the checkpoint",
    cursors: structuredClone(end.cursors),
    parts: all.length,
    again: parts.length,
    rows: async (part) => {
      if (part === failAt) throw new Error("cut off");
      asked.push(part);
      return structuredClone(all[part] ?? []);
    },
  };
}

export function describeWholeState(name: string, open: OpenReplica): void {
  const opened: ReplicaUnderTest[] = [];
  const start = async (stream: StreamId): Promise<ReplicaUnderTest> => {
    const desk = await open(stream, () => NOW);
    opened.push(desk);
    return desk;
  };
  afterEach(async () => {
    for (const desk of opened.splice(0)) await desk.close();
  });
  /** Own records and a colleague's, one unknown, one deleted, one in conflict, one set aside. */
  const giver = async (): Promise<ReplicaUnderTest> => {
    const desk = await start(GIVER);
    await desk.write([set("r1", { name: "甲", "tags/x": true }), set("r2", { name: "乙" })]);
    await desk.replica.apply({
      stream: X,
      entries: [
        theirs(1, [set("r1", { name: "同时" }), set("u1", { any: { deep: [1] } }, "newer-kind")]),
        theirs(2, [set("r3", { name: "丙" }), set("r4", { name: 7 })]),
      ],
      ends: { no: 1, hash: "1".repeat(12), at: NOW },
    });
    await desk.write([set("r2", { ".deleted": true })]);
    return desk;
  };
  const state = async (desk: ReplicaUnderTest) => ({
    rows: new Map([...(await desk.rows())].sort()),
    aside: await desk.quarantine(),
    digest: (await desk.replica.digest()).tables,
  });

  describe(`${name}: a whole state`, () => {
    it("is the same where it is taken over, with cursors and digest counted from the rows", async () => {
      const from = await giver();
      const told = await tell(from);
      const to = await start(TAKER);
      await to.replica.rebuild(nothing, baseOf(told));
      expect(await state(to)).toEqual(await state(from));
      const { streams, unfinished } = await to.replica.state();
      expect(unfinished).toBe(false);
      expect(streams[X]).toMatchObject({ no: 1, hash: "1".repeat(12), seq: 2 });
      expect(streams[GIVER]).toMatchObject({ seq: 2 });
      const next = await to.write([set("r1", { name: "已见" })]);
      expect(next.seen).toMatchObject({ [X]: { seq: 2 }, [GIVER]: { seq: 2 } });
      expect((await to.rows()).get("reader/r1")?.open).toBeUndefined();
    });

    it("tells rows that are changed while it is read as they are at its end", async () => {
      const from = await giver();
      const told = await tell(from, () => from.write([set("r1", { name: "边读边改" }), set("r9", { name: "新来" })]));
      expect(told.end.cursors.streams[GIVER]?.seq).toBe(3);
      const to = await start(TAKER);
      await to.replica.rebuild(nothing, baseOf(told));
      expect(await state(to)).toEqual(await state(from));
      expect(told.end.digest.tables).toEqual((await to.replica.digest()).tables);
    });

    it("cannot be told where a reader was erased while it was read, and can the next time, without her", async () => {
      const from = await giver();
      await expect(tell(from, () => from.write([{ kind: "erased", id: "r2", cells: { at: 1 } }]))).rejects.toThrow(
        "cannot be told",
      );
      const told = await tell(from);
      expect(told.parts.flat().map(([kind, row]) => `${kind}/${"id" in row ? row.id : ""}`)).not.toContain("reader/r2");
      const to = await start(TAKER);
      await to.replica.rebuild(async () => undefined, baseOf(told));
      expect((await to.replica.state()).erasure).toMatchObject({ size: 1 });
      await to.write([set("r2", { name: "再来" })]);
      expect((await to.rows()).has("reader/r2")).toBe(false);
    });

    it("comes first, and own entries that it does not cover are applied again behind it", async () => {
      const from = await giver();
      const told = await tell(from);
      const to = await start(TAKER);
      const own = await to.write([set("r1", { name: "加入之前" })]);
      await to.replica.rebuild(nothing, baseOf(told));
      expect((await to.replica.state()).own).toMatchObject({ journaled: own.seq, sealed: { no: 0 } });
      expect((await to.rows()).get("reader/r1")?.open).toBe(1);
      await to.write([set("r3", { note: "之后" })]);
      expect((await to.rows()).get("reader/r3")).toMatchObject({ name: "丙", note: "之后" });
      expect((await to.rows()).get("reader/r3")?.open).toBeUndefined();
    });

    it("covers own entries once: they are not applied a second time, and numbers go on", async () => {
      const from = await giver();
      await from.replica.sealed({ no: 1, hash: "a".repeat(12), seq: 2, at: NOW });
      const told = await tell(from);
      const base = baseOf(told);
      const own = base.cursors.streams[GIVER];
      if (own === undefined) throw new Error("its own stream stands in it");
      const before = await state(from);
      await from.replica.rebuild(nothing, {
        ...base,
        cursors: {
          ...base.cursors,
          streams: { ...base.cursors.streams, [GIVER]: { ...own, no: 1, hash: "a".repeat(12) } },
        },
      });
      expect(await state(from)).toEqual(before);
      expect((await from.replica.state()).own).toMatchObject({
        journaled: 2,
        sealed: { no: 1, hash: "a".repeat(12), seq: 2 },
      });
      const next = await from.write([set("r1", { note: "接着写" })]);
      expect(next.seq).toBe(3);
    });

    it("that was cut off is unfinished, and goes on without asking again for what is there", async () => {
      const from = await giver();
      const told = await tell(from, () => from.write([set("r1", { note: "再来一次" })]));
      const many = { ...told, parts: told.parts.flatMap((rows) => rows.map((row) => [row])) };
      const to = await start(TAKER);
      const own = await to.write([set("r5", { name: "自己" })]);
      const asked: number[] = [];
      await expect(to.replica.rebuild(nothing, baseOf(many, asked, 3))).rejects.toThrow("cut off");
      expect((await to.replica.state()).unfinished).toBe(true);
      const already = asked.length;
      await to.replica.rebuild(nothing, baseOf(many, asked));
      expect(new Set(asked).size).toBe(asked.length);
      expect(already).toBeGreaterThan(0);
      expect((await to.replica.state()).unfinished).toBe(false);
      expect((await to.replica.state()).own.journaled).toBe(own.seq);
      const rows = await to.rows();
      for (const [key, row] of await from.rows()) expect(rows.get(key)).toEqual(row);
      expect(rows.get("reader/r5")).toBeDefined();
    });

    it("is refused where it covers own entries that the journal does not have", async () => {
      const from = await giver();
      const base = baseOf(await tell(from));
      const to = await start(GIVER);
      await to.write([set("r1", { name: "只有这一条" })]);
      await expect(to.replica.rebuild(nothing, base)).rejects.toThrow("journal");
      expect((await to.rows()).get("reader/r1")).toMatchObject({ name: "只有这一条" });
    });
  });
}
