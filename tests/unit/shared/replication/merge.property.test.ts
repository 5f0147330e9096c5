/** The laws of the merge, on a few desks that edit and exchange at random. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json } from "#shared/kernel/json.ts";
import { DELETED, type Op } from "#shared/replication/rows/entry.ts";
import { Desk, syncAll } from "./exchange.ts";

type Step =
  | {
      readonly act: "write";
      readonly desk: number;
      readonly id: string;
      readonly cells: Readonly<Record<string, Json>>;
    }
  | { readonly act: "pull"; readonly desk: number; readonly from: number; readonly limit: number };

const id = fc.constantFrom("r1", "r2");
const cells = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.dictionary(
      fc.constantFrom("name", "email", "note"),
      fc.oneof(fc.constantFrom("甲", "乙", "丙"), fc.constant(null)),
      { minKeys: 1 },
    ),
  },
  { weight: 3, arbitrary: fc.dictionary(fc.constantFrom("tags/a", "tags/b"), fc.boolean(), { minKeys: 1 }) },
  { weight: 2, arbitrary: fc.record({ "consents/phone.event": fc.record({ given: fc.boolean(), at: fc.nat(3) }) }) },
  { weight: 2, arbitrary: fc.constant({ [DELETED]: true }) },
  { weight: 1, arbitrary: fc.constant({ [DELETED]: null }) },
);
const desks = fc.integer({ min: 0, max: 3 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ act: fc.constant("write" as const), desk: desks, id, cells }),
  fc.record({ act: fc.constant("pull" as const), desk: desks, from: desks, limit: fc.integer({ min: 1, max: 3 }) }),
);

function play(steps: readonly Step[], offsets: readonly number[]): readonly Desk[] {
  let now = 1_000;
  const all = offsets.map((offset, index) => new Desk(`${"abcd".charAt(index)}`.repeat(16), () => now + offset));
  for (const step of steps) {
    now += 1;
    const desk = all[step.desk % all.length];
    if (desk === undefined) continue;
    if (step.act === "write") desk.write([{ kind: "reader", id: step.id, cells: step.cells }]);
    else {
      const from = all[step.from % all.length];
      if (from !== undefined && from !== desk) desk.pull(from, step.limit);
    }
  }
  return all;
}

/** The offsets put the desks' clocks hours apart: causality decides, the clock only breaks ties. */
const OFFSETS = [0, 3_600_000, -3_600_000, 50] as const;

describe("merge", () => {
  it("shows the same on every desk whatever the order of exchange", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const all = play(
          steps,
          OFFSETS.map((offset) => offset + 3_600_000),
        );
        syncAll(all);
        const [first, ...rest] = all.map((desk) => desk.lines());
        for (const lines of rest) expect(lines).toEqual(first);
      }),
      { numRuns: 400 },
    );
  });

  it("shows the same when a fresh desk takes everything over in another order", () => {
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 40 }),
        fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }),
        (steps, order) => {
          const all = play(steps, [0, 0, 0, 0]);
          syncAll(all);
          const late = new Desk("e".repeat(16), () => 1);
          for (let moved = true; moved; ) {
            moved = false;
            for (const index of order) {
              const desk = all[index];
              if (desk !== undefined && late.pull(desk, 1) > 0) moved = true;
            }
          }
          expect(late.lines()).toEqual(all[0]?.lines());
        },
      ),
      { numRuns: 300 },
    );
  });

  it("keeps the value of whoever had seen the other, even with a clock an hour behind", () => {
    const now = 10_000_000;
    const fast = new Desk("a".repeat(16), () => now + 3_600_000);
    const slow = new Desk("b".repeat(16), () => now);
    const op = (name: string): Op => ({ kind: "reader", id: "r1", cells: { name } });
    fast.write([op("旧名")]);
    slow.pull(fast, 9);
    slow.write([op("新名")]);
    syncAll([fast, slow]);
    expect(fast.rows.get("reader/r1")?.name).toBe("新名");
    expect(slow.rows.get("reader/r1")?.name).toBe("新名");
    expect(fast.rows.get("reader/r1")?.open).toBeUndefined();
  });

  it("marks a conflict when two desks rename one reader, and both see it gone when one decides", () => {
    const [a, b] = [new Desk("a".repeat(16), () => 2_000), new Desk("b".repeat(16), () => 1_000)];
    a.write([{ kind: "reader", id: "r1", cells: { name: "张三" } }]);
    syncAll([a, b]);
    a.write([{ kind: "reader", id: "r1", cells: { name: "张珊" } }]);
    b.write([{ kind: "reader", id: "r1", cells: { name: "章三" } }]);
    syncAll([a, b]);
    for (const desk of [a, b]) expect(desk.rows.get("reader/r1")).toMatchObject({ name: "张珊", open: 1 });
    b.write([{ kind: "reader", id: "r1", cells: { name: "章三" } }]);
    syncAll([a, b]);
    for (const desk of [a, b]) {
      expect(desk.rows.get("reader/r1")?.name).toBe("章三");
      expect(desk.rows.get("reader/r1")?.open).toBeUndefined();
    }
  });

  it("keeps a record that one desk edits while the other deletes it, and says so", () => {
    const [a, b] = [new Desk("a".repeat(16), () => 2_000), new Desk("b".repeat(16), () => 1_000)];
    a.write([{ kind: "reader", id: "r1", cells: { name: "李四" } }]);
    syncAll([a, b]);
    a.write([{ kind: "reader", id: "r1", cells: { [DELETED]: true } }]);
    b.write([{ kind: "reader", id: "r1", cells: { email: "x@example.org" } }]);
    syncAll([a, b]);
    for (const desk of [a, b]) {
      expect(desk.rows.get("reader/r1")?.gone).toBeUndefined();
      expect(desk.rows.get("reader/r1")?.open).toBe(1);
    }
  });

  it("shows a withdrawal of consent whatever else was said at the same time", () => {
    const [a, b] = [new Desk("a".repeat(16), () => 1_000), new Desk("b".repeat(16), () => 9_000)];
    a.write([{ kind: "reader", id: "r1", cells: { name: "王五" } }]);
    syncAll([a, b]);
    a.write([{ kind: "reader", id: "r1", cells: { "consents/phone.event": { given: false, at: 1 } } }]);
    b.write([{ kind: "reader", id: "r1", cells: { "consents/phone.event": { given: true, at: 2 } } }]);
    syncAll([a, b]);
    for (const desk of [a, b])
      expect(desk.rows.get("reader/r1")?.consents).toEqual({ "phone.event": { given: false, at: 1 } });
  });
});
