/**
 * One command, one strict transaction: the rows, the log entry and the stream's head move together, so a
 * crash leaves all of it or nothing.
 */
import Dexie, { type Table } from "dexie";
import { assert } from "#shared/kernel/assert.ts";
import type { Clock } from "#shared/kernel/clock.ts";
import { doubtClock } from "#shared/kernel/clock-doubt.ts";
import type { Json } from "#shared/kernel/json.ts";
import { isKind, KINDS } from "#shared/model/kinds.ts";
import { askedFor, erasedOwners } from "#shared/replication/erasing/arrived-belongings.ts";
import { countingOps, LEDGER, newlyNamed } from "#shared/replication/erasing/ledger.ts";
import { utf8Length } from "#shared/replication/files/batch.ts";
import { parseEntry } from "#shared/replication/files/parse-entry.ts";
import { stampOf } from "#shared/replication/rows/apply.ts";
import type { RowChange } from "#shared/replication/rows/digest.ts";
import { type Entry, MAX_ENTRY_BYTES, type Op, type StreamId, type WriteRef } from "#shared/replication/rows/entry.ts";
import { applyOp, askedWrites, frontierOf, shownCell } from "#shared/replication/rows/merge-cells.ts";
import { type EntryDraft, hasPulled, nextEntry } from "#shared/replication/rows/next-entry.ts";
import { type AnyRow, type FrontierWrite, type RowMeta, stampsOf } from "#shared/replication/rows/row.ts";
import type { Seen } from "#shared/replication/rows/seen.ts";
import { wholeOps } from "#shared/replication/rows/whole-op.ts";
import type { DeskDb, LogRow } from "../database.ts";
import { eraseNamed, noteErasing, readLedgerOf } from "../erasing/erase-rows.ts";
import { followDigest } from "../exchange/kept-digest.ts";
import { readHead, streamAmong, vectorAmong, writeHead } from "../journal/head.ts";
import { ownAmong } from "../journal/own-stream.ts";
import { readFilled, readOrphans, StillRebuilding } from "../journal/rebuilding.ts";
import { DatabaseGone } from "../presence.ts";
import { knownDatabaseId } from "../renewal/database-id.ts";
import { ClockInDoubt, readClockNote } from "./clock-note.ts";
import { isAct } from "./undo-stack.ts";

export interface RecordId {
  readonly kind: string;
  readonly id: string;
}

/** Rows by `kind/id`, as they stand inside the transaction. */
export type RowsById = Map<string, AnyRow>;
export const rowKey = (kind: string, id: string): string => `${kind}/${id}`;

export interface CommitRequest {
  readonly command: string;
  readonly staff: string;
  /** Every record that `ops` may touch. */
  readonly touches: readonly RecordId[];
  /**
   * Called inside the transaction; no operations, nothing written. `now`: what its clock says, which is not in doubt.
   */
  readonly build: (
    rows: RowsById,
    looked: ReadonlySet<string>,
    now: number,
  ) => { readonly ops: readonly Op[]; readonly undoes?: readonly number[]; readonly redoes?: readonly number[] };
  /** What `build` has to know beyond the rows, read inside the transaction; `kinds`: where it reads. */
  readonly look?: {
    readonly kinds: readonly string[];
    readonly read: (rows: RowsById) => Promise<ReadonlySet<string>>;
  };
  readonly batchId?: string;
  /** False where Ctrl+Z must not reach it. */
  readonly act: boolean;
  /** Of `touches`, by `rowKey`, those that are most likely not there: they are added without being looked for. */
  readonly likelyNew?: ReadonlySet<string>;
  /** Readers who must be there for it to be written. */
  readonly whose?: readonly string[];
  /** Readers as whoever asks has seen them: where one of them is another by now, nothing is written. */
  readonly asSeen?: readonly RowMeta[];
}

export interface Committed {
  readonly log: LogRow;
  /** All that the command has written, and what it has only read. */
  readonly rows: RowsById;
  /** How often the database had been filled anew by then. */
  readonly filled: number;
}

/** The table of a kind; a kind from a newer version lives with the unknown ones. */
const tableOf = (db: DeskDb, kind: string): Table => (isKind(kind) ? db.table(kind) : db.unknown);

export async function readRows(db: DeskDb, touches: readonly RecordId[]): Promise<RowsById> {
  const rows: RowsById = new Map();
  for (const kind of new Set(touches.map((touch) => touch.kind))) {
    const ids = touches.filter((touch) => touch.kind === kind).map((touch) => touch.id);
    const found = isKind(kind)
      ? await db.table<AnyRow, string>(kind).bulkGet(ids)
      : (await db.unknown.bulkGet(ids.map((id): [string, string] => [kind, id]))).map((kept) => kept?.row);
    for (const row of found) if (row !== undefined) rows.set(rowKey(kind, row.id), row);
  }
  return rows;
}

/**
 * Writes the rows of `touched` as they stand in `rows`; the digest follows from what they were `before`.
 * @param unread by `rowKey`, records that were not looked for: the transaction fails where one is there after all
 */
export async function writeRows(
  db: DeskDb,
  before: RowsById,
  rows: RowsById,
  touched: readonly RecordId[],
  unread: ReadonlySet<string> = NONE,
): Promise<void> {
  const changes: RowChange[] = [];
  const writes: PromiseLike<unknown>[] = [];
  for (const kind of new Set(touched.map((record) => record.kind))) {
    const ids = new Set(touched.filter((record) => record.kind === kind).map(({ id }) => id));
    const list = [...ids].map((id) => rows.get(rowKey(kind, id))).filter((row) => row !== undefined);
    for (const row of list) changes.push({ kind, before: before.get(rowKey(kind, row.id)), after: row });
    if (isKind(kind)) {
      const added = unread.size === 0 ? [] : list.filter(({ id }) => unread.has(rowKey(kind, id)));
      const put = added.length === 0 ? list : list.filter(({ id }) => !unread.has(rowKey(kind, id)));
      for (const some of namedAtOnce(added)) writes.push(db.table(kind).bulkAdd(some));
      for (const some of namedAtOnce(put)) writes.push(db.table(kind).bulkPut(some));
    } else writes.push(db.unknown.bulkPut(list.map((row) => ({ kind, id: row.id, row }))));
  }
  await Promise.all([...writes, followDigest(db, changes)]);
}

/** Of fewer than fifty rows Dexie says which were written; of more that any may be, and asks every live query anew. */
const NAMED_AT_ONCE = 49;
/** Beyond that most queries would be met anyway. */
const MOST_NAMED = 500;

function namedAtOnce<T>(rows: readonly T[]): readonly (readonly T[])[] {
  const size = rows.length > MOST_NAMED ? rows.length : NAMED_AT_ONCE;
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, place) =>
    rows.slice(place * size, (place + 1) * size),
  );
}

const NONE: ReadonlySet<string> = new Set();

/** Tables that any entry may touch, with the log and the heads. */
export const allTables = (db: DeskDb): Table[] => [
  ...KINDS.map((kind) => db.table(kind)),
  db.unknown,
  db.quarantine,
  db.log,
  db.streams,
  db.meta,
];

/** A command with more changes than one entry may hold: it must be cut into a chain. Nothing was written. */
export class EntryTooLarge extends Error {
  constructor(readonly bytes: number) {
    super(`an entry of ${bytes} bytes, at most ${MAX_ENTRY_BYTES}`);
  }
}

/** A sync has given this desk a new stream; the page must start again, nothing was written. */
export class StreamMoved extends Error {}

/** Whose it was to be has been deleted or erased meanwhile; nothing was written. */
export class ReaderGone extends Error {}

/** Somebody whom it joins or is decided by was changed meanwhile; nothing was written. */
export class ReaderChanged extends Error {}

/** @returns null where nothing had to be written. */
export async function commit(
  db: DeskDb,
  stream: StreamId,
  clock: Clock,
  request: CommitRequest,
): Promise<Committed | null> {
  const committed = await commitOnce(db, stream, clock, request);
  if (committed !== null) db.presence.wrote({ stream, filled: committed.filled, seq: committed.log.seq });
  return committed;
}

async function commitOnce(
  db: DeskDb,
  stream: StreamId,
  clock: Clock,
  request: CommitRequest,
): Promise<Committed | null> {
  const { likelyNew = NONE } = request;
  if (likelyNew.size === 0) return attempt(db, stream, clock, request, NONE);
  try {
    return await attempt(db, stream, clock, request, likelyNew);
  } catch (error) {
    // one of them is there after all; nothing was written
    if (error instanceof Dexie.BulkError && error.failures.some(({ name }) => name === "ConstraintError"))
      return attempt(db, stream, clock, request, NONE);
    throw error;
  }
}

function attempt(
  db: DeskDb,
  stream: StreamId,
  clock: Clock,
  request: CommitRequest,
  unread: ReadonlySet<string>,
): Promise<Committed | null> {
  const kinds = new Set(request.touches.map(({ kind }) => kind));
  const { asSeen = [] } = request;
  const whose = [...(request.whose ?? []), ...asSeen.map(({ id }) => id)];
  const { presence } = db;
  const times = presence.times();
  const kindsRead = [...kinds, ...whose.map(() => "reader"), ...(request.look?.kinds ?? [])];
  const tables = kinds.has(LEDGER)
    ? allTables(db)
    : [...new Set(kindsRead.map((kind) => tableOf(db, kind))), db.erased, db.log, db.streams, db.meta];
  return db.transaction("rw", tables, async () => {
    const looked =
      unread.size === 0 ? request.touches : request.touches.filter(({ kind, id }) => !unread.has(rowKey(kind, id)));
    // asked in one go: each wait between two questions is a turn through the browser's process
    const asked = [
      readOrphans(db),
      readFilled(db),
      readRows(db, looked),
      db.streams.toArray(),
      readHead(db),
      db.erased.count(),
      readClockNote(db),
      knownDatabaseId(db),
      whose.length === 0 ? Promise.resolve([]) : db.reader.bulkGet([...whose]),
    ] as const;
    const [orphans, filled, rows, streams, head, erasedReaders, time, databaseId, owners] = await Promise.all(asked);
    const [current, own] = [ownAmong(streams), streamAmong(streams, stream)];
    // one that waited until the database was filled again was refused meanwhile
    if (presence.times() !== times) throw new DatabaseGone();
    presence.look(databaseId);
    if (orphans !== null) throw new StillRebuilding();
    const now = clock.now();
    // every start looks at the clock before anything is written, and notes it
    if (time !== null && doubtClock(now, time, head.hlc) !== null) throw new ClockInDoubt();
    if (current !== undefined && current.stream !== stream) throw new StreamMoved();
    presence.check({ stream, filled, seq: own.seq });
    if (owners.some((owner) => owner === undefined || owner.gone === 1)) throw new ReaderGone();
    const seen = new Map(asSeen.map((row) => [row.id, row]));
    if (owners.some((owner) => owner !== undefined && isOther(owner, seen.get(owner.id)))) throw new ReaderChanged();
    const before: RowsById = new Map(rows);
    const built = request.build(rows, request.look === undefined ? NONE : await request.look.read(rows), now);
    const ledger = erasedReaders === 0 ? NONE : await readLedgerOf(db, askedFor(built.ops));
    const ops = countingOps(built.ops, ledger);
    // an undo that finds nothing of its own left is still noted, so that the next one goes further back
    if (ops.length === 0 && built.undoes === undefined && built.redoes === undefined) return null;
    const draft: EntryDraft = {
      staff: request.staff,
      command: request.command,
      ops: wholeOps(ops, (kind, id) => before.get(rowKey(kind, id))),
      ...(request.batchId !== undefined && { batchId: request.batchId }),
      ...(!request.act && request.batchId === undefined && { aside: 1 as const }),
      ...(built.undoes !== undefined && { undoes: built.undoes }),
      ...(built.redoes !== undefined && { redoes: built.redoes }),
    };
    const next = nextEntry(draft, own, head, hasPulled(head) ? vectorAmong(streams, stream) : null, now);
    const { entry } = next;
    // what could not be read again, or not be sealed, must not be written
    const parsed = parseEntry(entry);
    assert(parsed.ok, `${request.command}: ${parsed.ok ? "" : parsed.error} does not fit an entry`);
    const bytes = utf8Length(JSON.stringify(entry));
    if (bytes > MAX_ENTRY_BYTES) throw new EntryTooLarge(bytes);
    // a writer has seen all that its own desk shows
    const log = applyOwn(rows, stream, entry, () => true);
    // all at once: the database works through them without waiting for us in between
    await Promise.all([
      writeRows(db, before, rows, entry.ops, unread),
      db.log.add(log),
      db.streams.put({ stream, ...next.cursor, own: 1 }),
      writeHead(db, next.head),
    ]);
    if (ledger.size > 0) await noteErasing(db, erasedOwners(ops, ledger));
    await eraseNamed(db, newlyNamed(entry.ops));
    return { log, rows, filled };
  });
}

/** Other writes stand in it than stood there when it was read. */
const isOther = (row: RowMeta, seen: RowMeta | undefined): boolean =>
  seen !== undefined && JSON.stringify(stampsOf(row)) !== JSON.stringify(stampsOf(seen));

/** Applies an own entry to `rows` and keeps what it replaces. */
export function applyOwn(rows: RowsById, stream: StreamId, entry: Entry, seen: Seen): LogRow {
  const by = stampOf(stream, entry);
  const created: number[] = [];
  const beforeBy: Record<string, WriteRef | null>[] = [];
  const sides: Record<string, readonly FrontierWrite[]>[] = [];
  const before = entry.ops.map((op, index) => {
    const row = rows.get(rowKey(op.kind, op.id));
    if (row === undefined) created.push(index);
    const values: Record<string, Json> = {};
    const writes: Record<string, WriteRef | null> = {};
    const asked: Record<string, readonly FrontierWrite[]> = {};
    if (row !== undefined) {
      for (const cell of Object.keys(op.cells)) {
        const value = shownCell(op.kind, row, cell);
        if (value !== null) values[cell] = value;
        const [first, ...others] = frontierOf(op.kind, row, cell);
        if (first !== undefined) writes[cell] = others.length === 0 ? [first.by[0], first.by[1]] : null;
        const against = askedWrites(op.kind, row, cell);
        if (against.length > 0) asked[cell] = against;
      }
    }
    beforeBy.push(writes);
    sides.push(asked);
    rows.set(rowKey(op.kind, op.id), applyOp(op.kind, row, op, by, seen));
    return values;
  });
  return {
    seq: entry.seq,
    entry,
    before,
    beforeBy,
    ...(sides.some((asked) => Object.keys(asked).length > 0) && { sides }),
    ...(created.length > 0 && { created }),
    ...(entry.batchId !== undefined && { batchId: entry.batchId }),
    ...(isAct(entry) && { act: 1 as const }),
  };
}
