/** What a restore would change, counted by kind, with a few examples of each; nothing is written. */

import { hlcToMs } from "#shared/kernel/hlc.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import { ownersOf } from "#shared/model/who-is-named.ts";
import type { BackupFault } from "#shared/replication/backup/backup-fault.ts";
import type { OpenedBackup } from "#shared/replication/backup/backup-open.ts";
import { RESTORE_ACTS, type RestoreAct } from "#shared/replication/backup/restore-record.ts";
import { DELETED } from "#shared/replication/rows/entry.ts";
import { cellPlace } from "#shared/replication/rows/merge-cells.ts";
import type { DeskDb } from "../../db/database.ts";
import type { RestoreExample, RestorePreview } from "../../platform/worker/backup-api.ts";
import { planRestore, type RestoreStep } from "./restore-plan.ts";

/** Of each kind and act. */
const EXAMPLES = 5;

interface PreviewOptions {
  readonly onProgress: (done: number, total: number) => void;
  readonly isCancelled: () => boolean;
}

export async function previewRestore(
  db: DeskDb,
  backup: OpenedBackup,
  { onProgress, isCancelled }: PreviewOptions,
): Promise<Result<RestorePreview, BackupFault>> {
  const { checkpoint } = backup.kept;
  const total = Object.values(checkpoint.records).reduce((sum, count) => sum + count, 0);
  const counts: Record<string, Record<RestoreAct, number>> = {};
  const examples: RestoreExample[] = [];
  let erased = 0;
  for await (const page of planRestore(db, backup, new Set(RESTORE_ACTS))) {
    if (!page.ok) return page;
    if (isCancelled()) return err({ tag: "cancelled" });
    erased += page.value.erased;
    for (const step of page.value.steps) {
      const of = counts[step.kind] ?? { add: 0, change: 0, remove: 0 };
      counts[step.kind] = of;
      of[step.act] += 1;
      if (of[step.act] <= EXAMPLES) examples.push(exampleOf(step));
    }
    onProgress(page.value.done, total);
  }
  return ok({ at: checkpoint.at, device: backup.card.device, counts, examples, erased });
}

/** How the key of an owner begins that is a reader. */
const READER = "reader/";

/** What is not masked on any screen: names, titles, codes. */
const NAMES = ["name", "title", "code", "registerNo"] as const;

function exampleOf({ kind, id, act, cells, then, now }: RestoreStep): RestoreExample {
  const row = then ?? now;
  const name = NAMES.map((field) => row?.[field]).find((value): value is string => typeof value === "string") ?? null;
  const fields =
    act === "change"
      ? [...new Set(Object.keys(cells).map((cell) => cellPlace(kind, cell).field))].filter((field) => field !== DELETED)
      : [];
  const reader =
    row === undefined
      ? null
      : (ownersOf(kind, row)
          .find((owner) => owner.startsWith(READER))
          ?.slice(READER.length) ?? null);
  return { kind, id, act, name, reader, at: row === undefined ? null : hlcToMs(row.w[2]), fields };
}
