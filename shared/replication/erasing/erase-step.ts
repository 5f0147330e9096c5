/**
 * Erasing in the copies of a store. What speaks of the erased goes once every live device has passed the erasing
 * and a checkpoint without it stands for it: from the local copies, and from the share by the owner's floor. Until
 * then somebody may still have to read it. The thirty days do not apply.
 */
import { ok } from "../../kernel/result.ts";
import type { DeviceCard } from "../../kernel/sealed.ts";
import { dropCheckpoint, type KeptCheckpoint, readShelf, stateNumbers } from "../checkpoints/checkpoint-shelf.ts";
import { coveredByAll, floorOf, knownFloors } from "../checkpoints/floors.ts";
import { type FloorDeps, leadingOf, raiseFloor } from "../checkpoints/raise-floor.ts";
import { dropBelow, dropWithHeads } from "../checkpoints/sweep.ts";
import type { OwnState, ReplicaState } from "../exchange/ports.ts";
import type { Attempt, Run } from "../exchange/sync-run.ts";
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
import { type Erasure, hasErased } from "./erasure.ts";
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
export async function isErasingDue(run: Run, state: ReplicaState): Attempt<boolean> {
  const { own, erasure } = state;
  const { size, looked, tainted, writes, cleared } = erasure;
  if (size === 0) return ok(false);
  if (looked !== size || owesErasing(state)) return ok(true);
  const out = await streamsOut(run);
  if (!out.ok) return out;
  const cut = causalCut(liveStreams(state, out.value));
  if (!hasErased(cut, writes)) return ok(false);
  const mayClear = Object.entries(tainted).some(
    ([stream, no]) => Math.min(no, appliedOf(cut, stream).no, lastToClear(own, stream)) > (cleared[stream] ?? 0),
  );
  return ok(
    mayClear ||
      (isOnShare(state) && appliedOf(cut, own.stream).no >= (tainted[own.stream] ?? 0) && own.sealed.no > own.floor),
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
): Attempt<boolean> {
  const { own, streams, erasure } = state;
  if (!isOnShare(state)) return ok(false);
  const out = await streamsOut(deps.run);
  if (!out.ok || !hasErased(causalCut(liveStreams(state, out.value)), erasure.writes)) return out.ok ? ok(false) : out;
  const leading = await leadingOf(deps, deps.run.share, state);
  if (!leading.ok) return leading;
  const vectors = leading.value.map(({ checkpoint }) => checkpoint.cursors.streams);
  if (vectors.length === 0 || coveredByAll(vectors, own.stream) >= (erasure.tainted[own.stream] ?? 0)) return ok(false);
  const now: Vector = { ...streams, [own.stream]: own.sealed };
  return ok(
    vectors.every((vector) => Object.entries(vector).every(([stream, { no }]) => appliedOf(now, stream).no >= no)),
  );
}

/** A state from after all that was erased: nothing of it stands in there. */
export const isClean = ({ writes }: Erasure, { checkpoint }: Pick<KeptCheckpoint, "checkpoint">): boolean =>
  hasErased(checkpoint.cursors.streams, writes);

/**
 * Looks through the local copies for what was erased since the last time, stream by stream from the newest batch down:
 * whatever lies below goes too.
 */
export async function lookThrough(run: Run, local: BatchIndex, cards: Cards): Attempt<null> {
  const state = await run.replica.state();
  if (!state.ok) return state;
  const { own, streams, erasure } = state.value;
  if (erasure.looked === erasure.size) return ok(null);
  const ledger = await run.replica.ledger();
  if (!ledger.ok) return ledger;
  const known = await localStreams(run);
  if (!known.ok) return known;
  const tainted: Record<StreamId, number> = {};
  for (const stream of known.value) {
    const isOwn = stream === own.stream;
    const last = isOwn ? own.sealed.no : appliedOf(streams, stream).no;
    const found = await lastTainted(run, local, cards, stream, last, ledger.value);
    if (!found.ok) return found;
    // what is here no more and may still stand on a share was perhaps dropped for an earlier erasing
    const no = Math.max(found.value.no, isOwn && found.value.lowest > own.floor ? found.value.lowest - 1 : 0);
    if (no > 0) tainted[stream] = no;
  }
  const noted = await run.replica.looked({ looked: ledger.value.size, tainted });
  return noted.ok ? ok(null) : noted;
}

async function lastTainted(
  run: Run,
  local: BatchIndex,
  cards: Cards,
  stream: StreamId,
  last: number,
  ledger: Ledger,
): Attempt<{ readonly no: number; readonly lowest: number }> {
  const held = await local.below(stream, last + 1);
  if (!held.ok) return held;
  const lowest = held.value[0]?.no ?? last + 1;
  const card = await cards.get(stream);
  if (!card.ok || card.value === null) return card.ok ? ok({ no: 0, lowest }) : card;
  for (const ref of held.value.toReversed()) {
    const speaks = await speaksOfErased(run, card.value, ref, ledger);
    if (!speaks.ok) return speaks;
    if (speaks.value) return ok({ no: ref.no, lowest });
  }
  return ok({ no: 0, lowest });
}

async function speaksOfErased(run: Run, card: DeviceCard, ref: BatchRef, ledger: Ledger): Attempt<boolean> {
  const opened = await openBatch(run, run.local, card, ref);
  if (!opened.ok) return opened;
  const body = opened.value === null ? null : parseBody(opened.value.batch.text, opened.value.batch.firstSeq);
  return ok(body?.ok === true && body.value.entries.some((entry) => speaksOf(entry, ledger)));
}

/** Of some files of the local copy, those that may go into a backup: no batch that speaks of what is erased. */
export async function withoutErased(run: Run, cards: Cards, names: readonly string[]): Attempt<readonly string[]> {
  const ledger = await run.replica.ledger();
  if (!ledger.ok || ledger.value.size === 0) return ledger.ok ? ok(names) : ledger;
  const kept: string[] = [];
  for (const name of names) {
    const ref = parseName(name);
    const card = ref?.tag === "batch" ? await cards.get(ref.stream) : ok(null);
    if (!card.ok) return card;
    const speaks =
      ref?.tag === "batch" && card.value !== null
        ? await speaksOfErased(run, card.value, ref, ledger.value)
        : ok(false);
    if (!speaks.ok) return speaks;
    if (!speaks.value) kept.push(name);
  }
  return ok(kept);
}

/**
 * What all have passed, and a checkpoint without the erased stands for, goes from the local copy, as far up as anything
 * there speaks of it.
 */
async function clearLocal({ run, local, cards, out }: EraseDeps, state: ReplicaState): Attempt<null> {
  const { own, erasure } = state;
  const cut = causalCut(liveStreams(state, out));
  if (!hasErased(cut, erasure.writes)) return ok(null);
  const held = Object.keys(erasure.tainted).filter((stream) => isHeldHere(erasure, stream));
  if (held.length === 0) return ok(null);
  const shelf = await readShelf(run, run.local, cards);
  if (!shelf.ok) return shelf;
  const clean = shelf.value
    .filter((kept) => isClean(erasure, kept))
    .map(({ checkpoint }) => checkpoint.cursors.streams);
  const cleared: Record<StreamId, number> = {};
  for (const stream of held) {
    const no = erasure.tainted[stream] ?? 0;
    const reach = Math.min(
      no,
      Math.max(0, ...clean.map((covered) => appliedOf(covered, stream).no)),
      appliedOf(cut, stream).no,
      lastToClear(own, stream),
    );
    const dropped = await dropBelow(run.local, local, stream, reach + 1);
    if (!dropped.ok) return dropped;
    cleared[stream] = reach;
  }
  const noted = await run.replica.looked({ cleared });
  return noted.ok ? ok(null) : noted;
}

/**
 * Own checkpoints on this store that hold what was erased, or that a crash has left half deleted: of two stores only
 * the one at hand is seen to where a newer one is made. One that is clean stays there for whoever joins.
 */
async function clearStates({ run, cards }: EraseDeps, { own, erasure }: ReplicaState): Attempt<null> {
  const numbers = await stateNumbers(run.share, own.stream);
  if (!numbers.ok || numbers.value.length === 0) return numbers.ok ? ok(null) : numbers;
  const whole = await readShelf(run, run.share, cards, [own.stream]);
  if (!whole.ok) return whole;
  const clean = new Set(whole.value.flatMap((kept) => (isClean(erasure, kept) ? [kept.no] : [])));
  const soiled = numbers.value.filter((no) => !clean.has(no));
  if (soiled.length === 0) return ok(null);
  const others = clean.size > 0 ? whole : await readShelf(run, run.share, cards);
  if (!others.ok) return others;
  const hasClean = others.value.some((kept) => isClean(erasure, kept));
  for (const no of soiled) {
    const isWhole = whole.value.some((kept) => kept.no === no);
    const dropped = hasClean || !isWhole ? await dropCheckpoint(run.share, { stream: own.stream, no }) : ok(null);
    if (!dropped.ok) return dropped;
  }
  return ok(null);
}

/**
 * What others have left on this store and may never come to take away, once all have passed: their batches below the
 * floors that they have signed, of computers that are out all of it, and checkpoints that hold what was erased. Only
 * where a clean one stands for it.
 */
async function clearOthers(deps: EraseDeps, state: ReplicaState): Attempt<null> {
  const { run, share, cards, out } = deps;
  const { own, erasure } = state;
  if (!hasErased(causalCut(liveStreams(state, out)), erasure.writes)) return ok(null);
  const shelf = await readShelf(run, run.share, cards);
  const leading = await leadingOf(deps, run.share, state);
  if (!shelf.ok) return shelf;
  if (!leading.ok) return leading;
  const clean = leading.value
    .filter((kept) => isClean(erasure, kept) && !out.has(kept.stream))
    .map(({ checkpoint }) => checkpoint.cursors.streams);
  if (clean.length === 0) return ok(null);
  for (const kept of shelf.value) {
    const dropped =
      kept.stream !== own.stream && !isClean(erasure, kept) ? await dropCheckpoint(run.share, kept) : ok(null);
    if (!dropped.ok) return dropped;
  }
  const floors = knownFloors(state);
  const last = lastToErase(state, out);
  for (const stream of Object.keys(erasure.tainted)) {
    if (stream === own.stream) continue;
    const below = out.has(stream) ? (last[stream] ?? 0) + 1 : floorOf(floors, stream);
    const dropped = await dropWithHeads(run.share, share, stream, Math.min(below, coveredByAll(clean, stream) + 1));
    if (!dropped.ok) return dropped;
  }
  return ok(null);
}

/**
 * After the checkpoints have been seen to: local copies, then the own batches on the share.
 * @returns the own state with the floor that its next batch is to name at once; null where there is none to name
 */
export async function eraseCopies(deps: EraseDeps, card: DeviceCard, isSweepDay: boolean): Attempt<OwnState | null> {
  const { run } = deps;
  const state = await run.replica.state();
  if (!state.ok || state.value.erasure.size === 0) return state.ok ? ok(null) : state;
  const cleared = await clearLocal(deps, state.value);
  if (!cleared.ok) return cleared;
  const others = isSweepDay ? await clearOthers(deps, state.value) : ok(null);
  if (!others.ok) return others;
  const states = await clearStates(deps, state.value);
  if (!states.ok) return states;
  const { own, erasure } = state.value;
  if (!isOnShare({ own, erasure })) return ok(null);
  const raised = await raiseFloor(deps, card, state.value);
  return raised.ok ? ok(raised.value.floor > own.floor ? raised.value : null) : raised;
}

export interface EraseDeps extends FloorDeps {
  readonly share: BatchIndex;
}
