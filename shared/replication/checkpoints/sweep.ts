/**
 * Sweeps what lies below the floors: own batches go from the store and from the local copy, those of others
 * from the local copy, of computers that are out from both, deleted records from the rows. Only after the batch that
 * names the floor is on the store, and nothing of others goes from anywhere that a checkpoint there does not hold.
 */
import type { ReplicaState } from "../exchange/ports.ts";
import type { GuardedStore } from "../exchange/sync-run.ts";
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

export async function sweepBelowFloors(deps: FloorDeps & { readonly share: BatchIndex }): Promise<void> {
  const { run, share, local, out } = deps;
  const state = await run.replica.state();
  const removals = await readRemovals(run);
  const ofOut = outFloors(state, removals);
  const floors = { ...knownFloors(state), ...ofOut };
  await dropWithHeads(run.share, share, state.own.stream, state.own.floor);
  if (Object.keys(ofOut).length > 0) await sweepOut(deps, state, ofOut);
  if (Object.values(floors).some((floor) => floor > 1)) {
    const leading = await leadingOf(deps, run.local, state);
    const held = leading.map(({ checkpoint }) => checkpoint.cursors.streams);
    for (const stream of Object.keys(floors)) {
      await dropBelow(run.local, local, stream, Math.min(floorOf(floors, stream), coveredByAll(held, stream) + 1));
    }
  }
  const live = liveStreams(state, out);
  // who has heard of nobody yet may have been read: a newcomer's first word can be under way for longer than thirty
  // days
  const cut = live.length > 1 ? causalCut(live) : {};
  await run.replica.sweep({ cut, before: agedBefore(state, out) });
}

/**
 * What computers that are out have left on the store: batches, and checkpoints for which one of a live device stands.
 */
async function sweepOut(
  deps: FloorDeps & { readonly share: BatchIndex },
  state: ReplicaState,
  floors: Floors,
): Promise<void> {
  const { run, share, out } = deps;
  const leading = await leadingOf(deps, run.share, state);
  if (leading.every(({ stream }) => out.has(stream))) return;
  const vectors = leading.map(({ checkpoint }) => checkpoint.cursors.streams);
  const needed = new Set(leading.map(manifestName));
  for (const [stream, floor] of Object.entries(floors)) {
    await dropWithHeads(run.share, share, stream, Math.min(floor, coveredByAll(vectors, stream) + 1));
    const numbers = await stateNumbers(run.share, stream);
    for (const no of numbers) {
      if (!needed.has(manifestName({ stream, no }))) await dropCheckpoint(run.share, { stream, no });
    }
  }
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
): Promise<void> {
  if (floor <= 1) return;
  const listed = await store.list(HEADS);
  for (const head of readHeads(listed).get(stream) ?? []) {
    if (head.no < floor) await store.delete(headName(head));
  }
  return dropBelow(store, index, stream, floor);
}

/** Takes a stream's batches below a number out of a store. */
export async function dropBelow(
  store: GuardedStore,
  index: BatchIndex,
  stream: StreamId,
  floor: number,
): Promise<void> {
  if (floor <= 1) return;
  const below = await index.below(stream, floor);
  for (const ref of below) {
    await store.delete(batchName(ref));
    index.remove(ref);
  }
}
