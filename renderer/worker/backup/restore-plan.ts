/**
 * What a restore changes, row by row: the backup's rows beside those of now, then those that the backup does not
 * have. Nothing of an erased reader comes back: what the ledger of now names is passed over.
 */
import { err, ok, type Result } from "#shared/kernel/result.ts";
import { KINDS, rowsAtOnce } from "#shared/model/kinds.ts";
import { ownersOf } from "#shared/model/who-is-named.ts";
import type { BackupFault } from "#shared/replication/backup/backup-fault.ts";
import type { OpenedBackup } from "#shared/replication/backup/backup-open.ts";
import { isTurnedBack, type RestoreAct, restoreRecord } from "#shared/replication/backup/restore-record.ts";
import { isAside } from "#shared/replication/checkpoints/state-row.ts";
import { isErased, type Ledger, recordKey } from "#shared/replication/erasing/ledger.ts";
import type { Op } from "#shared/replication/rows/entry.ts";
import type { AnyRow } from "#shared/replication/rows/row.ts";
import type { DeskDb } from "../../db/database.ts";
import { readLedger } from "../../db/erasing/erase-rows.ts";
import { readRows, rowKey } from "../../db/write/commit.ts";

export interface RestoreStep {
  readonly kind: string;
  readonly id: string;
  readonly act: RestoreAct;
  readonly cells: Op["cells"];
  readonly then: AnyRow | undefined;
  readonly now: AnyRow | undefined;
}

interface PlanPage {
  readonly steps: readonly RestoreStep[];
  /** Records that stay away because their reader was erased. */
  readonly erased: number;
  readonly done: number;
}

const PAGE = 500;

/** In runs of a few hundred records; the reading of the database and what is made of a run lie close together. */
export async function* planRestore(
  db: DeskDb,
  backup: OpenedBackup,
  acts: ReadonlySet<RestoreAct>,
): AsyncGenerator<Result<PlanPage, BackupFault>, undefined> {
  const ledger = await readLedger(db);
  const known = new Set<string>();
  let done = 0;
  for await (const part of backup.parts()) {
    if (!part.ok) {
      yield err(part.error);
      return;
    }
    const rows = part.value.flatMap((row) => (isAside(row) ? [] : [row]));
    for (let from = 0; from < rows.length; from += PAGE) {
      const run = rows.slice(from, from + PAGE);
      if (acts.has("remove")) for (const [kind, { id }] of run) known.add(rowKey(kind, id));
      done += run.length;
      const kept = run.filter(([kind, row]) => !isOfErased(ledger, kind, row));
      const now = await readRows(
        db,
        kept.map(([kind, { id }]) => ({ kind, id })),
      );
      const steps = kept.flatMap(([kind, then]) => stepOf(kind, then, now.get(rowKey(kind, then.id)), acts));
      yield ok({ steps, erased: run.length - kept.length, done });
    }
  }
  if (!acts.has("remove")) return;
  for (const kind of KINDS) {
    if (!isTurnedBack(kind)) continue;
    for (let after = ""; ; ) {
      const rows: readonly AnyRow[] = await db
        .table<AnyRow, string>(kind)
        .where(":id")
        .above(after)
        .limit(rowsAtOnce(kind, PAGE))
        .toArray();
      const last = rows.at(-1);
      if (last === undefined) break;
      after = last.id;
      yield ok({
        steps: rows.flatMap((now) => (known.has(rowKey(kind, now.id)) ? [] : stepOf(kind, undefined, now, acts))),
        erased: 0,
        done,
      });
    }
  }
}

function stepOf(
  kind: string,
  then: AnyRow | undefined,
  now: AnyRow | undefined,
  acts: ReadonlySet<RestoreAct>,
): readonly RestoreStep[] {
  const found = restoreRecord(kind, then, now);
  const id = then?.id ?? now?.id;
  return found === null || id === undefined || !acts.has(found.act) ? [] : [{ kind, id, ...found, then, now }];
}

/** Itself, or what it belongs to. */
export const isOfErased = (ledger: Ledger, kind: string, row: AnyRow): boolean =>
  ledger.size > 0 &&
  (isErased(ledger, { kind, id: row.id }) ||
    ledger.has(recordKey({ kind: "reader", id: row.as ?? "" })) ||
    ownersOf(kind, row).some((owner) => ledger.has(owner)));
