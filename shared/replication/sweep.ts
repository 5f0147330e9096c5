/**
 * Sweeps what lies below the floors: own batches go from the store and from the local copy, those of others
 * from the local copy, deleted records from the rows. Only after the batch that names the floor is on the store, and
 * nothing goes from the local copy that a checkpoint there does not hold.
 */
import { ok } from "../kernel/result.ts";
import type { BatchIndex } from "./batch-index.ts";
import { agedBefore, causalCut, liveStreams } from "./cut.ts";
import type { StreamId } from "./entry.ts";
import { coveredByAll, floorOf, knownFloors } from "./floors.ts";
import { readHeads } from "./heads.ts";
import { batchName, HEADS, headName } from "./names.ts";
import { type FloorDeps, leadingOf } from "./raise-floor.ts";
import type { Attempt, GuardedStore } from "./sync-run.ts";

export async function sweepBelowFloors(deps: FloorDeps & { readonly share: BatchIndex }): Attempt<null> {
  const { run, share, local, out } = deps;
  const state = await run.replica.state();
  if (!state.ok) return state;
  const floors = knownFloors(state.value);
  if (state.value.own.floor > 1) {
    const swept = await dropOwnBelow(run.share, share, state.value.own.stream, state.value.own.floor);
    if (!swept.ok) return swept;
  }
  if (Object.values(floors).some((floor) => floor > 1)) {
    const leading = await leadingOf(deps, run.local, state.value);
    if (!leading.ok) return leading;
    const held = leading.value.map(({ checkpoint }) => checkpoint.cursors.streams);
    for (const stream of Object.keys(floors)) {
      const swept = await dropBelow(run.local, local, stream, Math.min(floorOf(floors, stream), coveredByAll(held, stream) + 1));
      if (!swept.ok) return swept;
    }
  }
  const swept = await run.replica.sweep({ cut: causalCut(liveStreams(state.value, out)), before: agedBefore(state.value, out) });
  return swept.ok ? ok(null) : swept;
}

/** With heads that a newer one has not replaced: at no moment does one stand without its batch. */
async function dropOwnBelow(store: GuardedStore, index: BatchIndex, stream: StreamId, floor: number): Attempt<null> {
  const listed = await store.list(HEADS);
  if (!listed.ok) return listed;
  for (const head of readHeads(listed.value).get(stream) ?? []) {
    const deleted = head.no < floor ? await store.delete(headName(head)) : ok(null);
    if (!deleted.ok) return deleted;
  }
  return dropBelow(store, index, stream, floor);
}

/** Takes a stream's batches below a number out of a store. */
export async function dropBelow(store: GuardedStore, index: BatchIndex, stream: StreamId, floor: number): Attempt<null> {
  if (floor <= 1) return ok(null);
  const below = await index.below(stream, floor);
  if (!below.ok) return below;
  for (const ref of below.value) {
    const deleted = await store.delete(batchName(ref));
    if (!deleted.ok) return deleted;
    index.remove(ref);
  }
  return ok(null);
}
