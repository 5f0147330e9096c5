/**
 * Leaves a stream that another profile also writes (a clone, or a restored copy): own entries behind the
 * fork become entries of a new stream, each with what it had seen (R15), and the rows' stamps follow. One
 * transaction, so the trigger is gone or everything is as before.
 */
import type { Table } from "dexie";
import { KINDS } from "#shared/model/kinds.ts";
import type { Applied, Entry, StreamId, Vector, WriteRef } from "#shared/replication/entry.ts";
import type { AnyRow, FrontierWrite, Stamp } from "#shared/replication/row.ts";
import { originOf, seenAfter } from "#shared/replication/seen.ts";
import { allTables } from "./commit.ts";
import type { DeskDb, LogRow } from "./database.ts";
import { readHead, readStream, readVector, writeHead } from "./head.ts";
import { NOTHING_SEALED, writeSealed } from "./own-stream.ts";
import { renumbered } from "./renumber.ts";

export async function moveStream(db: DeskDb, from: StreamId, to: StreamId, fork: Applied): Promise<void> {
  await db.transaction("rw", allTables(db), async () => {
    const own = await readStream(db, from);
    const head = await readHead(db);
    const renumber: Renumber = (ref) => (ref[0] === from && ref[1] > fork.seq ? [to, ref[1] - fork.seq] : ref);
    for (const kind of KINDS) await restamp(db.table<AnyRow, string>(kind), renumber);
    await restampUnknown(db, renumber);
    const others = await readVector(db, from);
    const vector: Vector = fork.seq > 0 ? { ...others, [from]: fork } : others;
    const { kept, forkSeen } = await movedLog(db, from, fork, vector, head.pulls, renumber);
    await db.log.clear();
    await db.log.bulkPut(kept);
    if (fork.seq > 0) await db.streams.put({ stream: from, ...fork, seen: forkSeen, told: forkSeen, at: own.at });
    else await db.streams.delete(from);
    await db.streams.put({ stream: to, no: 0, hash: "", seq: kept.length, seen: kept.length > 0 ? vector : {}, told: {}, at: 0, own: 1 });
    await writeSealed(db, NOTHING_SEALED);
    await writeHead(db, { ...head, pulls: head.pulls + 1, ownPulls: head.pulls });
  });
}

type Renumber = (ref: WriteRef) => WriteRef;

async function movedLog(db: DeskDb, from: StreamId, fork: Applied, vector: Vector, pulls: number, renumber: Renumber): Promise<{ kept: LogRow[]; forkSeen: Vector }> {
  const kept: LogRow[] = [];
  let seen: Vector = {};
  let forkSeen: Vector = {};
  await db.log.each((row) => {
    seen = seenAfter(seen, row.entry);
    if (row.seq <= fork.seq) forkSeen = seen;
    else kept.push(movedRow(row, from, fork, seen, renumber));
  });
  const [first, ...rest] = kept;
  return { kept: first === undefined ? [] : [{ ...first, entry: { ...first.entry, seen: vector } }, ...rest].map((row) => ({ ...row, entry: { ...row.entry, pulls } })), forkSeen };
}

function movedRow(row: LogRow, from: StreamId, fork: Applied, seen: Vector, renumber: Renumber): LogRow {
  const { seen: _, ...rest } = renumbered(row.entry, { number: (seq) => (seq > fork.seq ? seq - fork.seq : null), ref: renumber });
  const entry: Entry = { ...rest, first: originOf(from, row.entry, seen, 1) };
  return { ...row, seq: entry.seq, entry, beforeBy: row.beforeBy.map((cells) => Object.fromEntries(Object.entries(cells).map(([cell, ref]) => [cell, ref === null ? null : renumber(ref)]))) };
}

async function restampUnknown({ unknown }: DeskDb, renumber: Renumber): Promise<void> {
  const kept = await unknown.toArray();
  await unknown.bulkPut(kept.map((record) => ({ ...record, row: restamped(record.row, renumber) })));
}

async function restamp(table: Table<AnyRow, string>, renumber: Renumber): Promise<void> {
  const moved: AnyRow[] = [];
  await table.each((row) => {
    const next = restamped(row, renumber);
    if (next !== row) moved.push(next);
  });
  await table.bulkPut(moved);
}

function restamped(row: AnyRow, renumber: Renumber): AnyRow {
  const stamp = (by: Stamp): Stamp => {
    const [stream, seq] = renumber([by[0], by[1]]);
    return stream === by[0] && seq === by[1] ? by : [stream, seq, by[2], by[3]];
  };
  let changed = false;
  const write = (item: FrontierWrite): FrontierWrite => {
    const by = stamp(item.by);
    const ex = item.ex?.map(renumber);
    if (by !== item.by || ex !== undefined) changed = true;
    return { ...item, by, ...(ex !== undefined && { ex }) };
  };
  const w = stamp(row.w);
  const f = row.f === undefined ? undefined : Object.fromEntries(Object.entries(row.f).map(([cell, writes]) => [cell, writes.map(write)]));
  return changed || w !== row.w ? { ...row, w, ...(f !== undefined && { f }) } : row;
}
