import { describe, expect, it } from "vitest";
import type { DeviceLine } from "#shared/replication/exchange/sync-report.ts";
import {
  bytesOfWeek,
  type GrowthByStream,
  grown,
  growthOf,
} from "../../../../../renderer/features/sync/run/share-growth.ts";

const DAY = 24 * 60 * 60_000;
const NOON = Date.UTC(2026, 10, 25, 12);
const A = "a".repeat(16);
const B = "b".repeat(16);

const line = (stream: string, more: Partial<DeviceLine> = {}): DeviceLine => ({
  stream,
  device: null,
  branch: null,
  own: false,
  lastAt: null,
  pending: null,
  hasOurs: null,
  waitsFor: [],
  joined: false,
  replacedBy: null,
  since: null,
  asks: null,
  added: { files: 0, bytes: 0 },
  provedAt: null,
  out: null,
  ...more,
});
const counted = (before: GrowthByStream, endedAt: number, ...devices: readonly DeviceLine[]): GrowthByStream =>
  grown(before, { devices, endedAt });

describe("what a computer has added to the share", () => {
  it("is summed over the syncs, from the first that brought something", () => {
    let growth = counted({}, NOON, line(A), line(B, { added: { files: 2, bytes: 300 }, provedAt: NOON - 5 }));
    growth = counted(growth, NOON + DAY, line(B, { added: { files: 1, bytes: 50 }, provedAt: NOON + DAY - 5 }));
    expect(growth).toEqual({
      [B]: {
        since: NOON,
        files: 3,
        bytes: 350,
        provedAt: NOON + DAY - 5,
        days: [
          [Math.floor(NOON / DAY), 300],
          [Math.floor(NOON / DAY) + 1, 50],
        ],
      },
    });
  });

  it("stays the same object when a sync brings nothing, so that nothing is written", () => {
    const growth = counted({}, NOON, line(B, { added: { files: 2, bytes: 300 } }));
    expect(counted(growth, NOON + DAY, line(A), line(B))).toBe(growth);
  });

  it("counts to the week what came on the last seven days, and forgets older days", () => {
    let growth: GrowthByStream = {};
    for (let day = 0; day < 20; day++)
      growth = counted(growth, NOON + day * DAY, line(B, { added: { files: 1, bytes: 10 } }));
    const kept = growth[B];
    if (kept === undefined) throw new Error("counted");
    expect(kept.days).toHaveLength(7);
    expect(bytesOfWeek(kept, NOON + 19 * DAY)).toBe(70);
    expect(bytesOfWeek(kept, NOON + 22 * DAY)).toBe(40);
    expect(bytesOfWeek(kept, NOON + 40 * DAY)).toBe(0);
    expect(kept.bytes).toBe(200);
  });

  it("keeps the last proof where a sync had none", () => {
    const growth = counted({}, NOON, line(B, { added: { files: 1, bytes: 1 }, provedAt: NOON }));
    expect(counted(growth, NOON + DAY, line(B, { added: { files: 1, bytes: 1 } }))[B]?.provedAt).toBe(NOON);
    expect(counted(growth, NOON + DAY, line(B, { provedAt: NOON + DAY }))[B]).toMatchObject({
      files: 1,
      provedAt: NOON + DAY,
    });
  });

  it("goes on for a computer that goes on under another number, and ends where two replace each other", () => {
    const growth = counted(
      {},
      NOON,
      line(A, { added: { files: 1, bytes: 10 }, provedAt: NOON }),
      line(B, { added: { files: 2, bytes: 5 } }),
    );
    expect(growthOf(growth, [line(A, { replacedBy: B }), line(B)], B)).toMatchObject({
      files: 3,
      bytes: 15,
      provedAt: NOON,
    });
    expect(growthOf(growth, [line(A, { replacedBy: B }), line(B, { replacedBy: A })], B)).toMatchObject({ files: 3 });
    expect(growthOf({}, [line(A)], A)).toBeNull();
  });
});
