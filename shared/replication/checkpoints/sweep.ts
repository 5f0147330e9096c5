/**
 * Sweeps what lies below the floors: own batches go from the store and from the local copy, those of others
 * from the local copy, of computers that are out from both, deleted records from the rows. Only after the batch that
 * names the floor is on the store, and nothing of others goes from anywhere that a checkpoint there does not hold.
 */
import { ok } from "../../kernel/result.ts";
import type { ReplicaState } from "../exchange/ports.ts";
import type { Attempt, GuardedStore } from "../exchange/sync-run.ts";
import type { BatchIndex } from "../files/batch-index.ts";
import { readHeads } from "../files/heads.ts";
import { batchName, HEADS, headName, manifestName } from "../files/names.ts";
import { agedBefore, causalCut, liveStreams } from "../lines/cut.ts";
import { readRemovals } from "../lines/known-removals.ts";
import type { StreamId } from "../rows/entry.ts";
import { dropCheckpoint, stateNumbers } from "./checkpoint-shelf.ts";
import { coveredByAll, type Floors, floorOf, knownFloors } from "./floors.ts";
import { outFloors } from "./out-floors.ts";
import { type FloorDeps, leadingOf } from "./raise-floor.ts";

export async function sweepBelowFloors(deps: FloorDeps & { readonly share: BatchIndex }): Attempt<null> {
  const { run, share, local, out } = deps;
  const state = await run.replica.state();
  if (!state.ok) return state;
  const removals = await readRemovals(run);
  if (!removals.ok) return removals;
  const ofOut = outFloors(state.value, removals.value);
  const floors = { ...knownFloors(state.value), ...ofOut };
  const dropped = await dropWithHeads(run.share, share, state.value.own.stream, state.value.own.floor);
  if (!dropped.ok) return dropped;
  const left = Object.keys(ofOut).length > 0 ? await sweepOut(deps, state.value, ofOut) : ok(null);
  if (!left.ok) return left;
  if (Object.values(floors).some((floor) => floor > 1)) {
    const leading = await leadingOf(deps, run.local, state.value);
    if (!leading.ok) return leading;
    const held = leading.value.map(({ checkpoint }) => checkpoint.cursors.streams);
    for (const stream of Object.keys(floors)) {
      const swept = await dropBelow(
        run.local,
        local,
        stream,
        Math.min(floorOf(floors, stream), coveredByAll(held, stream) + 1),
      );
      if (!swept.ok) return swept;
    }
  }
  const live = liveStreams(state.value, out);
  // who has heard of nobody yet may have been read: a newcomer's first word can be under way for longer than thirty
  // days
  const cut = live.length > 1 ? causalCut(live) : {};
  const swept = await run.replica.sweep({ cut, before: agedBefore(state.value, out) });
  return swept.ok ? ok(null) : swept;
}

/**
 * What computers that are out have left on the store: batches, and checkpoints for which one of a live device stands.
 */
async function sweepOut(
  deps: FloorDeps & { readonly share: BatchIndex },
  state: ReplicaState,
  floors: Floors,
): Attempt<null> {
  const { run, share, out } = deps;
  const leading = await leadingOf(deps, run.share, state);
  if (!leading.ok || leading.value.every(({ stream }) => out.has(stream))) return leading.ok ? ok(null) : leading;
  const vectors = leading.value.map(({ checkpoint }) => checkpoint.cursors.streams);
  const needed = new Set(leading.value.map(manifestName));
  for (const [stream, floor] of Object.entries(floors)) {
    const swept = await dropWithHeads(run.share, share, stream, Math.min(floor, coveredByAll(vectors, stream) + 1));
    if (!swept.ok) return swept;
    const numbers = await stateNumbers(run.share, stream);
    if (!numbers.ok) return numbers;
    for (const no of numbers.value) {
      const dropped = needed.has(manifestName({ stream, no }))
        ? ok(null)
        : await dropCheckpoint(run.share, { stream, no });
      if (!dropped.ok) return dropped;
    }
  }
  return ok(null);
}

/**
 * Takes a stream's batches below a number off a share, and first the heads that lead to them: at no moment does one
 * stand without its batch.
 */
export async function dropWithHeads(
  store: GuardedStore,
  index: BatchIndex,
  stream: StreamId,
  floor: number,
): Attempt<null> {
  if (floor <= 1) return ok(null);
  const listed = await store.list(HEADS);
  if (!listed.ok) return listed;
  for (const head of readHeads(listed.value).get(stream) ?? []) {
    const deleted = head.no < floor ? await store.delete(headName(head)) : ok(null);
    if (!deleted.ok) return deleted;
  }
  return dropBelow(store, index, stream, floor);
}

/** Takes a stream's batches below a number out of a store. */
export async function dropBelow(
  store: GuardedStore,
  index: BatchIndex,
  stream: StreamId,
  floor: number,
): Attempt<null> {
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
