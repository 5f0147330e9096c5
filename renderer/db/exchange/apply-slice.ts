/**
 * Applies a run of one stream's entries in one transaction: rows, cursor and `pulls` move together (R7),
 * so a crash leaves all of it or nothing.
 */

import { askedFor } from "#shared/replication/erasing/arrived-belongings.ts";
import type { Slice } from "#shared/replication/exchange/slice.ts";
import { freshEntries, runSlice, type SliceResult } from "#shared/replication/exchange/slice.ts";
import type { RowStore } from "#shared/replication/rows/apply.ts";
import type { StreamId } from "#shared/replication/rows/entry.ts";
import type { DeskDb, LogRow } from "../database.ts";
import { noteSlice, readLedgerOf } from "../erasing/erase-rows.ts";
import { readHead, readStream, writeHead } from "../journal/head.ts";
import { stillThere } from "../same-database.ts";
import { allTables, applyOwn, type RowsById, readRows, rowKey, writeRows } from "../write/commit.ts";

/** @param ownStream entries of this stream go into the change log as well; they come from the journal */
export async function applySlice(db: DeskDb, ownStream: StreamId, nowMs: number, slice: Slice): Promise<SliceResult> {
  return db.transaction("rw", allTables(db), async () => {
    await stillThere(db);
    const isOwn = slice.stream === ownStream;
    const cursor = await readStream(db, slice.stream);
    const ops = freshEntries(slice, cursor).flatMap((entry) => entry.ops);
    const rows = await readRows(db, ops);
    const ledger = await readLedgerOf(db, askedFor(ops));
    const unchanged: RowsById = new Map(rows);
    const port: RowStore = {
      get: (kind, id) => rows.get(rowKey(kind, id)),
      put: (kind, row) => rows.set(rowKey(kind, row.id), row),
    };
    const logs: LogRow[] = [];
    const applied = runSlice(port, slice, {
      cursor,
      head: await readHead(db),
      nowMs,
      ledger,
      ...(isOwn && { applyOwn: (entry, seen) => void logs.push(applyOwn(rows, slice.stream, entry, seen)) }),
    });
    await writeRows(db, unchanged, rows, ops);
    if (logs.length > 0) await db.log.bulkPut(logs);
    if (applied.quarantined.length > 0) await db.quarantine.bulkAdd(applied.quarantined);
    await db.streams.put({ stream: slice.stream, ...applied.cursor, ...(isOwn && { own: 1 }) });
    await writeHead(db, applied.head);
    await noteSlice(db, slice.stream, applied);
    return applied.result;
  });
}
