/**
 * A year of desks on one folder: history does not grow for ever. The records stay as many, they are only
 * worked on; so the store must end as large as it was after a quarter, and never be more than three states and its
 * tail: the batches of a month, and those behind the newest checkpoint.
 */
import { describe, expect, it } from "vitest";
import { CHECKPOINT_RULE, type CheckpointRule } from "#shared/replication/checkpoints/checkpoint-due.ts";
import { type Device, makeDevice, markedShare, type TestClock } from "../../../support/desks.ts";
import type { MemoryStore } from "../../../support/memory-store.ts";
import { proofScale } from "../../../support/proof-scale.ts";

const DAY_MS = 24 * 60 * 60_000;
const DESKS = proofScale(2, 8);
const DAYS = proofScale(105, 365);
const READERS = proofScale(100, 400);
const EDITS = proofScale(4, 5);
/** A short proof needs a short cycle to see several; the whole one goes by the product's own. */
const rule: CheckpointRule = {
  ...CHECKPOINT_RULE,
  tailBatches: proofScale(100, CHECKPOINT_RULE.tailBatches),
  tailOps: proofScale(200, CHECKPOINT_RULE.tailOps),
};

const sizeOf = (share: MemoryStore, fits: (name: string) => boolean): number =>
  [...share.files].reduce((sum, [name, bytes]) => (fits(name) ? sum + bytes.length : sum), 0);
const isBatch = (name: string): boolean => name.endsWith(".batch");

type BornOn = ReadonlyMap<string, number>;

/** Manifests, the newest first. */
const checkpoints = (share: MemoryStore, bornOn: BornOn): readonly string[] =>
  [...share.files.keys()]
    .filter((name) => name.endsWith("/manifest"))
    .sort((a, b) => (bornOn.get(b) ?? 0) - (bornOn.get(a) ?? 0));

/** What the library is, sealed, without its history: the newest checkpoint, and who is who. */
function liveSize(share: MemoryStore, bornOn: BornOn): number {
  const [newest = "none"] = checkpoints(share, bornOn);
  return sizeOf(
    share,
    (name) => name.startsWith(newest.slice(0, -"manifest".length)) || !(isBatch(name) || name.includes("/state-")),
  );
}

/** The batches of a month, and those behind the newest checkpoint that everybody has had the days to tell of. */
function tailSize(share: MemoryStore, bornOn: BornOn, day: number): number {
  const stood =
    checkpoints(share, bornOn)
      .map((name) => bornOn.get(name) ?? 0)
      .find((born) => born <= day - 3) ?? 0;
  const from = Math.min(stood, day - 32);
  return sizeOf(share, (name) => isBatch(name) && (bornOn.get(name) ?? 0) >= from);
}

function work(device: Device, day: number, desk: number): void {
  for (let edit = 0; edit < EDITS; edit++) {
    const id = `r${(day * 31 + desk * 7 + edit * 13) % READERS}`;
    device.write(id, { note: `第${day}天 ${desk}号台 ${edit}`, email: `reader${(day * desk) % 97}@example.org` });
  }
}

describe("the store of a library that works for a year", () => {
  it(`stays within three states and its tail, and is flat after a quarter: ${DESKS} desks, ${DAYS} days`, {
    timeout: 1_200_000,
  }, async () => {
    const clock: TestClock = { ms: 1_700_000_000_000 };
    const share = markedShare();
    const devices = Array.from({ length: DESKS }, (_, index) => makeDevice(`${index + 1}号台`, clock));
    const bornOn = new Map<string, number>();
    const sizes: number[] = [];
    for (let n = 0; n < READERS; n++)
      devices[0]?.write(`r${n}`, {
        name: `读者${n}`,
        card: `91000${n}`,
        note: "常来",
        email: `reader${n}@example.org`,
        [`tags/${n % 9}`]: true,
      });
    for (let day = 0; day < DAYS; day++) {
      for (const [desk, device] of devices.entries()) {
        // somebody is ill, somebody on holiday
        if ((day + desk * 3) % 11 === 0) continue;
        work(device, day, desk);
        const { outcome, warnings } = await device.sync(share, { checkpoints: rule });
        expect(outcome).toEqual({ tag: "done" });
        expect(warnings).toEqual([]);
      }
      for (const name of share.files.keys()) if (!bornOn.has(name)) bornOn.set(name, day);
      clock.ms += DAY_MS;
      const size = sizeOf(share, () => true);
      sizes.push(size);
      if (day > 60)
        expect(size, `on day ${day}`).toBeLessThanOrEqual(3 * liveSize(share, bornOn) + tailSize(share, bornOn, day));
    }
    const settled = Math.max(...sizes.slice(60, 90));
    expect(Math.max(...sizes.slice(90))).toBeLessThanOrEqual(settled * 1.1);
    // nothing was lost with the history
    for (let round = 0; round < 3; round++) for (const device of devices) await device.sync(share);
    const [first, ...others] = devices.map((device) => device.replica.lines());
    expect(first).toHaveLength(READERS);
    for (const lines of others) expect(lines).toEqual(first);
    const late = makeDevice("新台", clock);
    await late.sync(share);
    expect(late.replica.lines()).toEqual(first);
    console.info(
      `store after ${DAYS} days of ${DESKS} desks: ${sizes.at(-1)} bytes, of which one state ${liveSize(share, bornOn)}; largest ${Math.max(...sizes)}`,
    );
  });
});
