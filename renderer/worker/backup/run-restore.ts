/**
 * Restores as a chain of ordinary commands under one batch: colleagues get them as changes like any other, what
 * they wrote meanwhile is merged with them, and the whole is taken back by the batch.
 */
import type { Kind } from "#shared/model/kinds.ts";
import type { OpenedBackup } from "#shared/replication/backup/backup-open.ts";
import type { RestoreAct } from "#shared/replication/backup/restore-record.ts";
import { utf8Length } from "#shared/replication/files/batch.ts";
import { MAX_ENTRY_BYTES } from "#shared/replication/rows/entry.ts";
import type { DeskDb } from "../../db/database.ts";
import type { Change } from "../../db/write/changes.ts";
import { createChain } from "../../db/write/command-chain.ts";
import type { Writer } from "../../db/write/writer.ts";
import type { RestoreFailure } from "../../platform/worker/backup-api.ts";
import { planRestore, type RestoreStep } from "./restore-plan.ts";

/** Cells carry names and stamps besides their values. */
const BYTES_AT_ONCE = MAX_ENTRY_BYTES * 0.6;

interface RestoreRun {
  readonly db: DeskDb;
  readonly backup: OpenedBackup;
  readonly acts: readonly RestoreAct[];
  readonly batchId: string;
  readonly writer: Writer;
  readonly onProgress: (done: number, total: number, isWaiting: boolean) => void;
  readonly isCancelled: () => boolean;
}

interface Restored {
  /** That the journal has. */
  readonly records: number;
  /** How many of these it has taken away. */
  readonly removed: number;
  readonly failure: RestoreFailure | null;
}

export async function runRestore({
  db,
  backup,
  acts,
  batchId,
  writer,
  onProgress,
  isCancelled,
}: RestoreRun): Promise<Restored> {
  const total = Object.values(backup.kept.checkpoint.records).reduce((sum, count) => sum + count, 0);
  let done = 0;
  const chain = createChain({
    writer,
    onProgress: (_, waiting) => waiting && onProgress(done, total, true),
    isCancelled,
  });
  const written: (readonly [records: number, removed: number])[] = [];
  const ended = async (failure: RestoreFailure | null): Promise<Restored> => {
    await chain.end();
    return {
      records: chain.confirmed,
      removed: removedOf(written, chain.confirmed),
      failure: chain.failure ?? failure,
    };
  };
  for await (const page of planRestore(db, backup, new Set(acts))) {
    if (!page.ok) return ended(page.error);
    for (const steps of chunksOf(page.value.steps)) {
      written.push([steps.length, steps.filter(({ act }) => act === "remove").length]);
      if (
        !(await chain.add(
          await writer.run("backup.restore", steps.map(changeOf), { batchId, undoable: false }),
          steps.length,
        ))
      )
        return ended(null);
    }
    done = page.value.done;
    onProgress(done, total, false);
    if (isCancelled()) return ended({ tag: "cancelled" });
  }
  return ended(null);
}

/** Commands are confirmed in their order, each as a whole. */
function removedOf(written: readonly (readonly [records: number, removed: number])[], confirmed: number): number {
  let records = 0;
  return written.reduce((sum, [count, removed]) => {
    records += count;
    return records <= confirmed ? sum + removed : sum;
  }, 0);
}

// a kind from a newer version is restored as it is: its cells are written, not understood
const changeOf = ({ kind, id, cells }: RestoreStep): Change => ({ act: "cells", kind: kind as Kind, id, cells });

/** As many as fit into an entry. */
function* chunksOf(steps: readonly RestoreStep[]): Generator<readonly RestoreStep[], undefined> {
  let chunk: RestoreStep[] = [];
  let bytes = 0;
  for (const step of steps) {
    const size = utf8Length(JSON.stringify([step.kind, step.id, step.cells]));
    if (chunk.length > 0 && bytes + size > BYTES_AT_ONCE) {
      yield chunk;
      [chunk, bytes] = [[], 0];
    }
    chunk.push(step);
    bytes += size;
  }
  if (chunk.length > 0) yield chunk;
}
