/**
 * Writes the whole state into a backup's folder, as a checkpoint. What is not sealed yet is sealed first, as a
 * sync would; with or without a share. Must not run beside a sync.
 */

import { err, ok, type Result } from "../../kernel/result.ts";
import { CHECKPOINT_RULE, type CheckpointRule } from "../checkpoints/checkpoint-due.ts";
import { type KeptCheckpoint, readShelf } from "../checkpoints/checkpoint-shelf.ts";
import { writeCheckpoint } from "../checkpoints/checkpoint-write.ts";
import { withoutErased } from "../erasing/erase-step.ts";
import { NO_MEMORY } from "../exchange/no-memory.ts";
import type { OwnState, Store, SyncPorts } from "../exchange/ports.ts";
import { type OwnChain, previousHash, sealAcknowledgement, sealEntries, takeUpSealed } from "../exchange/sealing.ts";
import { Stopped, untilStopped } from "../exchange/stopped.ts";
import { createRun, type Run } from "../exchange/sync-run.ts";
import { createBatchIndex } from "../files/batch-index.ts";
import { type Cards, createCards } from "../files/cards.ts";
import { openBatch } from "../files/chain.ts";
import { type BatchRef, batchName, deviceName, shortHash } from "../files/names.ts";
import { untold } from "../rows/vector.ts";
import { type BackupFault, faultOfStop, placeFault } from "./backup-fault.ts";
import { layOver } from "./backup-store.ts";

export type BackupPorts = Omit<SyncPorts, "share" | "memory">;

export interface BackupOptions {
  readonly onProgress?: (done: number, total: number) => void;
  readonly isCancelled?: () => boolean;
  readonly rule?: CheckpointRule;
}

export interface WrittenBackup {
  readonly kept: KeptCheckpoint;
  readonly bytes: number;
}

/** @param target the backup's own folder, in which marker and key slots stand already */
export async function writeBackup(
  ports: BackupPorts,
  target: Store,
  options: BackupOptions = {},
): Promise<Result<WrittenBackup, BackupFault>> {
  const over = layOver(ports.local, target);
  const written = await untilStopped(() => write(ports, over.store, target, options));
  if (written.ok) return written.value.ok ? ok({ kept: written.value.value, bytes: over.bytes() }) : written.value;
  const stopped = faultOfStop(written.error);
  const inPlace = over.lastError();
  return err(inPlace !== null && stopped.tag !== "cancelled" ? placeFault(inPlace) : stopped);
}

async function write(
  ports: BackupPorts,
  over: Store,
  target: Store,
  { onProgress, isCancelled, rule = CHECKPOINT_RULE }: BackupOptions,
): Promise<Result<KeptCheckpoint, BackupFault>> {
  const unheard = { ...(isCancelled && { isCancelled }) };
  const plain = createRun({ ...ports, share: ports.local, memory: NO_MEMORY }, unheard);
  const cards = createCards(plain, false);
  const state = await plain.replica.state();
  if (state.unfinished) return err({ tag: "unfinished" });
  const card = await cards.get(state.own.stream);
  if (card === null) throw new Stopped({ tag: "local-store", code: "no-card" });
  const index = createBatchIndex(plain.local);
  const own = await takeUpSealed(plain, index, card);
  const previous = await previousHash(plain, own);
  // only a sync may leave a line that cannot be followed
  if (previous === "lost") return err({ tag: "not-exact" });
  const sealed = await sealEntries(plain, index, own, previous);
  const shelf = await readShelf(plain, plain.local, cards);
  const digest = await plain.replica.digest();
  const total = Object.values(digest.tables).reduce((sum, { records }) => sum + records, 0);
  const run: Run = createRun(
    // a number that a checkpoint of the local copy has is not given a second time
    { ...ports, local: over, share: ports.local, memory: NO_MEMORY },
    { ...unheard, ...(onProgress && { onProgress: () => onProgress(run.log.steps.finish?.records ?? 0, total) }) },
  );
  const { kept, chain } = await writeCheckpoint(
    { run, local: index, cards, rule, newest: shelf[0] ?? null },
    card,
    sealed,
  );
  if (kept === null) return err({ tag: "not-exact" });
  await moveOn(plain, index, chain, kept);
  const names = await companions({ run: plain, cards }, kept, own);
  const clean = await withoutErased(plain, cards, names);
  const copied = await copy(plain, target, clean);
  return copied.ok ? ok(kept) : copied;
}

/** A folder's name has one content for ever (R2): the next checkpoint, wherever it goes, must find another number. */
async function moveOn(
  run: Run,
  index: ReturnType<typeof createBatchIndex>,
  { own, previous }: OwnChain,
  { no }: KeptCheckpoint,
): Promise<void> {
  if (own.sealed.no !== no) return;
  const state = await run.replica.state();
  await sealAcknowledgement(run, index, own, previous, untold(own.told, state.streams));
}

interface CompanionDeps {
  readonly run: Run;
  readonly cards: Cards;
}

/**
 * What goes along: the cards of everybody whose work is in it, so that what follows can be verified; the last
 * batch of every stream, for a head stands on a share only beside its batch; and own batches that are on no share
 * yet, which colleagues could have from nowhere else.
 */
async function companions(
  { run, cards }: CompanionDeps,
  { checkpoint }: KeptCheckpoint,
  own: OwnState,
): Promise<readonly string[]> {
  const names: string[] = [];
  for (const [stream, { no, hash }] of Object.entries(checkpoint.cursors.streams)) {
    names.push(deviceName(stream), batchName({ stream, no, hash }));
    const card = stream === own.stream && own.published > 0 ? await cards.get(stream) : null;
    let ref: BatchRef = { stream, no, hash };
    while (card !== null) {
      const opened = await openBatch(run, run.local, card, ref);
      if (opened === null || opened.batch.firstSeq <= own.published || opened.batch.previous === null) break;
      ref = { stream, no: ref.no - 1, hash: shortHash(opened.batch.previous) };
      names.push(batchName(ref));
    }
  }
  return names;
}

/** What is not at hand is passed over. */
async function copy(run: Run, target: Store, names: readonly string[]): Promise<Result<null, BackupFault>> {
  for (const name of names) {
    const bytes = await run.local.get(name);
    const put = bytes === null ? ok(null) : await target.put(name, bytes);
    if (!put.ok) return err(placeFault(put.error));
  }
  return ok(null);
}
