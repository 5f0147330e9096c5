/** The causal cut: never beyond what anybody has told, the same in whatever order, and no floor above it. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeHlc } from "#shared/kernel/hlc.ts";
import { agedBefore, causalCut, type LiveStream, nextFloor } from "#shared/replication/lines/cut.ts";
import type { Vector } from "#shared/replication/rows/entry.ts";
import { appliedOf, covers } from "#shared/replication/rows/vector.ts";

const NAMES = ["a", "b", "c", "d"].map((letter) => letter.repeat(16));
const applied = fc.nat(9).map((no) => ({ no, hash: no === 0 ? "" : "0".repeat(11) + no, seq: no * 3 }));
const told: fc.Arbitrary<Vector> = fc.dictionary(fc.constantFrom(...NAMES), applied);
const live: fc.Arbitrary<readonly LiveStream[]> = fc.uniqueArray(
  fc.record({ stream: fc.constantFrom(...NAMES), applied, told }),
  { selector: ({ stream }) => stream, minLength: 1 },
);

describe("the causal cut", () => {
  it("is covered by every live device, its own stream included, and is the greatest such", () => {
    fc.assert(
      fc.property(live, (streams) => {
        const cut = causalCut(streams);
        for (const { stream, applied: own, told: vector } of streams)
          expect(covers({ ...vector, [stream]: own }, cut)).toBe(true);
        for (const name of NAMES) {
          const least = Math.min(
            ...streams.map(({ stream, applied: own, told: vector }) =>
              stream === name ? own.seq : appliedOf(vector, name).seq,
            ),
          );
          expect(appliedOf(cut, name).seq).toBe(least);
        }
      }),
    );
  });

  it("check 1: is the same in any order of the devices", () => {
    fc.assert(
      fc.property(live, (streams) => {
        expect(causalCut(streams.toReversed())).toEqual(causalCut(streams));
      }),
    );
  });

  it("waits for a device that has told nothing", () => {
    const at = { no: 4, hash: "000000000004", seq: 9 };
    const a = { stream: NAMES[0] ?? "", applied: at, told: {} };
    expect(causalCut([a])).toEqual({ [a.stream]: at });
    expect(causalCut([a, { stream: NAMES[1] ?? "", applied: at, told: {} }])).toEqual({});
  });

  it("lets a floor rise only below cut, checkpoint and thirty days, never to the last batch's successor, and never fall", () => {
    fc.assert(
      fc.property(
        fc.record({
          floor: fc.integer({ min: 1, max: 12 }),
          cut: fc.nat(12),
          covered: fc.nat(12),
          aged: fc.nat(12),
          last: fc.integer({ min: 1, max: 12 }),
        }),
        (facts) => {
          const next = nextFloor(facts);
          expect(next).toBeGreaterThanOrEqual(facts.floor);
          if (next > facts.floor)
            for (const bound of [facts.cut, facts.covered, facts.aged]) expect(next - 1).toBeLessThanOrEqual(bound);
          if (next > facts.floor) expect(next).toBeLessThanOrEqual(facts.last);
        },
      ),
    );
  });

  it("counts age by the slowest clock of a live device, so that one that runs years ahead makes nothing old", () => {
    const day = 24 * 60 * 60_000;
    const aged = (newest: number, own: number, theirs: number, isOut = false): string =>
      agedBefore(
        {
          newest: makeHlc(newest * day, 7),
          own: { stream: NAMES[0] ?? "", at: own * day },
          streams: { [NAMES[1] ?? ""]: { at: theirs * day } },
        },
        new Set(isOut ? [NAMES[1] ?? ""] : []),
      );
    expect(aged(100, 100, 100)).toBe(makeHlc(70 * day, 0));
    expect(aged(3650, 3650, 100)).toBe(makeHlc(70 * day, 0));
    expect(aged(3650, 100, 3650)).toBe(makeHlc(70 * day, 0));
    expect(aged(100, 100, 50)).toBe(makeHlc(20 * day, 0));
    expect(aged(100, 100, 50, true)).toBe(makeHlc(70 * day, 0));
    expect(aged(3, 3, 3)).toBe(makeHlc(0, 0));
  });
});
