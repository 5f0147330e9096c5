/**
 * The database leaves a stream that another profile also writes: log, rows, cursors and head in one
 * transaction, so the trigger is gone or everything is as before.
 */
import type { Table } from "dexie";
import { KINDS, type Kind } from "#shared/model/kinds.ts";
import { askedFor } from "#shared/replication/erasing/arrived-belongings.ts";
import { countingEntry } from "#shared/replication/erasing/ledger.ts";
import type { KeptSeen } from "#shared/replication/exchange/ports.ts";
import {
  applyMoved,
  countedMoved,
  type Leaving,
  leaveStream,
  movedRef,
  movedWrites,
  restamped,
} from "#shared/replication/lines/leave-stream.ts";
import { NOTHING_SEALED } from "#shared/replication/lines/own-sealed.ts";
import type { RowStore } from "#shared/replication/rows/apply.ts";
import type { RowChange } from "#shared/replication/rows/digest.ts";
import type { Applied, Entry, StreamId, Vector } from "#shared/replication/rows/entry.ts";
import type { AnyRow } from "#shared/replication/rows/row.ts";
import type { DeskDb, LogRow } from "../database.ts";
import { readLedgerOf, recountLedger } from "../erasing/erase-rows.ts";
import { followDigest } from "../exchange/kept-digest.ts";
import { stillThere } from "../same-database.ts";
import { allTables, type RowsById, readRows, rowKey, writeRows } from "../write/commit.ts";
import { readHead, readVector, writeHead } from "./head.ts";
import { readSealed, writeSealed } from "./own-stream.ts";

export async function moveStream(
  db: DeskDb,
  from: StreamId,
  to: StreamId,
  fork: Applied,
  keptOf: KeptSeen,
): Promise<void> {
  const leaving: Leaving = { from, to, fork };
  const written = (await db.log.toArray()).map(({ entry }) => entry);
  const counted = await countedMoved(written, leaving, await readSealed(db), keptOf);
  await db.transaction("rw", allTables(db), async () => {
    await stillThere(db);
    for (const kind of KINDS) await restamp(db, kind, leaving);
    await restampUnknown(db, leaving);
    const log = await db.log.toArray();
    const entries = log.map(({ entry }) => entry);
    const left = leaveStream(entries, leaving, await readVector(db, from), await readHead(db), await readSealed(db));
    if (counted !== null) await applyAgain(db, to, left.moved, counted);
    const behind = log.filter(({ seq }) => seq > fork.seq);
    await db.log.clear();
    await db.log.bulkPut(left.moved.flatMap((entry, index) => movedRow(behind[index], entry, leaving)));
    if (left.old === null) await db.streams.delete(from);
    else await db.streams.put({ stream: from, ...left.old });
    await db.streams.put({ stream: to, ...left.own, own: 1 });
    await writeSealed(db, NOTHING_SEALED);
    await writeHead(db, left.head);
    await recountLedger(db);
  });
}

async function applyAgain(
  db: DeskDb,
  to: StreamId,
  moved: readonly Entry[],
  counted: ReadonlyMap<number, Vector>,
): Promise<void> {
  const ops = moved.flatMap((entry) => entry.ops);
  const touched = [...new Map(ops.map((op) => [rowKey(op.kind, op.id), op])).values()];
  const rows = await readRows(db, touched);
  const before: RowsById = new Map(rows);
  const ledger = await readLedgerOf(db, askedFor(ops));
  const port: RowStore = {
    get: (kind, id) => rows.get(rowKey(kind, id)),
    put: (kind, row) => rows.set(rowKey(kind, row.id), row),
  };
  applyMoved(
    port,
    to,
    moved.map((entry) => countingEntry(entry, ledger)),
    counted,
  );
  await writeRows(db, before, rows, touched);
}

function movedRow(row: LogRow | undefined, entry: LogRow["entry"], leaving: Leaving): readonly LogRow[] {
  if (row === undefined) return [];
  const beforeBy = row.beforeBy.map((cells) =>
    Object.fromEntries(
      Object.entries(cells).map(([cell, ref]) => [cell, ref === null ? null : movedRef(leaving, ref)]),
    ),
  );
  const sides = row.sides?.map((cells) =>
    Object.fromEntries(Object.entries(cells).map(([cell, writes]) => [cell, movedWrites(leaving, writes)])),
  );
  return [{ ...row, seq: entry.seq, entry, beforeBy, ...(sides !== undefined && { sides }) }];
}

async function restampUnknown(db: DeskDb, leaving: Leaving): Promise<void> {
  const kept = await db.unknown.toArray();
  const moved = kept.map((record) => ({ ...record, row: restamped(leaving, record.row) }));
  await db.unknown.bulkPut(moved);
  await followDigest(
    db,
    moved.flatMap(({ kind, row }, index) => reordered(kind, kept[index]?.row, row)),
  );
}

async function restamp(db: DeskDb, kind: Kind, leaving: Leaving): Promise<void> {
  const table: Table<AnyRow, string> = db.table(kind);
  const moved: AnyRow[] = [];
  const changes: RowChange[] = [];
  await table.each((row) => {
    const next = restamped(leaving, row);
    if (next === row) return;
    moved.push(next);
    changes.push(...reordered(kind, row, next));
  });
  await table.bulkPut(moved);
  await followDigest(db, changes);
}

/**
 * Values stay; only siblings may stand in another order, which the names of their streams decide where their times are
 * one.
 */
const reordered = (kind: string, before: AnyRow | undefined, after: AnyRow): readonly RowChange[] =>
  Object.values(after.f ?? {}).some((writes) => writes.length > 1) ? [{ kind, before, after }] : [];
