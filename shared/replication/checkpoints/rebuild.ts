/**
 * Rebuilds a replica from the local copy alone, without any share: after the database was lost or is stale, and
 * where a line that had been applied must not stay. It begins with the newest checkpoint that the local copy
 * holds, where there is one.
 */
import { err, ok } from "../../kernel/result.ts";
import { NO_MEMORY } from "../exchange/no-memory.ts";
import type { StateBase, SyncPorts } from "../exchange/ports.ts";
import { pullLocal } from "../exchange/pull.ts";
import type { SyncStop } from "../exchange/sync-report.ts";
import { type Attempt, createRun, type Run, type SyncOptions } from "../exchange/sync-run.ts";
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
export async function applyFromCopy(ports: CopyPorts, needed: Vector): Attempt<Vector> {
  return applyNeeded(createRun({ ...ports, share: NO_SHARE, memory: NO_MEMORY }, {}), needed);
}

/**
 * Fills a database of which nothing is left, or which is so old that the batches behind it were swept, from the
 * local copy, beginning with its newest checkpoint. Does nothing where there is none, or where the batches lead on.
 */
export async function refillFromCopy(ports: CopyPorts, onProgress: SyncOptions["onProgress"]): Attempt<null> {
  const run = createRun(
    { ...ports, share: NO_SHARE, memory: NO_MEMORY },
    onProgress === undefined ? {} : { onProgress },
  );
  const cards = createCards(run, false);
  const bases = await localBases(run, cards);
  if (!bases.ok || bases.value.length === 0) return bases.ok ? ok(null) : bases;
  const leads = await batchesLeadOn(run, bases.value);
  if (!leads.ok || leads.value) return leads.ok ? ok(null) : leads;
  const rebuilt = await rebuildOn(run, bases.value, cards);
  if (!rebuilt.ok) return rebuilt;
  // what had been here of others is here again, with or without a share
  const state = await run.replica.state();
  const streams = await localStreams(run);
  if (!state.ok) return state;
  if (!streams.ok) return streams;
  const pulled = await pullLocal({ run, local: createBatchIndex(run.local), cards }, streams.value, state.value);
  return pulled.ok ? ok(null) : pulled;
}

/** Whether something is applied, and the local copy has all batches between that and its checkpoints. */
async function batchesLeadOn(run: Run, bases: readonly KeptCheckpoint[]): Attempt<boolean> {
  const state = await run.replica.state();
  if (!state.ok) return state;
  const { own, streams, unfinished } = state.value;
  if (unfinished || (own.journaled === 0 && Object.keys(streams).length === 0)) return ok(false);
  const local = createBatchIndex(run.local);
  for (const { checkpoint } of bases) {
    for (const [stream, { no }] of Object.entries(checkpoint.cursors.streams)) {
      const from = (stream === own.stream ? own.sealed.no : appliedOf(streams, stream).no) + 1;
      const held = no < from ? ok([]) : await local.between(stream, from, no);
      if (!held.ok) return held;
      if (new Set(held.value.map((batch) => batch.no)).size < no - from + 1) return ok(false);
    }
  }
  return ok(true);
}

/**
 * To its end, whatever a person wishes meanwhile: once begun it must end, what is half rebuilt is no state to work on.
 */
export async function rebuildFromCopy(
  ports: SyncPorts,
  onProgress: SyncOptions["onProgress"],
  bases: readonly KeptCheckpoint[],
): Attempt<null> {
  const run = createRun(ports, onProgress === undefined ? {} : { onProgress });
  const rebuilt = await rebuildOn(run, bases, createCards(run, false));
  return rebuilt.ok ? ok(null) : rebuilt;
}

export async function rebuildHere(run: Run): Attempt<null> {
  const cards = createCards(run, false);
  const bases = await localBases(run, cards);
  if (!bases.ok) return bases;
  const rebuilt = await rebuildOn(run, bases.value, cards);
  return rebuilt.ok ? ok(null) : rebuilt;
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
): Attempt<KeptCheckpoint | null> {
  for (const kept of [...bases, null]) {
    const trouble: Trouble = { stop: null, refused: false };
    const applyOthers = async (needed: Vector): Promise<Vector> => {
      const applied = await applyNeeded(run, needed);
      if (applied.ok) return applied.value;
      trouble.stop = applied.error;
      throw new Error(applied.error.tag);
    };
    run.log.enter("merge");
    run.log.takingFrom = kept === null ? null : { stream: kept.stream, device: cards.nameOf(kept.stream) };
    const rebuilt = await run.replica.rebuild(
      applyOthers,
      ...(kept === null ? [] : [baseOf(run, kept, cards, trouble)]),
    );
    if (rebuilt.ok) return ok(kept);
    if (!trouble.refused || kept === null) return err(trouble.stop ?? rebuilt.error);
    const dropped = await dropCheckpoint(run.local, kept);
    if (!dropped.ok) return dropped;
  }
  return ok(null);
}

/** Why a rebuilding was given up: the port's own promise cannot say it. */
interface Trouble {
  stop: SyncStop | null;
  /** A part is missing or damaged: another checkpoint may do. */
  refused: boolean;
}

function baseOf(run: Run, kept: KeptCheckpoint, cards: Cards, trouble: Trouble): StateBase {
  const { stream, no, hash, checkpoint } = kept;
  const device = cards.nameOf(stream);
  run.log.expect("merge", recordCount(checkpoint));
  const refuse = (
    error: { readonly tag: "damaged" } | { readonly tag: "malformed"; readonly what: string },
    file: string,
  ): never => {
    trouble.refused = true;
    run.log.warn({ tag: "file-refused", stream, device, file, error });
    throw new Error(error.tag);
  };
  const unwrap = <T>(answer: Awaited<Attempt<T>>): T => {
    if (answer.ok) return answer.value;
    trouble.stop = answer.error;
    throw new Error(answer.error.tag);
  };
  return {
    key: `${stream}-${no}-${hash}`,
    cursors: checkpoint.cursors,
    parts: checkpoint.parts.length,
    again: checkpoint.again,
    rows: async (index) => {
      const file = partName(kept, index);
      const rows = unwrap(await readPart(run, run.local, cards, kept, index));
      if (!rows.ok) return refuse(rows.error, file);
      run.log.count({ records: rows.value.length, device, file });
      return rows.value;
    },
  };
}

/** Checkpoints of the local copy that may serve as a base, the one that covers most first. */
export async function localBases(run: Run, cards: Cards): Attempt<readonly KeptCheckpoint[]> {
  const shelf = await readShelf(run, run.local, cards);
  const state = await run.replica.state();
  if (!shelf.ok || !state.ok) return shelf.ok ? ok([]) : shelf;
  const local = createBatchIndex(run.local);
  const bases: KeptCheckpoint[] = [];
  for (const kept of shelf.value) {
    // nothing of the present state counts: it is about to be forgotten
    const accepted = await isUsableHere({ run, share: null, local, cards }, kept, { ...state.value, streams: {} });
    if (!accepted.ok) return accepted;
    if (accepted.value) bases.push(kept);
  }
  return ok(bases);
}

/** @returns what of `needed` lies on lines that are kept */
async function applyNeeded(run: Run, needed: Vector): Attempt<Vector> {
  const state = await run.replica.state();
  if (!state.ok) return state;
  const deps = { run, local: createBatchIndex(run.local), cards: createCards(run, false), own: state.value.own.stream };
  const vector: Vector = {
    ...state.value.streams,
    [deps.own]: { ...state.value.own.sealed, seq: state.value.own.journaled },
  };
  if (awaited(vector, needed, deps.own).length === 0) return onKeptLines(deps, vector, needed);
  const streams = await localStreams(run);
  if (!streams.ok) return streams;
  const pulled = await pullLocal(deps, streams.value, state.value, needed);
  if (!pulled.ok) return pulled;
  const { vector: reached } = pulled.value;
  const kept = await onKeptLines(deps, reached, needed);
  if (!kept.ok || covers(reached, kept.value)) return kept;
  // what comes later would count as unseen by this entry
  const owed = await run.replica.oweAnew();
  return owed.ok ? kept : owed;
}

const NO_SHARE: SyncPorts["share"] = {
  list: async () => err({ tag: "no-folder" }),
  get: async () => err({ tag: "no-folder" }),
  put: async () => err({ tag: "no-folder" }),
  delete: async () => err({ tag: "no-folder" }),
};
