/**
 * The checkpoints on which a replica can be rebuilt. Own entries are applied with what they had seen, and that must
 * stand here by then: of what comes later nothing would count as seen. So what a checkpoint stood for is fetched first.
 */
import { fetchEach } from "../exchange/fetch.ts";
import type { ReplicaState } from "../exchange/ports.ts";
import type { Run } from "../exchange/sync-run.ts";
import type { BatchIndex } from "../files/batch-index.ts";
import type { Cards } from "../files/cards.ts";
import type { BatchRef } from "../files/names.ts";
import type { Vector } from "../rows/entry.ts";
import { appliedOf, covers } from "../rows/vector.ts";
import { carryCheckpoint } from "./checkpoint-carry.ts";
import { type KeptCheckpoint, readShelf } from "./checkpoint-shelf.ts";
import { isUsableHere, reachesBack } from "./checkpoint-usable.ts";
import { knownFloors, reachesFloors } from "./floors.ts";
import { localBases } from "./rebuild.ts";

export interface BasesDeps {
  readonly run: Run;
  readonly share: BatchIndex;
  readonly local: BatchIndex;
  readonly cards: Cards;
}

/** A rebuilding is owed, and all stands here that own entries had seen: sooner, it would be owed again. */
export const isRebuildDue = ({ owesAnew, own, streams }: ReplicaState): boolean => {
  const { [own.stream]: _, ...told } = own.told;
  return owesAnew && covers(streams, told);
};

/**
 * Of some checkpoints those on which, with the batches behind them, all stands here that own entries had seen; none
 * where the batches alone lead there. What of them is missing is fetched. Null where nothing leads there yet.
 */
export async function leadingBack(
  deps: BasesDeps,
  bases: readonly KeptCheckpoint[],
  state: ReplicaState,
): Promise<readonly KeptCheckpoint[] | null> {
  const { own } = state;
  const { [own.stream]: _, ...told } = own.told;
  const seen = own.journaled > 0 ? told : {};
  const usable: KeptCheckpoint[] = [];
  for (const kept of [...bases, null]) {
    const from = kept?.checkpoint.cursors.streams ?? {};
    await fetchMissing(deps, from, state);
    const reaches = await reachesBack(deps.local, from, { streams: seen });
    if (reaches && kept === null) return usable;
    if (reaches && kept !== null) usable.push(kept);
  }
  return usable.length > 0 ? usable : null;
}

/** The same of all checkpoints: of the local copy, else of the share, from which one is brought here. */
export async function basesForRebuild(deps: BasesDeps, state: ReplicaState): Promise<readonly KeptCheckpoint[] | null> {
  const { run, cards } = deps;
  const floors = knownFloors(state);
  const reaches = ({ checkpoint }: KeptCheckpoint): boolean => reachesFloors(checkpoint.cursors.streams, floors);
  const here = await localBases(run, cards);
  const usable = here.filter(reaches);
  if (usable.length > 0) return leadingBack(deps, usable, state);
  const brought = await bringBase(deps, reaches, state);
  if (brought !== null) return leadingBack(deps, [brought], state);
  return Object.values(floors).some((floor) => floor > 1) ? null : leadingBack(deps, [], state);
}

/** The first of the share's checkpoints that reaches and can be used here, in the local copy now; null where none can. */
export async function bringBase(
  deps: BasesDeps,
  reaches: (kept: KeptCheckpoint) => boolean,
  state: ReplicaState,
): Promise<KeptCheckpoint | null> {
  const { run, cards } = deps;
  const shelf = await readShelf(run, run.share, cards);
  for (const kept of shelf.filter(reaches)) {
    if (!(await isUsableHere(deps, kept, { ...state, streams: {} }))) continue;
    const device = cards.nameOf(kept.stream);
    if (await carryCheckpoint(run, kept, { from: run.share, to: run.local, device, step: "read" })) return kept;
  }
  return null;
}

/**
 * Brings batches here that the local copy lacks between a vector and where this desk stands, as far as the share has
 * them.
 */
async function fetchMissing(deps: BasesDeps, from: Vector, { streams, erasure }: ReplicaState): Promise<void> {
  const missing: BatchRef[] = [];
  for (const [stream, { no, floor = 1 }] of Object.entries(streams)) {
    // what was dropped here for an erasing nobody brings again
    const lowest = Math.max(appliedOf(from, stream).no, erasure.cleared[stream] ?? 0, floor - 1) + 1;
    const held = no < lowest ? [] : await deps.local.between(stream, lowest, no);
    const there = new Set(held.map((ref) => ref.no));
    const listed = there.size < no - lowest + 1 ? await deps.share.between(stream, lowest, no) : [];
    missing.push(...listed.filter((ref) => !there.has(ref.no)));
  }
  return fetchEach(deps, missing);
}
