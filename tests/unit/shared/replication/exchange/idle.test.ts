/** When a sync has nothing to do: what nobody can bring is waited for by nobody. */
import { describe, expect, it } from "vitest";
import { isIdle } from "#shared/replication/exchange/idle.ts";
import type { ReplicaState } from "#shared/replication/exchange/ports.ts";
import { readHeads } from "#shared/replication/files/heads.ts";
import { makeDevice, markedShare, settleAll, type TestClock } from "../../../../support/desks.ts";

const NONE: ReadonlySet<string> = new Set();

describe("a desk whose share lacks the head of a computer that is out", () => {
  it("check 9: has nothing to do where its last batch went for an erasing, and has where it did not", async () => {
    const clock: TestClock = { ms: 1_700_000_000_000 };
    const share = markedShare();
    const [a, b] = [makeDevice("一楼", clock), makeDevice("二楼", clock)];
    for (const device of [a, b]) device.write(`r-${device.name}`, { name: device.name });
    await settleAll([a, b], share);
    const state = await a.replica.state();
    const old = b.replica.stream;
    const no = state.streams[old]?.no ?? 0;
    expect(no).toBeGreaterThan(0);
    const heads = readHeads(
      [...share.files.keys()].flatMap((name) => (name.startsWith("heads/") ? [name.slice("heads/".length)] : [])),
    );
    const without = new Map([...heads].filter(([stream]) => stream !== old));
    const cleared = (to: number): ReplicaState => ({ ...state, erasure: { ...state.erasure, cleared: { [old]: to } } });
    expect(isIdle(heads, state, clock.ms, NONE)).toBe(true);
    expect(isIdle(without, state, clock.ms, NONE)).toBe(false);
    expect(isIdle(without, cleared(no - 1), clock.ms, NONE)).toBe(false);
    expect(isIdle(without, cleared(no), clock.ms, NONE)).toBe(true);
    // nor has it where a checkpoint stood for that batch here, and its owner has erased it
    expect(isIdle(without, state, clock.ms, new Set([old]))).toBe(true);
    // and where an older head stands on a share that never had that batch
    const older = new Map([...heads, [old, [{ stream: old, no: no - 1, hash: "of the batch before" }]]]);
    expect(isIdle(older, state, clock.ms, NONE)).toBe(false);
    expect(isIdle(older, state, clock.ms, new Set([old]))).toBe(true);
  });
});
