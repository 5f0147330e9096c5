/**
 * Rebuilds a replica from the local copy alone, without any share: after the database was lost or is stale, and
 * where a line that had been applied must not stay. It begins with the newest checkpoint that the local copy
 * holds, where there is one.
 */

import { err, type Result } from "../../kernel/result.ts";
import { NO_MEMORY } from "../exchange/no-memory.ts";
import type { StateBase, SyncPorts } from "../exchange/ports.ts";
import { pullLocal } from "../exchange/pull.ts";
import { Stopped, untilStopped } from "../exchange/stopped.ts";
import type { SyncStop } from "../exchange/sync-report.ts";
import { createRun, type Run, type SyncOptions } from "../exchange/sync-run.ts";
import { createBatchIndex } from "../files/batch-index.ts";
import { type Cards, createCards } from "../files/cards.ts";
import { partName } from "../files/names.ts";
import { onKeptLines } from "../lines/kept-lines.ts";
import { localStreams } from "../lines/known-removals.ts";
import type { Vector } from "../rows/entry.ts";
import { appliedOf, awaited, covers } from "../rows/vector.ts";
import { recordCount } from "./checkpoint.ts";
import { dropCheckpoint, type KeptCheckpoint, readPart, readShelf } from "./checkpoint-shelf.ts";
import { isUsableHere } from "./checkpoint-usable.ts";

type CopyPorts = Omit<SyncPorts, "share" | "memory">;

/**
 * Applies other streams' batches until `needed` is covered, or as far as they go. Own entries that have
 * seen others' are applied after this.
 * @returns what of `needed` lies on lines that are kept
 */
export const applyFromCopy = (ports: CopyPorts, needed: Vector): Promise<Result<Vector, SyncStop>> =>
  untilStopped(() => applyNeeded(createRun({ ...ports, share: NO_SHARE, memory: NO_MEMORY }, {}), needed));

/**
 * Fills a database of which nothing is left, or which is so old that the batches behind it were swept, from the
 * local copy, beginning with its newest checkpoint. Does nothing where there is none, or where the batches lead on.
 */
export const refillFromCopy = (
  ports: CopyPorts,
  onProgress: SyncOptions["onProgress"],
): Promise<Result<void, SyncStop>> => untilStopped(() => refill(ports, onProgress));

async function refill(ports: CopyPorts, onProgress: SyncOptions["onProgress"]): Promise<void> {
  const run = createRun(
    { ...ports, share: NO_SHARE, memory: NO_MEMORY },
    onProgress === undefined ? {} : { onProgress },
  );
  const cards = createCards(run, false);
  const bases = await localBases(run, cards);
  if (bases.length === 0) return;
  const leads = await batchesLeadOn(run, bases);
  if (leads) return;
  await rebuildOn(run, bases, cards);
  // what had been here of others is here again, with or without a share
  const state = await run.replica.state();
  const streams = await localStreams(run);
  await pullLocal({ run, local: createBatchIndex(run.local), cards }, streams, state);
}

/** Whether something is applied, and the local copy has all batches between that and its checkpoints. */
async function batchesLeadOn(run: Run, bases: readonly KeptCheckpoint[]): Promise<boolean> {
  const { own, streams, unfinished } = await run.replica.state();
  if (unfinished || (own.journaled === 0 && Object.keys(streams).length === 0)) return false;
  const local = createBatchIndex(run.local);
  for (const { checkpoint } of bases) {
    for (const [stream, { no }] of Object.entries(checkpoint.cursors.streams)) {
      const from = (stream === own.stream ? own.sealed.no : appliedOf(streams, stream).no) + 1;
      const held = no < from ? [] : await local.between(stream, from, no);
      if (new Set(held.map((batch) => batch.no)).size < no - from + 1) return false;
    }
  }
  return true;
}

/**
 * To its end, whatever a person wishes meanwhile: once begun it must end, what is half rebuilt is no state to work on.
 */
export async function rebuildFromCopy(
  ports: SyncPorts,
  onProgress: SyncOptions["onProgress"],
  bases: readonly KeptCheckpoint[],
): Promise<void> {
  const run = createRun(ports, onProgress === undefined ? {} : { onProgress });
  await rebuildOn(run, bases, createCards(run, false));
}

export async function rebuildHere(run: Run): Promise<void> {
  const cards = createCards(run, false);
  const bases = await localBases(run, cards);
  await rebuildOn(run, bases, cards);
}

/**
 * Rebuilds on the first of the checkpoints whose parts in the local copy are what the manifest says, and on the
 * own journal alone where none is. One that is refused goes from the local copy.
 * @returns the one it stands on
 */
export async function rebuildOn(
  run: Run,
  bases: readonly KeptCheckpoint[],
  cards: Cards,
): Promise<KeptCheckpoint | null> {
  for (const kept of [...bases, null]) {
    let isRefused = false;
    const onRefused = (): void => {
      isRefused = true;
    };
    run.log.enter("merge");
    run.log.takingFrom = kept === null ? null : { stream: kept.stream, device: cards.nameOf(kept.stream) };
    const rebuilt = await untilStopped(() =>
      run.replica.rebuild(
        (needed) => applyNeeded(run, needed),
        ...(kept === null ? [] : [baseOf(run, kept, cards, onRefused)]),
      ),
    );
    if (rebuilt.ok) return kept;
    if (!isRefused || kept === null) throw new Stopped(rebuilt.error);
    await dropCheckpoint(run.local, kept);
  }
  return null;
}

/** @param onRefused a part is missing or damaged: another checkpoint may do */
function baseOf(run: Run, kept: KeptCheckpoint, cards: Cards, onRefused: () => void): StateBase {
  const { stream, no, hash, checkpoint } = kept;
  const device = cards.nameOf(stream);
  run.log.expect("merge", recordCount(checkpoint));
  const refuse = (
    error: { readonly tag: "damaged" } | { readonly tag: "malformed"; readonly what: string },
    file: string,
  ): never => {
    onRefused();
    run.log.warn({ tag: "file-refused", stream, device, file, error });
    throw new Error(error.tag);
  };
  return {
    key: `${stream}-${no}-${hash}`,
    cursors: checkpoint.cursors,
    parts: checkpoint.parts.length,
    again: checkpoint.again,
    rows: async (index) => {
      const file = partName(kept, index);
      const rows = await readPart(run, run.local, cards, kept, index);
      if (!rows.ok) return refuse(rows.error, file);
      run.log.count({ records: rows.value.length, device, file });
      return rows.value;
    },
  };
}

/** Checkpoints of the local copy that may serve as a base, the one that covers most first. */
export async function localBases(run: Run, cards: Cards): Promise<readonly KeptCheckpoint[]> {
  const shelf = await readShelf(run, run.local, cards);
  const state = await untilStopped(() => run.replica.state());
  if (!state.ok) return [];
  const local = createBatchIndex(run.local);
  const bases: KeptCheckpoint[] = [];
  for (const kept of shelf) {
    // nothing of the present state counts: it is about to be forgotten
    const accepted = await isUsableHere({ run, share: null, local, cards }, kept, { ...state.value, streams: {} });
    if (accepted) bases.push(kept);
  }
  return bases;
}

/** @returns what of `needed` lies on lines that are kept */
async function applyNeeded(run: Run, needed: Vector): Promise<Vector> {
  const state = await run.replica.state();
  const deps = { run, local: createBatchIndex(run.local), cards: createCards(run, false), own: state.own.stream };
  const vector: Vector = {
    ...state.streams,
    [deps.own]: { ...state.own.sealed, seq: state.own.journaled },
  };
  if (awaited(vector, needed, deps.own).length === 0) return onKeptLines(deps, vector, needed);
  const streams = await localStreams(run);
  const { vector: reached } = await pullLocal(deps, streams, state, needed);
  const kept = await onKeptLines(deps, reached, needed);
  if (covers(reached, kept)) return kept;
  // what comes later would count as unseen by this entry
  await run.replica.oweAnew();
  return kept;
}

const NO_SHARE: SyncPorts["share"] = {
  list: async () => err({ tag: "no-folder" }),
  get: async () => err({ tag: "no-folder" }),
  put: async () => err({ tag: "no-folder" }),
  delete: async () => err({ tag: "no-folder" }),
};
