/**
 * Batches that a person has declared lost (R12). Only where no file of them is at hand the declaration counts:
 * then the stream goes on behind the gap. Who has skipped some remembers it, and rebuilds when they turn up.
 */
import type { DeviceCard } from "../../kernel/sealed.ts";
import { floorOf, knownFloors } from "../checkpoints/floors.ts";
import type { ReplicaState } from "../exchange/ports.ts";
import type { Run } from "../exchange/sync-run.ts";
import type { BatchIndex } from "../files/batch-index.ts";
import type { Cards } from "../files/cards.ts";
import { openBatch } from "../files/chain.ts";
import { type BatchRef, batchName, shortHash } from "../files/names.ts";
import { putSurely } from "../files/put-surely.ts";
import type { Applied } from "../rows/entry.ts";
import { type Gap, gapsOf } from "./gaps.ts";

export async function declaredGaps(run: Run): Promise<readonly Gap[]> {
  const rows = await run.replica.records("lost-batch");
  return gapsOf(rows);
}

interface GapDeps {
  readonly run: Run;
  readonly share: BatchIndex;
  readonly local: BatchIndex;
  readonly cards: Cards;
}

/**
 * What is known of the batches that a stream lacks: up to the first one that is at hand again, which names the
 * hash of the one before it; else up to the last one that anybody tells of.
 */
export async function describeGap(
  { run, share, local }: GapDeps,
  card: DeviceCard,
  applied: Applied,
  told: Omit<Gap, "stream" | "first"> | null,
): Promise<Gap | null> {
  const { stream } = card;
  const first = applied.no + 1;
  const upTo = Math.max(first, told?.no ?? first) + 1;
  const there: BatchRef[] = [];
  for (const index of [local, share]) {
    const listed = await index.between(stream, first, upTo);
    there.push(...listed);
  }
  there.sort((a, b) => a.no - b.no);
  for (const ref of there) {
    for (const store of [run.local, run.share]) {
      const opened = await openBatch(run, store, card, ref);
      const batch = opened?.batch;
      if (batch?.previous == null) continue;
      return ref.no > first
        ? { stream, first, no: ref.no - 1, hash: shortHash(batch.previous), lastSeq: batch.firstSeq - 1 }
        : null;
    }
  }
  return told === null || told.no < first ? null : { stream, first, ...told };
}

/**
 * Step 6: of batches that somebody misses, those that are here go to the share.
 * @returns how many
 */
export async function putBackLost({ run, share, local, cards }: GapDeps, state: ReplicaState): Promise<number> {
  const gaps = await declaredGaps(run);
  const floors = knownFloors(state);
  let count = 0;
  for (const { stream, first, no } of gaps) {
    const kept = await local.between(stream, Math.max(first, floorOf(floors, stream)), no);
    const card = kept.length > 0 ? await cards.get(stream) : null;
    for (const ref of kept) {
      const there = await share.at(stream, ref.no);
      const isListed = there.includes(ref.hash);
      // a colleague says that an own one is lost: what stands under its name is perhaps no file of ours
      const standing =
        isListed && stream === state.own.stream && card !== null
          ? await openBatch(run, run.share, card, ref)
          : undefined;
      if (isListed && standing !== null) continue;
      const held = card === null ? null : await openBatch(run, run.local, card, ref);
      if (held === null) continue;
      const put = await putSurely(run, batchName(ref), held.bytes, { stream, device: cards.nameOf(stream) });
      if (!put) continue;
      share.add(ref);
      count += 1;
    }
  }
  return count;
}

/** Brings into the local copy what was declared lost, was skipped here, and stands on the share after all. */
export async function fetchFound({ run, share, local, cards }: GapDeps, { streams }: ReplicaState): Promise<void> {
  for (const [stream, { skipped = [] }] of Object.entries(streams)) {
    for (const [first, no] of skipped) {
      const card = await cards.get(stream);
      const there = card === null ? [] : await share.between(stream, first, no);
      for (const ref of there) {
        const opened = card === null ? null : await openBatch(run, run.share, card, ref);
        if (opened === null) continue;
        await run.local.put(batchName(ref), opened.bytes);
        local.add(ref);
      }
    }
  }
}

/** Whether all that was skipped of some gap is here now: what was applied without it must be applied anew. */
export async function hasFoundSkipped(local: BatchIndex, { streams }: ReplicaState): Promise<boolean> {
  for (const [stream, { skipped = [] }] of Object.entries(streams)) {
    for (const [first, no] of skipped) {
      const here = await local.between(stream, first, no);
      if (new Set(here.map((ref) => ref.no)).size === no - first + 1) return true;
    }
  }
  return false;
}
