/**
 * Applies a run of one stream's entries in one transaction: rows, cursor and `pulls` move together (R7),
 * so a crash leaves all of it or nothing. Entries already applied are passed over (applying twice is applying once), so a
 * slice may come twice.
 */
import { receiveHlc } from "#shared/kernel/hlc.ts";
import { applyEntry, type Quarantined, type RowStore } from "#shared/replication/apply.ts";
import type { StreamId } from "#shared/replication/entry.ts";
import type { Slice } from "#shared/replication/ports.ts";
import { seenAfter, seenBy } from "#shared/replication/seen.ts";
import { mergeVectors } from "#shared/replication/vector.ts";
import { allTables, applyOwn, readRows, rowKey, writeRows } from "./commit.ts";
import type { DeskDb, LogRow } from "./database.ts";
import { readHead, readStream, writeHead } from "./head.ts";

export interface SliceResult {
  /** Records touched, those of them with a conflict now, and operations set aside. */
  readonly records: number;
  readonly conflicts: number;
  readonly quarantined: number;
}

/** @param ownStream entries of this stream go into the change log as well; they come from the journal */
export async function applySlice(db: DeskDb, ownStream: StreamId, nowMs: number, slice: Slice): Promise<SliceResult> {
  return db.transaction("rw", allTables(db), async () => {
    const own = slice.stream === ownStream;
    const before = await readStream(db, slice.stream);
    const entries = slice.entries.filter((entry) => entry.seq > before.seq);
    const ops = entries.flatMap((entry) => entry.ops);
    const rows = await readRows(db, ops);
    const port: RowStore = { get: (kind, id) => rows.get(rowKey(kind, id)), put: (kind, row) => rows.set(rowKey(kind, row.id), row) };
    const quarantined: Quarantined[] = [];
    const logs: LogRow[] = [];
    let { seen, seq } = before;
    const head = await readHead(db);
    let { hlc } = head;
    for (const entry of entries) {
      seq = entry.seq;
      if (own) {
        seen = seenAfter(seen, entry);
        logs.push(applyOwn(rows, slice.stream, entry, seenBy(slice.stream, entry, seen)));
      } else {
        const applied = applyEntry(port, slice.stream, entry, seen);
        seen = applied.vector;
        quarantined.push(...applied.quarantined);
      }
      hlc = own && entry.hlc > hlc ? entry.hlc : receiveHlc(hlc, entry.hlc, nowMs);
    }
    await writeRows(db, rows, ops);
    if (logs.length > 0) await db.log.bulkPut(logs);
    if (quarantined.length > 0) await db.quarantine.bulkAdd(quarantined);
    const { ends } = slice;
    const told = mergeVectors(mergeVectors(before.told, seen), ends?.acked ?? {});
    await db.streams.put({ ...before, ...(ends && { no: ends.no, hash: ends.hash, at: ends.at }), seq, seen, told, ...(own && { own: 1 as const }) });
    const ownPulls = own ? (entries.at(-1)?.pulls ?? head.ownPulls) : head.ownPulls;
    // whatever came, the next own entry says anew what it has seen
    await writeHead(db, { hlc, pulls: Math.max(head.pulls, ownPulls) + 1, ownPulls });
    const touched = [...new Set(ops.map((op) => rowKey(op.kind, op.id)))];
    return { records: touched.length, conflicts: touched.filter((key) => rows.get(key)?.open === 1).length, quarantined: quarantined.length };
  });
}
