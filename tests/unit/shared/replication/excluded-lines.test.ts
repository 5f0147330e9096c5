/**
 * Lines that a fork has excluded, for those who come later: whoever joins must be able to tell that their batches,
 * which others have named as seen, will never come; and nobody may begin with a checkpoint that stands on one.
 */
import { describe, expect, it } from "vitest";
import { CHECKPOINT_RULE } from "#shared/replication/checkpoints/checkpoint-due.ts";
import { applyFromCopy } from "#shared/replication/checkpoints/rebuild.ts";
import { type Device, makeDevice, markedShare, settleAll } from "../../../support/desks.ts";
import { createMemoryStore, type MemoryStore } from "../../../support/memory-store.ts";

const soon = { ...CHECKPOINT_RULE, tailBatches: 4, tailOps: 4 };
const DAY_MS = 24 * 60 * 60_000;

interface Forked {
  readonly clock: { ms: number };
  readonly share: MemoryStore;
  readonly stick: MemoryStore;
  readonly a: Device;
  readonly twin: Device;
  readonly c: Device;
}

/** A profile is copied; a colleague has all that both have, over a share and a stick. */
async function copied(): Promise<Forked> {
  const clock = { ms: 1_700_000_000_000 };
  const [share, stick] = [markedShare(), markedShare()];
  const [a, c] = [makeDevice("a", clock), makeDevice("c", clock)];
  a.write("r0", { name: "common" });
  await settleAll([a, c], share);
  await settleAll([a, c], stick);
  const twin = a.clone();
  return { clock, share, stick, a, twin, c };
}

/**
 * Of the copied profile the one goes on over the share, the other over the stick, where a colleague has seen its line and
 * written since.
 */
async function forked(withCheckpoint: boolean): Promise<Forked> {
  const all = await copied();
  const { share, stick, a, twin, c } = all;
  const drafts = Array.from({ length: 6 }, (_, index) => `draft ${index}`);
  for (const name of [...drafts, "of the first"]) a.write("r1", { name });
  await a.sync(share);
  // in more batches than the other
  for (const name of [...drafts, "of the twin"]) {
    twin.write("r2", { name });
    await twin.sync(stick);
  }
  await c.sync(stick);
  c.write("r2", { name: "after the twin" });
  await c.sync(stick, withCheckpoint ? { checkpoints: soon } : {});
  return all;
}

/**
 * Until a fork has come out with the one line and with the other: which of the two stays is a matter of their hashes.
 */
async function bothWays(play: () => Promise<"first" | "twin">): Promise<void> {
  const outcomes = new Set<string>();
  for (let round = 0; round < 30 && outcomes.size < 2; round++) outcomes.add(await play());
  expect(outcomes.size).toBe(2);
}

describe("a line that a fork has excluded", { timeout: 120_000 }, () => {
  it("stands on a store too where only the kept one was read, so that whoever joins waits for none of it", async () => {
    await bothWays(async () => {
      const { share, a, c } = await forked(false);
      const { stream } = a.replica;
      await settleAll([c, a], share);
      const late = makeDevice("late", { ms: c.nowMs() });
      await late.sync(share);
      const { warnings } = await late.sync(share);
      expect(warnings.filter(({ tag }) => tag === "batch-missing")).toEqual([]);
      expect(late.replica.lines()).toEqual(c.replica.lines());
      expect((await c.sync(share)).outcome.tag).not.toBe("stopped");
      await settleAll([a, c, late], share);
      expect((await c.sync(share)).outcome).toEqual({ tag: "nothing-new" });
      return a.replica.stream === stream ? "first" : "twin";
    });
  });

  it("is waited for by nobody, not by whose stream it is either, though its numbers go beyond the own ones", async () => {
    await bothWays(async () => {
      const { share, stick, a, twin, c } = await forked(false);
      const { stream } = a.replica;
      for (const name of ["one more", "two more", "three more"]) twin.write("r2", { name });
      await twin.sync(stick);
      await c.sync(stick);
      c.write("r3", { name: "after all of that" });
      await c.sync(stick);
      for (let round = 0; round < 2; round++) await settleAll([c, a], share);
      expect(a.replica.row("reader", "r3")).toMatchObject({ name: "after all of that" });
      expect(a.replica.lines()).toEqual(c.replica.lines());
      return a.replica.stream === stream ? "first" : "twin";
    });
  });

  it("check 1: is left also where the last batch of the other line was brought alone, under the number of its own", async () => {
    await bothWays(async () => {
      const { share, stick, a, twin, c } = await copied();
      const { stream } = a.replica;
      for (const name of ["one", "two", "three"]) {
        a.write("r1", { name });
        await a.sync(share);
        twin.write("r2", { name });
        await twin.sync(stick);
      }
      await c.sync(stick);
      // what lies between could not be read, as when a damaged file is put right the day after
      const own = [...share.files.keys()].filter((name) => name.startsWith(`streams/${stream}/0000/`)).toSorted();
      const last = own.at(-1) ?? "";
      c.local.files.set(last, share.files.get(last) ?? new Uint8Array());
      for (let round = 0; round < 2; round++) await settleAll([c, a], share);
      expect(c.replica.row("reader", "r1")).toMatchObject({ name: "three" });
      expect(c.replica.lines()).toEqual(a.replica.lines());
      return a.replica.stream === stream ? "first" : "twin";
    });
  });

  it("R2: goes to a store only as it was made: what this disk has spoilt since nobody is given", async () => {
    for (let round = 0; round < 4; round++) {
      const { share, stick, a, c } = await forked(false);
      const copies = [...c.local.files.keys()].filter((name) => name.startsWith(`streams/${a.replica.stream}/0000/`));
      const spoilt = copies.at(-1) ?? "";
      c.local.files.set(spoilt, (c.local.files.get(spoilt) ?? new Uint8Array()).slice(0, 40));
      await settleAll([c, a], share);
      for (const name of copies)
        if (share.files.has(name))
          expect({ name, bytes: share.files.get(name) }).toEqual({ name, bytes: stick.files.get(name) });
    }
  });

  it("was seen by nobody, also where it parts behind the last entry of both and that entry alone is needed", async () => {
    await bothWays(async () => {
      const clock = { ms: 1_700_000_000_000 };
      const [share, stick] = [markedShare(), markedShare()];
      const [a, c, d] = [makeDevice("a", clock), makeDevice("c", clock), makeDevice("d", clock)];
      a.write("r1", { name: "common" });
      for (const device of [a, c, d]) await device.sync(share);
      c.write("r2", { name: "to be acknowledged" });
      await c.sync(share);
      for (const [name, bytes] of share.files) stick.files.set(name, bytes);
      const [{ stream }, twin] = [a.replica, a.clone()];
      clock.ms += DAY_MS;
      // both acknowledge, in a second batch without entries
      await a.sync(share);
      await twin.sync(stick);
      const second = [share, stick].map(
        ({ files }) => [...files.keys()].find((name) => name.startsWith(`streams/${stream}/0000/00000002`)) ?? "",
      );
      for (const [at, store] of [share, stick].entries())
        d.local.files.set(second[at] ?? "", store.files.get(second[at] ?? "") ?? new Uint8Array());
      const [ours, theirs] = second.map((name) => name.slice(-18, -6));
      expect((await d.replica.state()).streams[stream]).toMatchObject({ no: 1, seq: 1 });
      const counts = await applyFromCopy(d.ports(share), { [stream]: { no: 2, hash: theirs ?? "", seq: 1 } });
      const isKept = (theirs ?? "") < (ours ?? "");
      expect(counts).toEqual({ ok: true, value: isKept ? { [stream]: { no: 2, hash: theirs, seq: 1 } } : {} });
      return isKept ? "twin" : "first";
    });
  });

  it("is a beginning for nobody: its own maker makes another checkpoint, and takes the one on it away", async () => {
    await bothWays(async () => {
      const { clock, share, stick, a, c } = await forked(true);
      const { stream } = a.replica;
      const made = states(stick);
      expect(made.length).toBeGreaterThan(0);
      for (const name of made) share.files.set(name, stick.files.get(name) ?? new Uint8Array());
      await settleAll([c, a], share);
      clock.ms += DAY_MS;
      c.write("r3", { name: "later" });
      for (let round = 0; round < 2; round++)
        for (const device of [c, a]) await device.sync(share, { checkpoints: soon });
      const outcome = a.replica.stream === stream ? "first" : "twin";
      if (outcome === "first") expect(states(share).filter((name) => made.includes(name))).toEqual([]);
      const late = makeDevice("late", clock);
      const { takenOver } = await late.sync(share, { checkpoints: soon });
      expect(takenOver).toBeDefined();
      expect(late.replica.lines()).toEqual(c.replica.lines());
      return outcome;
    });
  });

  it("is left again by whoever has begun with a checkpoint on it, as soon as the kept one is seen", async () => {
    await bothWays(async () => {
      const { clock, share, stick, a, c } = await forked(true);
      const { stream } = a.replica;
      const made = new Map(states(stick).map((name) => [name, stick.files.get(name) ?? new Uint8Array()]));
      await settleAll([c, a], share);
      // its maker is gone: nobody takes it away
      for (const [name, bytes] of made) share.files.set(name, bytes);
      const late = makeDevice("late", clock);
      await late.sync(share, { checkpoints: soon });
      expect(late.replica.lines()).toEqual(c.replica.lines());
      expect(a.replica.lines()).toEqual(c.replica.lines());
      return a.replica.stream === stream ? "first" : "twin";
    });
  });

  it("is left also where its last batch, which a checkpoint stands for, comes later than the line that stays", async () => {
    const play = async (): Promise<"first" | "twin"> => {
      const { clock, share, stick, a, c } = await forked(true);
      const { stream } = a.replica;
      // so that two batches stand under the number before the last
      for (let n = 0; n < 5; n++) {
        a.write("r4", { name: `${n}` });
        await a.sync(share);
      }
      const late = makeDevice("late", clock);
      expect((await late.sync(stick)).takenOver).toBeDefined();
      const both = createMemoryStore(new Map([...stick.files, ...share.files]));
      const tip =
        [...stick.files.keys()]
          .filter((name) => name.startsWith(`streams/${stream}/0000/`))
          .sort()
          .at(-1) ?? "";
      const last = both.files.get(tip) ?? new Uint8Array();
      both.files.delete(tip);
      // somebody else's news: without any, nobody looks
      const d = makeDevice("d", clock);
      await d.sync(both);
      await late.sync(both);
      both.files.set(tip, last);
      d.write("r3", { name: "of d" });
      await d.sync(both);
      await late.sync(both);
      await settleAll([c, a, d], both);
      await settleAll([late, c, a, d], both);
      expect(a.replica.lines()).toEqual(c.replica.lines());
      expect(late.replica.lines()).toEqual(c.replica.lines());
      return a.replica.stream === stream ? "first" : "twin";
    };
    // how the two lines stand in the listing is chance as well
    for (let round = 0; round < 3; round++) await bothWays(play);
  });
});

const states = ({ files }: MemoryStore): readonly string[] =>
  [...files.keys()].filter((name) => name.includes("/state-"));
