import { describe, expect, it } from "vitest";
import { makeHlc } from "#shared/kernel/hlc.ts";
import type { Entry } from "#shared/replication/rows/entry.ts";
import { newestFirst, stepsOf } from "#shared/replication/rows/history.ts";

const entry = (seq: number, ms: number, more: Partial<Entry>): Entry => ({
  seq,
  hlc: makeHlc(ms, 0),
  staff: "chen",
  command: "reader.edit",
  pulls: 0,
  ops: [],
  ...more,
});
const op = (id: string, cells: Record<string, string>, kind = "reader") => ({ kind, id, cells });

describe("the steps of a record", () => {
  it("are the operations on it and on what was merged into it, and no others", () => {
    const entries = [
      entry(1, 10, { ops: [op("r1", { name: "张素琴" }), op("r2", { name: "张素芹" })] }),
      entry(2, 20, { ops: [op("r3", { name: "王" }), op("r1", { note: "x" }, "feedback")] }),
      entry(3, 30, { ops: [op("r2", { note: "y" })] }),
    ];
    expect(
      stepsOf("s1", entries, "reader", new Set(["r1", "r2"])).map(({ seq, id, cells }) => [seq, id, cells]),
    ).toEqual([
      [1, "r1", { name: "张素琴" }],
      [1, "r2", { name: "张素芹" }],
      [3, "r2", { note: "y" }],
    ]);
  });

  it("say what was taken back, done again, or part of an import", () => {
    const ops = [op("r1", { name: "张" })];
    const steps = stepsOf(
      "s1",
      [
        entry(1, 10, { ops, batchId: "b" }),
        entry(2, 20, { ops, undoes: [1] }),
        entry(3, 30, { ops, redoes: [2] }),
      ] as unknown as Entry[],
      "reader",
      new Set(["r1"]),
    );
    expect(steps.map(({ back, batchId }) => [back, batchId])).toEqual([
      [null, "b"],
      ["undo", null],
      ["redo", null],
    ]);
  });

  it("stand in one order on every desk: by time, then by stream, the later of one stream first", () => {
    const ops = [op("r1", { name: "张" })];
    const of = (stream: string, ...entries: readonly Entry[]) => stepsOf(stream, entries, "reader", new Set(["r1"]));
    const all = [
      ...of("b", entry(1, 20, { ops }), entry(2, 20, { ops })),
      ...of("a", entry(1, 20, { ops }), entry(2, 30, { ops })),
    ];
    for (const order of [all, all.toReversed()]) {
      expect([...order].sort(newestFirst).map(({ stream, seq }) => `${stream}${seq}`)).toEqual([
        "a2",
        "a1",
        "b2",
        "b1",
      ]);
    }
  });
});
