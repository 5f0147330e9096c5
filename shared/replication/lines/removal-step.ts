/**
 * What a sync does about computers that are out: it stops where it is this one, goes on under a new stream where
 * this one comes back, and applies all anew where a removal reaches further back than what was applied here.
 */

import type { AdoptedKeys, DeviceCard } from "../../kernel/sealed.ts";
import type { KeptCheckpoint } from "../checkpoints/checkpoint-shelf.ts";
import { type Floors, knownFloors, reachesFloors } from "../checkpoints/floors.ts";
import { localBases, rebuildOn } from "../checkpoints/rebuild.ts";
import { bringBase, leadingBack } from "../checkpoints/rebuild-bases.ts";
import type { Indexes } from "../exchange/acknowledge.ts";
import type { OwnState, ReplicaState, SyncPorts } from "../exchange/ports.ts";
import { takeUpSealed } from "../exchange/sealing.ts";
import { Stopped } from "../exchange/stopped.ts";
import { createRun, type Run, type SyncOptions } from "../exchange/sync-run.ts";
import { type BatchIndex, createBatchIndex } from "../files/batch-index.ts";
import { createCards } from "../files/cards.ts";
import { openBatch, streamLine } from "../files/chain.ts";
import { shortHash } from "../files/names.ts";
import type { Applied } from "../rows/entry.ts";
import { localStreams, readEpochs, readRemovals } from "./known-removals.ts";
import { leaveAt } from "./own-line.ts";
import { areAmiss, REMOVAL, type Removal, staysOut } from "./removals.ts";

/** This computer's own removal, where it is out and stays out; null where it is in, or may come back. */
export async function stopIfRemoved(run: Run, { own: { stream } }: ReplicaState): Promise<Removal | null> {
  const removals = await readRemovals(run);
  const own = removals.get(stream);
  // the keys are asked for only where it depends on them
  if (own === undefined || !staysOut(own, [])) return own ?? null;
  const held = run.keys === null || own.keys.length === 0 ? [] : await run.keys.held();
  if (staysOut(own, held)) throw new Stopped({ tag: "removed", at: own.at, no: own.no });
  return own;
}

/**
 * A retired computer that is used again, and a removed one that has been given the new code, go on under a new
 * stream: what lies behind the number is made anew there (R6, R15). Where a colleague may have seen some of it
 * under its old name, all is applied anew: her writes have not seen the new ones, here as everywhere.
 * @returns whether the stream was left
 */
export async function comeBack(run: Run, indexes: Indexes, ports: SyncPorts, options: SyncOptions): Promise<boolean> {
  const { local } = indexes;
  const state = await run.replica.state();
  const out = await stopIfRemoved(run, state);
  if (out === null) return false;
  const card = await createCards(run, false).get(state.own.stream);
  if (card === null) throw new Stopped({ tag: "local-store", code: "no-card" });
  // who has just applied all anew has forgotten its own batches
  const own = await takeUpSealed(run, local, card);
  const point = await pointOf(run, local, card, own, out);
  await leaveAt(run, local, { ...state, own }, point, true);
  // nor does it know any more what of them it had published
  if (own.sealed.seq > point.seq) await applyAnew(run, indexes, ports, options, true);
  return true;
}

/**
 * The end of the last own batch that counts. A removal is told by its number: who took this computer out may have
 * stood on a line that a fork has excluded since, or in the middle of the next batch.
 */
async function pointOf(
  run: Run,
  local: BatchIndex,
  card: DeviceCard,
  own: OwnState,
  { no, hash, seq }: Removal,
): Promise<Applied> {
  if (own.sealed.no <= no) return own.sealed;
  const line = await streamLine(run, run.local, local, card, own.sealed, no + 1);
  const next = line.get(no + 1);
  const opened =
    next === undefined ? null : await openBatch(run, run.local, card, { stream: own.stream, no: no + 1, hash: next });
  const batch = opened?.batch;
  return batch === undefined
    ? { no, hash, seq }
    : { no, hash: shortHash(batch.previous ?? ""), seq: batch.firstSeq - 1 };
}

/**
 * Applies all anew where something was applied that does not count, or the other way round. Where neither a
 * checkpoint nor the batches reach back that far, what is here stays, and it is said.
 * @returns whether all was applied anew
 */
export async function mendRemoved(
  run: Run,
  indexes: Indexes,
  ports: SyncPorts,
  options: SyncOptions,
): Promise<boolean> {
  const state = await run.replica.state();
  const removals = await readRemovals(run);
  // a newcomer learns only afterwards by whom the state was signed that it began with
  const isForeign = run.log.takenOver !== null && removals.get(run.log.takenOver.stream)?.way === "removed";
  return isForeign || areAmiss(removals, state.streams) ? applyAnew(run, indexes, ports, options) : false;
}

/** @param hasMoved own entries stand under new names: as they are here, the rows are right for nobody */
async function applyAnew(
  run: Run,
  indexes: Indexes,
  ports: SyncPorts,
  options: SyncOptions,
  hasMoved = false,
): Promise<boolean> {
  const state = await run.replica.state();
  const removals = await readRemovals(run);
  // once begun it must end: what is half applied is no state to work on
  const whole = createRun(ports, options.onProgress === undefined ? {} : { onProgress: options.onProgress });
  whole.foreknown.removals = removals;
  run.foreknown.removals = removals;
  const floors = knownFloors(state);
  const bases = await cleanBases(whole, floors);
  if (bases.length === 0 && Object.values(floors).some((floor) => floor > 1)) {
    run.log.warn({ tag: "removal-late" });
    return false;
  }
  const leading = await leadingBack({ run: whole, ...indexes, cards: createCards(whole, true) }, bases, state);
  if (leading === null && !hasMoved) {
    run.log.warn({ tag: "removal-late" });
    return false;
  }
  await rebuildOn(whole, leading ?? bases, createCards(whole, false));
  return true;
}

/** Checkpoints that hold nothing which does not count, of the local copy, else of the share. */
async function cleanBases(run: Run, floors: Floors): Promise<readonly KeptCheckpoint[]> {
  const cards = createCards(run, false);
  const here = await localBases(run, cards);
  const reaches = ({ checkpoint }: KeptCheckpoint): boolean => reachesFloors(checkpoint.cursors.streams, floors);
  const usable = here.filter(reaches);
  if (usable.length > 0) return usable;
  const state = await run.replica.state();
  const deps = { run, share: createBatchIndex(run.share), local: createBatchIndex(run.local), cards };
  const brought = await bringBase(deps, reaches, state);
  return brought === null ? [] : [brought];
}

/**
 * Takes the keys of the epochs that removals began, completes what the share lacks of them, and seals under the
 * newest from now on.
 * @param looks also where nothing is new: the share's slots are held against what is known here
 * @returns whether a key came: what could not be opened may be opened now; and whether slots there were mended
 */
export async function adoptKeys(run: Run, looks: boolean): Promise<Pick<AdoptedKeys, "gained" | "mended">> {
  if (run.keys === null) return { gained: false, mended: false };
  const rows = await run.replica.records(REMOVAL);
  const streams = await localStreams(run);
  const epochs = await readEpochs(run, rows, streams);
  if (epochs.length === 0 && run.log.lacksKey.size === 0 && !looks) return { gained: false, mended: false };
  const adopted = await run.keys.adopt(epochs, run.log.lacksKey.size > 0, looks);
  if (adopted.gained) run.log.lacksKey.clear();
  if (adopted.renewed && !run.log.warnings.some(({ tag }) => tag === "new-code")) run.log.warn({ tag: "new-code" });
  return adopted;
}
