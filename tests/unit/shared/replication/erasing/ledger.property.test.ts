/**
 * Erasing on a few desks that write, erase and exchange at random: what the ledger names is gone everywhere, and the
 * order does not matter.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { caseOf, NO_CASE } from "#shared/model/who-is-named.ts";
import { isErased, isSameEntry, scrubbed } from "#shared/replication/erasing/ledger.ts";
import { DELETED, type Op } from "#shared/replication/rows/entry.ts";
import { covers } from "#shared/replication/rows/vector.ts";
import { MemoryReplica } from "../../../../support/memory-replica.ts";

type Step =
  | { readonly act: "write"; readonly desk: number; readonly ops: readonly Op[] }
  | { readonly act: "pull"; readonly desk: number; readonly from: number; readonly limit: number };

const reader = fc.constantFrom("r1", "r2", "r3");
const word = fc.constantFrom("甲", "乙", null);
const op: fc.Arbitrary<Op> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("reader"),
      id: reader,
      cells: fc.oneof(
        fc.record({ name: word }),
        fc.record({ [DELETED]: fc.constantFrom(true, null) }),
        fc.record({ "tags/a": fc.boolean() }),
        fc.record({ guardian: fc.option(reader) }),
      ),
    }),
  },
  // looks outlive her
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("reveal"),
      id: fc.constantFrom("l1", "l2", "l3"),
      cells: fc.record(
        {
          about: fc.oneof(
            fc.record({ kind: fc.constant("reader"), id: reader }),
            fc.record({ kind: fc.constant("interaction"), id: fc.constantFrom("i1", "i2") }),
            fc.constant(caseOf("0000-0001")),
          ),
          staff: fc.constantFrom("chen", "li"),
        },
        { requiredKeys: ["about"] },
      ),
    }),
  },
  // others than her name her
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("segment"),
      id: fc.constantFrom("s1", "s2"),
      cells: fc.oneof(
        fc.dictionary(fc.constantFrom("pinned/r1", "pinned/r2", "excluded/r1"), fc.boolean(), { minKeys: 1 }),
        fc.record({ fixed: fc.record({ on: fc.constant("2026-01-01"), readers: fc.uniqueArray(reader) }) }),
        fc.record({ name: word }),
        fc.record({ [DELETED]: fc.constantFrom(true, null) }),
      ),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("interaction"),
      id: fc.constantFrom("i1", "i2", "i3"),
      cells: fc.oneof(fc.record({ reader, question: word }), fc.record({ question: word }), fc.record({ reader })),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("task"),
      id: fc.constant("t1"),
      cells: fc.record({ about: fc.record({ kind: fc.constant("interaction"), id: fc.constantFrom("i1", "i2") }) }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("erased"),
      id: reader,
      cells: fc.constantFrom<Op["cells"]>({ at: 1 }, { at: 2, "records/interaction/i1": true }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("erased"),
      id: reader,
      cells: fc.constantFrom<Op["cells"]>({ [DELETED]: true }, { at: null, "records/interaction/i1": false }),
    }),
  },
);
const desks = fc.nat(2);
const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        act: fc.constant("write" as const),
        desk: desks,
        ops: fc.uniqueArray(op, { minLength: 1, maxLength: 2, selector: ({ kind, id }) => `${kind}/${id}` }),
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        act: fc.constant("pull" as const),
        desk: desks,
        from: desks,
        limit: fc.integer({ min: 1, max: 3 }),
      }),
    },
  ),
  { maxLength: 40 },
);

async function pull(to: MemoryReplica, from: MemoryReplica, limit: number): Promise<number> {
  let applied = 0;
  for (; applied < limit; applied++) {
    const { own, streams } = await to.state();
    const entry = from.log[streams[from.stream]?.seq ?? 0];
    const vector = { ...streams, [own.stream]: { ...own.sealed, seq: own.journaled } };
    if (entry === undefined || !covers(vector, entry.seen ?? {})) break;
    await to.apply({ stream: from.stream, entries: [entry] });
  }
  return applied;
}

/** Everybody pulls from everybody and erases what belongs to the erased, until nothing moves. */
async function settle(all: readonly MemoryReplica[]): Promise<void> {
  for (let moved = true; moved; ) {
    moved = false;
    for (const desk of all) {
      for (const other of all)
        if (other !== desk && (await pull(desk, other, Number.POSITIVE_INFINITY)) > 0) moved = true;
      if ((await desk.eraseBelongings()) > 0) moved = true;
    }
  }
}

async function play(list: readonly Step[]): Promise<readonly MemoryReplica[]> {
  let now = 1_790_000_000_000;
  const all = ["a", "b", "c"].map((letter) => new MemoryReplica(letter.repeat(16), () => now));
  for (const step of list) {
    now += 1;
    const desk = all[step.desk];
    const from = step.act === "pull" ? all[step.from] : undefined;
    if (step.act === "write") desk?.write(step.ops);
    else if (desk !== undefined && from !== undefined && from !== desk) await pull(desk, from, step.limit);
  }
  return all;
}

const erasedRows = async (desk: MemoryReplica): Promise<readonly string[]> => {
  const ledger = await desk.ledger();
  return [...desk.rows.keys()].filter((key) => ledger.has(key));
};

describe("erasing", () => {
  it("check 1, check 4: shows the same on every desk and nothing of what is erased, whatever came first", async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (list) => {
        const all = await play(list);
        for (const desk of all) expect(await erasedRows(desk)).toEqual([]);
        await settle(all);
        const [first, ...rest] = all;
        for (const desk of rest) {
          expect(desk.lines()).toEqual(first?.lines());
          expect((await desk.digest()).tables).toEqual((await first?.digest())?.tables);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("check 5: leaves nothing of it in any row or own entry, nor a record that belongs to it", async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (list) => {
        const all = await play(list);
        await settle(all);
        for (const desk of all) {
          const ledger = await desk.ledger();
          expect(await erasedRows(desk)).toEqual([]);
          expect(desk.log.flatMap(({ ops }) => ops.filter((each) => isErased(ledger, each)))).toEqual([]);
          const others = [
            ...[...desk.rows].flatMap(([key, { id: _, ...row }]) =>
              /^(reader|segment|reveal)\//.test(key) ? [row] : [],
            ),
            ...desk.log.flatMap(({ ops }) => ops.filter(({ kind }) => kind === "segment" || kind === "reveal")),
          ];
          // a look is never lost, and stands under a number where nobody is left
          for (const { kind, id, cells } of desk.log.flatMap(({ ops }) => ops)) {
            const look = kind === "reveal" && cells.staff !== undefined ? desk.rows.get(`reveal/${id}`) : undefined;
            if (kind === "reveal") expect(desk.rows.has(`reveal/${id}`)).toBe(true);
            if (look !== undefined) expect(look.staff).toBeDefined();
          }
          if (ledger.size > 0)
            expect(
              [...desk.rows.values()].filter(({ about }) => JSON.stringify(about) === JSON.stringify(NO_CASE)),
            ).toEqual([]);
          for (const key of ledger)
            if (key.startsWith("reader/"))
              expect(JSON.stringify(others), key).not.toContain(key.slice("reader/".length));
          for (const [key, row] of desk.rows)
            if (key.startsWith("interaction/")) expect(ledger.has(`reader/${String(row.reader)}`), key).toBe(false);
          for (const [key, row] of desk.rows)
            if (key.startsWith("task/"))
              expect(ledger.has(`interaction/${(row.about as { id: string } | undefined)?.id}`), key).toBe(false); // as written above
        }
      }),
      { numRuns: 200 },
    );
  });

  it("check 10: comes to the same for who takes everything over late, in one piece", async () => {
    await fc.assert(
      fc.asyncProperty(steps, fc.shuffledSubarray([0, 1, 2], { minLength: 3 }), async (list, order) => {
        const all = await play(list);
        await settle(all);
        const late = new MemoryReplica("e".repeat(16), () => 1);
        for (let moved = true; moved; ) {
          moved = false;
          for (const index of order) {
            const other = all[index];
            if (other !== undefined && (await pull(late, other, Number.POSITIVE_INFINITY)) > 0) moved = true;
          }
        }
        expect(late.lines()).toEqual(all[0]?.lines());
      }),
      { numRuns: 150 },
    );
  });

  it("takes nothing out of the ledger by a deletion, a cleared cell or a removed record", async () => {
    const desk = new MemoryReplica("a".repeat(16), () => 1_790_000_000_000);
    desk.write([{ kind: "erased", id: "r1", cells: { at: 1, "records/interaction/i1": true } }]);
    desk.write([{ kind: "erased", id: "r1", cells: { [DELETED]: true, at: null, "records/interaction/i1": false } }]);
    await desk.apply({
      stream: "x".repeat(16),
      entries: [
        {
          seq: 1,
          hlc: "ffffffffffff0000",
          pulls: 0,
          staff: "s",
          command: "test",
          ops: [{ kind: "erased", id: "r1", cells: { [DELETED]: true } }],
        },
      ],
    });
    expect([...(await desk.ledger())]).toEqual(["reader/r1", "interaction/i1"]);
    desk.write([{ kind: "interaction", id: "i1", cells: { question: "再来" } }]);
    expect(desk.row("interaction", "i1")).toBeUndefined();
  });

  it("takes an entry for the same with and without what was erased of it, and no other", () => {
    const entry = {
      seq: 1,
      hlc: "0".repeat(16),
      pulls: 0,
      staff: "s",
      command: "test",
      ops: ["r1", "r2", "r3"].map((id): Op => ({ kind: "reader", id, cells: { name: "甲" } })),
    };
    const without = scrubbed(entry, new Set(["reader/r2"]));
    expect(without.ops.map(({ id }) => id)).toEqual(["r1", "r3"]);
    expect(isSameEntry(entry, without)).toBe(true);
    expect(isSameEntry(without, entry)).toBe(true);
    expect(isSameEntry(without, scrubbed(entry, new Set(["reader/r1"])))).toBe(false);
    expect(isSameEntry(entry, { ...without, staff: "t" })).toBe(false);
    expect(isSameEntry(entry, { ...entry, ops: entry.ops.toReversed() })).toBe(false);
    expect(isSameEntry(undefined, entry)).toBe(false);
  });
});
