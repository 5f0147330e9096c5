/**
 * How far the own floor may rise now: below what every live device has told of, below the checkpoints that
 * stand on the store with all their parts, and thirty days old by stamps.
 */
import { makeHlc } from "../../kernel/hlc.ts";
import type { DeviceCard } from "../../kernel/sealed.ts";
import { hasErased } from "../erasing/erasing-progress.ts";
import type { OwnState, ReplicaState } from "../exchange/ports.ts";
import type { GuardedStore, Run } from "../exchange/sync-run.ts";
import { parseBody } from "../files/batch.ts";
import type { BatchIndex } from "../files/batch-index.ts";
import type { Cards } from "../files/cards.ts";
import { openBatch, streamLine } from "../files/chain.ts";
import { agedBefore, causalCut, liveStreams, nextFloor } from "../lines/cut.ts";
import { withoutExcluded } from "../lines/fork.ts";
import { counting } from "../lines/known-removals.ts";
import type { StreamId } from "../rows/entry.ts";
import { appliedOf } from "../rows/vector.ts";
import { isWhole, type KeptCheckpoint, readShelf } from "./checkpoint-shelf.ts";
import { coveredByAll, knownFloors, leadingStates } from "./floors.ts";

export interface FloorDeps {
  readonly run: Run;
  readonly local: BatchIndex;
  readonly cards: Cards;
  /** Streams that are removed or retired: nobody waits for them. */
  readonly out: ReadonlySet<StreamId>;
}

/** The own state with the floor, and its base, that the next own batch may name. */
export async function raiseFloor(deps: FloorDeps, card: DeviceCard, state: ReplicaState): Promise<OwnState> {
  const { own } = state;
  const passed = causalCut(liveStreams(state, deps.out));
  const cut = appliedOf(passed, own.stream).no;
  if (Math.min(cut, own.sealed.no - 1) < own.floor) return own;
  const leading = await leadingOf(deps, deps.run.share, state);
  const [base] = leading;
  if (base === undefined) return own;
  const covered = coveredByAll(
    leading.map(({ checkpoint }) => checkpoint.cursors.streams),
    own.stream,
  );
  const aged = await lastAged(deps, card, state, Math.min(cut, covered));
  // nothing that was erased is kept for its age, once everybody has erased it
  const erased = hasErased(passed, state.erasure.writes) ? (state.erasure.tainted[own.stream] ?? 0) : 0;
  const floor = nextFloor({ floor: own.floor, cut, covered, aged: Math.max(aged, erased), last: own.sealed.no });
  return floor === 1 ? own : { ...own, floor, base: { stream: base.stream, no: base.no, hash: base.hash } };
}

/** Whole checkpoints of a store that somebody may have to begin with, the one that covers most first. */
export async function leadingOf(
  { run, local, cards }: Pick<FloorDeps, "run" | "local" | "cards">,
  store: GuardedStore,
  state: ReplicaState,
): Promise<readonly KeptCheckpoint[]> {
  const all = await readShelf(run, store, cards);
  const trusted = await counting(run, all);
  const shelf = await withoutExcluded(run, local, cards, trusted);
  const whole: KeptCheckpoint[] = [];
  for (const kept of shelf) {
    const hasAll = await isWhole(store, kept);
    if (hasAll) whole.push(kept);
  }
  return leadingStates(whole, ({ checkpoint }) => checkpoint.cursors.streams, knownFloors(state));
}

/** The last own batch, up to `bound`, whose every entry is old. */
async function lastAged(
  { run, local, out }: FloorDeps,
  card: DeviceCard,
  state: ReplicaState,
  bound: number,
): Promise<number> {
  const { own } = state;
  const before = agedBefore(state, out);
  const line = await streamLine(run, run.local, local, card, own.sealed, own.floor);
  for (let no = own.floor; no <= bound; no++) {
    const hash = line.get(no);
    const opened = hash === undefined ? null : await openBatch(run, run.local, card, { stream: own.stream, no, hash });
    if (opened === null) return no - 1;
    const body = parseBody(opened.batch.text, opened.batch.firstSeq);
    // a clock that was put right leaves later entries with earlier stamps: all of them must be old
    const stamps = body.ok ? body.value.entries.map(({ hlc }) => hlc).sort() : [];
    const stamp = body.ok ? (stamps.at(-1) ?? makeHlc(body.value.at, 0)) : null;
    if (stamp === null || stamp >= before) return no - 1;
  }
  return bound;
}
