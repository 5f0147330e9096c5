/** When a sync has nothing to do: what nobody can bring is waited for by nobody. */
import { describe, expect, it } from "vitest";
import { CHECKPOINT_RULE } from "#shared/replication/checkpoints/checkpoint-due.ts";
import { areAllKnown, goneFor, isIdle } from "#shared/replication/exchange/idle.ts";
import type { ReplicaState } from "#shared/replication/exchange/ports.ts";
import { createRun } from "#shared/replication/exchange/sync-run.ts";
import { type Heads, readHeads } from "#shared/replication/files/heads.ts";
import { parseName } from "#shared/replication/files/names.ts";
import { makeDevice, markedShare, settleAll, type TestClock } from "../../../../support/desks.ts";
import type { MemoryStore } from "../../../../support/memory-store.ts";
import { takeOut } from "../../../../support/removing.ts";
import { threeDesks } from "../../../../support/three-desks.ts";

const NONE: ReadonlySet<string> = new Set();

const headsOf = ({ files }: MemoryStore): Heads =>
  readHeads([...files.keys()].flatMap((name) => (name.startsWith("heads/") ? [name.slice("heads/".length)] : [])));

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
    const heads = headsOf(share);
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

describe("a share that is behind with a computer that is out", () => {
  /** Two batches of b at a; nothing is left to do with the first share, and a second one has no head of b. */
  async function secondShare(isOut: boolean) {
    const { share, a, b, c } = await threeDesks();
    const old = b.replica.stream;
    b.write("r-more", { name: "more" });
    await settleAll([a, b, c], share);
    if (isOut) await takeOut(a, old, "retired");
    for (let round = 0; round < 3; round++) await a.sync(share);
    const state = await a.replica.state();
    const last = state.streams[old]?.no ?? 0;
    const lose = (no: number): void => {
      const isOld = (name: string): boolean => {
        const parsed = parseName(name);
        return parsed?.tag === "batch" && parsed.stream === old && parsed.no === no;
      };
      for (const name of [...a.local.files.keys()].filter(isOld)) a.local.files.delete(name);
    };
    const heads = headsOf(share);
    const without: Heads = new Map([...heads].filter(([stream]) => stream !== old));
    const hashOf = (no: number): string =>
      [...share.files.keys()]
        .map(parseName)
        .flatMap((name) => (name?.tag === "batch" && name.stream === old && name.no === no ? [name.hash] : []))[0] ??
      "";
    return { share, a, old, state, last, lose, heads, without, hashOf, run: () => createRun(a.ports(share), {}) };
  }

  it("waits for nobody where it is out and its last batch is nowhere here, and only there", async () => {
    const { run, old, state, last, lose, without } = await secondShare(true);
    expect(last).toBeGreaterThan(1);
    // the batch is here: the exchange can bring it
    expect(await goneFor(run(), without, state)).toEqual(NONE);
    lose(last);
    expect(await goneFor(run(), without, state)).toEqual(new Set([old]));
    const older: Heads = new Map([...without, [old, [{ stream: old, no: last - 1, hash: "of the batch before" }]]]);
    expect(await goneFor(run(), older, state)).toEqual(new Set([old]));
    // there is something to do anyway
    expect(await goneFor(run(), without, { ...state, unfinished: true })).toEqual(NONE);
  });

  it("waits for one that is not out: its owner may bring the batch", async () => {
    const { run, state, last, lose, without } = await secondShare(false);
    lose(last);
    expect(await goneFor(run(), without, state)).toEqual(NONE);
  });

  it("is looked at whole where an older head is of no line that is here, and no checkpoint stands for it", async () => {
    const { run, share, a, old, last, lose, without, hashOf } = await secondShare(true);
    lose(last);
    const gone = new Set([old]);
    const headed = (...list: readonly (readonly [no: number, hash: string])[]): Heads =>
      new Map([...without, [old, list.map(([no, hash]) => ({ stream: old, no, hash }))]]);
    const [own, forked] = [[last - 1, hashOf(last - 1)] as const, [last - 1, "of a fork"] as const];
    expect(await areAllKnown(run(), headed(own), gone)).toBe(true);
    expect(await areAllKnown(run(), headed(forked), gone)).toBe(false);
    // of a stream that is current, the newest head has been looked at, and the older ones beside it have not
    expect(await areAllKnown(run(), headed([last, "of the last"], own), NONE)).toBe(true);
    expect(await areAllKnown(run(), headed([last, "of the last"], forked), NONE)).toBe(false);
    lose(last - 1);
    expect(await areAllKnown(run(), headed(own), gone)).toBe(false);
    for (const id of ["r-1", "r-2"]) a.write(id, { name: id });
    await a.sync(share, { checkpoints: { ...CHECKPOINT_RULE, tailBatches: 2, tailOps: 4 } });
    lose(last - 1);
    expect(await areAllKnown(run(), headed(own), gone)).toBe(true);
  });
});
