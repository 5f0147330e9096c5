/**
 * Erasing in the copies of a store. What speaks of the erased goes once every live device has passed the erasing
 * and a checkpoint without it stands for it: from the local copies, and from the share by the owner's floor. Until
 * then somebody may still have to read it. The thirty days do not apply.
 */
import type { DeviceCard } from "../../kernel/sealed.ts";
import { dropCheckpoint, type KeptCheckpoint, readShelf, stateNumbers } from "../checkpoints/checkpoint-shelf.ts";
import { coveredByAll, floorOf, knownFloors } from "../checkpoints/floors.ts";
import { type FloorDeps, leadingOf, raiseFloor } from "../checkpoints/raise-floor.ts";
import { dropBelow, dropWithHeads } from "../checkpoints/sweep.ts";
import type { OwnState, ReplicaState } from "../exchange/ports.ts";
import type { Run } from "../exchange/sync-run.ts";
import { parseBody } from "../files/batch.ts";
import type { BatchIndex } from "../files/batch-index.ts";
import type { Cards } from "../files/cards.ts";
import { openBatch } from "../files/chain.ts";
import { type BatchRef, parseName } from "../files/names.ts";
import { causalCut, liveStreams } from "../lines/cut.ts";
import { localStreams, streamsOut } from "../lines/known-removals.ts";
import type { StreamId, Vector } from "../rows/entry.ts";
import { appliedOf } from "../rows/vector.ts";
import { lastToErase } from "./erased-out.ts";
import { type Erasure, hasErased } from "./erasing-progress.ts";
import { type Ledger, speaksOf } from "./ledger.ts";

/** Colleagues wait for the word that this device has erased, or has applied what speaks of the erased and is to go. */
export const owesErasing = ({
  own,
  streams,
  erasure: { writes, tainted },
}: Pick<ReplicaState, "own" | "streams" | "erasure">): boolean =>
  Object.entries(writes).some(([by, seq]) => by !== own.stream && appliedOf(own.told, by).seq < seq) ||
  Object.entries(tainted).some(
    ([of, no]) => of !== own.stream && appliedOf(streams, of).no >= no && appliedOf(own.told, of).no < no,
  );

/** Whether something of an erasing is left to do for this device, with a store at hand. */
export async function isErasingDue(run: Run, state: ReplicaState): Promise<boolean> {
  const { own, erasure } = state;
  const { size, looked, tainted, writes, cleared } = erasure;
  if (size === 0) return false;
  if (looked !== size || owesErasing(state)) return true;
  const out = await streamsOut(run);
  const cut = causalCut(liveStreams(state, out));
  if (!hasErased(cut, writes)) return false;
  const mayClear = Object.entries(tainted).some(
    ([stream, no]) => Math.min(no, appliedOf(cut, stream).no, lastToClear(own, stream)) > (cleared[stream] ?? 0),
  );
  return (
    mayClear ||
    (isOnShare(state) && appliedOf(cut, own.stream).no >= (tainted[own.stream] ?? 0) && own.sealed.no > own.floor)
  );
}

/** The last own batch stays: the next one names its hash. */
const lastToClear = (own: OwnState, stream: StreamId): number =>
  stream === own.stream ? own.sealed.no - 1 : Number.POSITIVE_INFINITY;

/** Own batches on a share may still speak of what was erased. */
export const isOnShare = ({ own, erasure }: Pick<ReplicaState, "own" | "erasure">): boolean =>
  (erasure.tainted[own.stream] ?? 0) >= own.floor;

const isHeldHere = ({ tainted, cleared }: Erasure, stream: StreamId): boolean =>
  (tainted[stream] ?? 0) > (cleared[stream] ?? 0);

/** Whether a newer checkpoint is wanted: this one holds what is erased, or does not stand for a batch that does. */
export function holdsErased({ own, erasure }: ReplicaState, newest: KeptCheckpoint | null): boolean {
  const { tainted } = erasure;
  if (newest === null) return Object.keys(tainted).length > 0;
  const isHeld = (stream: StreamId, no: number): boolean =>
    isHeldHere(erasure, stream) || (stream === own.stream && no >= own.floor);
  return (
    !isClean(erasure, newest) ||
    Object.entries(tainted).some(
      ([stream, no]) => isHeld(stream, no) && appliedOf(newest.checkpoint.cursors.streams, stream).no < no,
    )
  );
}

/**
 * Whether an own checkpoint must come above all on the store: one of a colleague that covers less of the own stream is
 * the beginning for somebody still, and the floor waits for it, for as long as it stays.
 */
export async function isFloorBlocked(
  deps: Pick<FloorDeps, "run" | "local" | "cards">,
  state: ReplicaState,
): Promise<boolean> {
  const { own, streams, erasure } = state;
  if (!isOnShare(state)) return false;
  const out = await streamsOut(deps.run);
  if (!hasErased(causalCut(liveStreams(state, out)), erasure.writes)) return false;
  const leading = await leadingOf(deps, deps.run.share, state);
  const vectors = leading.map(({ checkpoint }) => checkpoint.cursors.streams);
  if (vectors.length === 0 || coveredByAll(vectors, own.stream) >= (erasure.tainted[own.stream] ?? 0)) return false;
  const now: Vector = { ...streams, [own.stream]: own.sealed };
  return vectors.every((vector) => Object.entries(vector).every(([stream, { no }]) => appliedOf(now, stream).no >= no));
}

/** A state from after all that was erased: nothing of it stands in there. */
export const isClean = ({ writes }: Erasure, { checkpoint }: Pick<KeptCheckpoint, "checkpoint">): boolean =>
  hasErased(checkpoint.cursors.streams, writes);

/**
 * Looks through the local copies for what was erased since the last time, stream by stream from the newest batch down:
 * whatever lies below goes too.
 */
export async function lookThrough(run: Run, local: BatchIndex, cards: Cards): Promise<void> {
  const { own, streams, erasure } = await run.replica.state();
  if (erasure.looked === erasure.size) return;
  const ledger = await run.replica.ledger();
  const known = await localStreams(run);
  const tainted: Record<StreamId, number> = {};
  for (const stream of known) {
    const isOwn = stream === own.stream;
    const last = isOwn ? own.sealed.no : appliedOf(streams, stream).no;
    const found = await lastTainted(run, local, cards, stream, last, ledger);
    // what is here no more and may still stand on a share was perhaps dropped for an earlier erasing
    const no = Math.max(found.no, isOwn && found.lowest > own.floor ? found.lowest - 1 : 0);
    if (no > 0) tainted[stream] = no;
  }
  await run.replica.looked({ looked: ledger.size, tainted });
}

async function lastTainted(
  run: Run,
  local: BatchIndex,
  cards: Cards,
  stream: StreamId,
  last: number,
  ledger: Ledger,
): Promise<{ readonly no: number; readonly lowest: number }> {
  const held = await local.below(stream, last + 1);
  const lowest = held[0]?.no ?? last + 1;
  const card = await cards.get(stream);
  if (card === null) return { no: 0, lowest };
  for (const ref of held.toReversed()) {
    const speaks = await speaksOfErased(run, card, ref, ledger);
    if (speaks) return { no: ref.no, lowest };
  }
  return { no: 0, lowest };
}

async function speaksOfErased(run: Run, card: DeviceCard, ref: BatchRef, ledger: Ledger): Promise<boolean> {
  const opened = await openBatch(run, run.local, card, ref);
  const body = opened === null ? null : parseBody(opened.batch.text, opened.batch.firstSeq);
  return body?.ok === true && body.value.entries.some((entry) => speaksOf(entry, ledger));
}

/** Of some files of the local copy, those that may go into a backup: no batch that speaks of what is erased. */
export async function withoutErased(run: Run, cards: Cards, names: readonly string[]): Promise<readonly string[]> {
  const ledger = await run.replica.ledger();
  if (ledger.size === 0) return names;
  const kept: string[] = [];
  for (const name of names) {
    const ref = parseName(name);
    const card = ref?.tag === "batch" ? await cards.get(ref.stream) : null;
    const speaks = ref?.tag === "batch" && card !== null ? await speaksOfErased(run, card, ref, ledger) : false;
    if (!speaks) kept.push(name);
  }
  return kept;
}

/**
 * What all have passed, and a checkpoint without the erased stands for, goes from the local copy, as far up as anything
 * there speaks of it.
 */
async function clearLocal({ run, local, cards, out }: EraseDeps, state: ReplicaState): Promise<void> {
  const { own, erasure } = state;
  const cut = causalCut(liveStreams(state, out));
  if (!hasErased(cut, erasure.writes)) return;
  const held = Object.keys(erasure.tainted).filter((stream) => isHeldHere(erasure, stream));
  if (held.length === 0) return;
  const shelf = await readShelf(run, run.local, cards);
  const clean = shelf.filter((kept) => isClean(erasure, kept)).map(({ checkpoint }) => checkpoint.cursors.streams);
  const cleared: Record<StreamId, number> = {};
  for (const stream of held) {
    const no = erasure.tainted[stream] ?? 0;
    const reach = Math.min(
      no,
      Math.max(0, ...clean.map((covered) => appliedOf(covered, stream).no)),
      appliedOf(cut, stream).no,
      lastToClear(own, stream),
    );
    await dropBelow(run.local, local, stream, reach + 1);
    cleared[stream] = reach;
  }
  await run.replica.looked({ cleared });
}

/**
 * Own checkpoints on this store that hold what was erased, or that a crash has left half deleted: of two stores only
 * the one at hand is seen to where a newer one is made. One that is clean stays there for whoever joins.
 */
async function clearStates({ run, cards }: EraseDeps, { own, erasure }: ReplicaState): Promise<void> {
  const numbers = await stateNumbers(run.share, own.stream);
  if (numbers.length === 0) return;
  const whole = await readShelf(run, run.share, cards, [own.stream]);
  const clean = new Set(whole.flatMap((kept) => (isClean(erasure, kept) ? [kept.no] : [])));
  const soiled = numbers.filter((no) => !clean.has(no));
  if (soiled.length === 0) return;
  const others = clean.size > 0 ? whole : await readShelf(run, run.share, cards);
  const hasClean = others.some((kept) => isClean(erasure, kept));
  for (const no of soiled) {
    const isWhole = whole.some((kept) => kept.no === no);
    if (hasClean || !isWhole) await dropCheckpoint(run.share, { stream: own.stream, no });
  }
}

/**
 * What others have left on this store and may never come to take away, once all have passed: their batches below the
 * floors that they have signed, of computers that are out all of it, and checkpoints that hold what was erased. Only
 * where a clean one stands for it.
 */
async function clearOthers(deps: EraseDeps, state: ReplicaState): Promise<void> {
  const { run, share, cards, out } = deps;
  const { own, erasure } = state;
  if (!hasErased(causalCut(liveStreams(state, out)), erasure.writes)) return;
  const shelf = await readShelf(run, run.share, cards);
  const leading = await leadingOf(deps, run.share, state);
  const clean = leading
    .filter((kept) => isClean(erasure, kept) && !out.has(kept.stream))
    .map(({ checkpoint }) => checkpoint.cursors.streams);
  if (clean.length === 0) return;
  for (const kept of shelf) {
    if (kept.stream !== own.stream && !isClean(erasure, kept)) await dropCheckpoint(run.share, kept);
  }
  const floors = knownFloors(state);
  const last = lastToErase(state, out);
  for (const stream of Object.keys(erasure.tainted)) {
    if (stream === own.stream) continue;
    const below = out.has(stream) ? (last[stream] ?? 0) + 1 : floorOf(floors, stream);
    await dropWithHeads(run.share, share, stream, Math.min(below, coveredByAll(clean, stream) + 1));
  }
}

/**
 * After the checkpoints have been seen to: local copies, then the own batches on the share.
 * @returns the own state with the floor that its next batch is to name at once; null where there is none to name
 */
export async function eraseCopies(deps: EraseDeps, card: DeviceCard, isSweepDay: boolean): Promise<OwnState | null> {
  const { run } = deps;
  const state = await run.replica.state();
  if (state.erasure.size === 0) return null;
  await clearLocal(deps, state);
  if (isSweepDay) await clearOthers(deps, state);
  await clearStates(deps, state);
  const { own, erasure } = state;
  if (!isOnShare({ own, erasure })) return null;
  const raised = await raiseFloor(deps, card, state);
  return raised.floor > own.floor ? raised : null;
}

export interface EraseDeps extends FloorDeps {
  readonly share: BatchIndex;
}
