/**
 * Restores as a chain of ordinary commands under one batch: colleagues get them as changes like any other, what
 * they wrote meanwhile is merged with them, and the whole is taken back by the batch.
 */
import { ok, type Result } from "#shared/kernel/result.ts";
import type { Kind } from "#shared/model/kinds.ts";
import type { OpenedBackup } from "#shared/replication/backup/backup-open.ts";
import type { RestoreAct } from "#shared/replication/backup/restore-record.ts";
import { utf8Length } from "#shared/replication/batch.ts";
import { MAX_ENTRY_BYTES } from "#shared/replication/entry.ts";
import type { Change } from "../../db/changes.ts";
import type { DeskDb } from "../../db/database.ts";
import type { Writer, Written } from "../../db/writer.ts";
import type { RestoreFailure } from "../../platform/backup-api.ts";
import { planRestore, type RestoreStep } from "./restore-plan.ts";

/** Cells carry names and stamps besides their values. */
const BYTES_AT_ONCE = MAX_ENTRY_BYTES * 0.6;
const MOST_PENDING = 2;

export interface RestoreRun {
  readonly db: DeskDb;
  readonly backup: OpenedBackup;
  readonly acts: readonly RestoreAct[];
  readonly batchId: string;
  readonly writer: Writer;
  readonly onProgress: (done: number, total: number) => void;
  readonly isCancelled: () => boolean;
}

export interface Restored {
  readonly records: number;
  readonly failure: RestoreFailure | null;
}

export async function runRestore({ db, backup, acts, batchId, writer, onProgress, isCancelled }: RestoreRun): Promise<Restored> {
  const total = Object.values(backup.kept.checkpoint.records).reduce((sum, count) => sum + count, 0);
  const pending: Written["confirmed"][] = [];
  let records = 0;
  const settle = async (most: number): Promise<Result<null, RestoreFailure>> => {
    for (let oldest = pending[0]; oldest !== undefined && pending.length > most; oldest = pending[0]) {
      const answer = await oldest;
      void pending.shift();
      if (!answer.ok) return answer;
    }
    return ok(null);
  };
  for await (const page of planRestore(db, backup, new Set(acts))) {
    if (!page.ok) return { records, failure: page.error };
    for (const steps of chunksOf(page.value.steps)) {
      const { confirmed } = await writer.run("backup.restore", steps.map(changeOf), { batchId, undoable: false });
      pending.push(confirmed);
      records += steps.length;
      const settled = await settle(MOST_PENDING);
      if (!settled.ok) return { records, failure: settled.error };
    }
    onProgress(page.value.done, total);
    if (isCancelled()) return { records, failure: { tag: "cancelled" } };
  }
  const settled = await settle(0);
  return { records, failure: settled.ok ? null : settled.error };
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
