/** Clocks that are moved by years, back and forth, on desks that edit and exchange at random: the merge stays right. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hlcToMs } from "#shared/kernel/hlc.ts";
import type { Entry } from "#shared/replication/rows/entry.ts";
import { frontierOf } from "#shared/replication/rows/merge-cells.ts";
import { Desk, syncAll } from "./exchange.ts";

const CELLS = ["name", "email"] as const;
const NOW = Date.UTC(2026, 10, 28, 9);
const YEAR_MS = 365 * 24 * 60 * 60_000;
const LEAD_MS = 5 * 60_000;

type Step =
  | { readonly act: "write"; readonly desk: number; readonly cell: (typeof CELLS)[number]; readonly value: string }
  | { readonly act: "pull"; readonly desk: number; readonly from: number; readonly limit: number }
  | { readonly act: "clock"; readonly desk: number; readonly offset: number };

const desks = fc.nat(2);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      act: fc.constant("write" as const),
      desk: desks,
      cell: fc.constantFrom(...CELLS),
      value: fc.constantFrom("甲", "乙", "丙", "丁"),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      act: fc.constant("pull" as const),
      desk: desks,
      from: desks,
      limit: fc.integer({ min: 1, max: 3 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      act: fc.constant("clock" as const),
      desk: desks,
      offset: fc.constantFrom(0, 0, 73 * YEAR_MS, -56 * YEAR_MS, -2 * LEAD_MS, 60_000),
    }),
  },
);

interface Written {
  readonly stream: string;
  readonly entry: Entry;
  readonly clockMs: number;
}

/** Everything that was written, with the clock of its desk at that moment. */
function play(steps: readonly Step[]): { readonly all: readonly Desk[]; readonly written: readonly Written[] } {
  let now = NOW;
  const offsets = [0, 0, 0];
  const all = offsets.map((_, index) => new Desk("abc".charAt(index).repeat(16), () => now + (offsets[index] ?? 0)));
  const written: Written[] = [];
  for (const one of steps) {
    now += 1;
    const desk = all[one.desk];
    if (desk === undefined) continue;
    if (one.act === "clock") offsets[one.desk] = one.offset;
    else if (one.act === "write")
      written.push({
        stream: desk.stream,
        entry: desk.write([{ kind: "reader", id: "r1", cells: { [one.cell]: one.value } }]),
        clockMs: desk.clockMs(),
      });
    else if (all[one.from] !== undefined && one.from !== one.desk) desk.pull(all[one.from] ?? desk, one.limit);
  }
  return { all, written };
}

/** What an entry's author had seen of each stream, from the entries alone. */
function pasts(written: readonly Written[]): (write: Written) => ReadonlyMap<string, number> {
  const known = new Map<Written, ReadonlyMap<string, number>>();
  const lastOf = new Map<string, ReadonlyMap<string, number>>();
  for (const write of written) {
    const past = new Map(lastOf.get(write.stream));
    for (const [stream, { seq }] of Object.entries(write.entry.seen ?? {}))
      past.set(stream, Math.max(past.get(stream) ?? 0, seq));
    past.set(write.stream, write.entry.seq - 1);
    known.set(write, past);
    lastOf.set(write.stream, past);
  }
  return (write) => known.get(write) ?? new Map();
}

describe("clocks that are moved by years", () => {
  it("shows the same on every desk, of every cell exactly the writes that no other has seen, and of them the latest stamp", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 50 }), (steps) => {
        const { all, written } = play(steps);
        syncAll(all);
        const pastOf = pasts(written);
        const hasSeen = (later: Written, earlier: Written): boolean =>
          (pastOf(later).get(earlier.stream) ?? 0) >= earlier.entry.seq;
        for (const desk of all) {
          expect(desk.lines()).toEqual(all[0]?.lines());
          const row = desk.rows.get("reader/r1");
          if (row === undefined) continue;
          for (const cell of CELLS) {
            const writes = written.filter(({ entry }) => entry.ops.some(({ cells }) => cell in cells));
            const standing = writes.filter((write) => !writes.some((other) => hasSeen(other, write)));
            const name = ({ stream, entry }: Written): string => `${stream}.${entry.seq}`;
            expect(
              frontierOf("reader", row, cell)
                .map(({ by }) => `${by[0]}.${by[1]}`)
                .toSorted(),
            ).toEqual(standing.map(name).toSorted());
            const latest = standing
              .toSorted((a, b) =>
                a.entry.hlc !== b.entry.hlc ? (a.entry.hlc < b.entry.hlc ? -1 : 1) : a.stream < b.stream ? -1 : 1,
              )
              .at(-1);
            expect(row[cell]).toEqual(latest?.entry.ops[0]?.cells[cell]);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it("stamps what is written by the clock of that moment, at most five minutes ahead of it, whatever it said before", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 50 }), (steps) => {
        for (const { entry, clockMs } of play(steps).written) {
          expect(hlcToMs(entry.hlc)).toBeGreaterThanOrEqual(clockMs);
          expect(hlcToMs(entry.hlc)).toBeLessThanOrEqual(clockMs + LEAD_MS);
        }
      }),
      { numRuns: 500 },
    );
  });
});
