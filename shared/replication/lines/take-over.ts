/**
 * Takes over a colleague's checkpoint instead of applying all batches one by one: on the first sync, and
 * where the batches that come next are gone. All of it is brought into the local copy first, so that a cancel or
 * a crash fetches nothing twice. What does not verify is passed over for the next older one, in the end for the
 * batches.
 */
import { carryCheckpoint } from "../checkpoints/checkpoint-carry.ts";
import { type KeptCheckpoint, readShelf } from "../checkpoints/checkpoint-shelf.ts";
import { isUsableHere } from "../checkpoints/checkpoint-usable.ts";
import { localBases, rebuildOn } from "../checkpoints/rebuild.ts";
import { compareDigests } from "../exchange/compare-digests.ts";
import type { ReplicaState, SyncPorts } from "../exchange/ports.ts";
import type { Run, SyncOptions } from "../exchange/sync-run.ts";
import type { BatchIndex } from "../files/batch-index.ts";
import type { Cards } from "../files/cards.ts";
import { manifestName } from "../files/names.ts";
import type { StreamId } from "../rows/entry.ts";
import { appliedOf } from "../rows/vector.ts";
import { learnOwnRemoval } from "./own-removal.ts";
import { comeBack } from "./removal-step.ts";

interface TakeDeps {
  readonly run: Run;
  readonly share: BatchIndex;
  readonly local: BatchIndex;
  readonly cards: Cards;
  readonly ports: SyncPorts;
  readonly options: SyncOptions;
}

/** Whether nothing of anybody else is here yet. */
export const isFirst = ({ streams }: ReplicaState): boolean =>
  Object.values(streams).every(({ no, seq }) => no === 0 && seq === 0);

/**
 * @param beyond streams that must come further than they are; none where any news will do
 * @returns whether the rows were rebuilt, on one of them or on what the local copy held: the own line is to be taken up
 * again then
 */
export async function takeOver(
  deps: TakeDeps,
  state: ReplicaState,
  beyond: readonly StreamId[] = [],
): Promise<boolean> {
  const { run, cards } = deps;
  run.log.enter("look");
  const there = await readShelf(run, run.share, cards);
  const learned = await learnOwnRemoval(run, there, state.own.stream, cards);
  if (learned) return comeBackFirst(deps, beyond);
  const bases = await localBases(run, cards);
  const known = new Set(there.map(manifestName));
  const offered = [...there, ...bases.filter((kept) => !known.has(manifestName(kept)))];
  let isRebuilt = false;
  for (const kept of offered) {
    if (!bringsNews(kept, state, beyond)) continue;
    const accepted = await isUsableHere(deps, kept, state);
    if (!accepted) continue;
    const carried = await carryCheckpoint(run, kept, {
      from: run.share,
      to: run.local,
      device: cards.nameOf(kept.stream),
      step: "read",
    });
    if (!carried) continue;
    // what the local copy held before is at least as good as nothing
    const rebuilt = await rebuildOn(
      run,
      [kept, ...bases.filter((other) => manifestName(other) !== manifestName(kept))],
      cards,
    );
    isRebuilt = true;
    if (rebuilt !== kept) continue;
    run.log.takenOver = {
      stream: kept.stream,
      device: cards.nameOf(kept.stream),
      at: kept.checkpoint.at,
      records: sumOf(kept),
    };
    for (const stream of Object.keys(kept.checkpoint.cursors.streams))
      if (stream !== state.own.stream && appliedOf(state.streams, stream).no === 0) run.log.joined.add(stream);
    // digests are compared, never adopted: this one was counted from the rows
    const { digest } = kept.checkpoint;
    await compareDigests(run, cards, digest === null ? {} : { [kept.stream]: digest });
    return true;
  }
  return isRebuilt;
}

/**
 * Stops where this computer is out. One that may come back goes on under its new stream first: nobody's rows lack what
 * is written there.
 */
async function comeBackFirst(deps: TakeDeps, beyond: readonly StreamId[]): Promise<boolean> {
  await comeBack(deps.run, deps, deps.ports, deps.options);
  const state = await deps.run.replica.state();
  await takeOver(deps, state, beyond);
  return true;
}

function bringsNews(
  { checkpoint }: KeptCheckpoint,
  { own, streams }: ReplicaState,
  beyond: readonly StreamId[],
): boolean {
  const isFurther = (stream: StreamId): boolean =>
    appliedOf(checkpoint.cursors.streams, stream).no > appliedOf(streams, stream).no;
  return beyond.length > 0
    ? beyond.some(isFurther)
    : Object.keys(checkpoint.cursors.streams).some((stream) => stream !== own.stream && isFurther(stream));
}

const sumOf = ({ checkpoint }: KeptCheckpoint): number =>
  Object.values(checkpoint.records).reduce((sum, count) => sum + count, 0);
