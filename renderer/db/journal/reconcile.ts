/**
 * Brings page and journal to one state at every start. Entries only in Dexie are appended; entries only in
 * the journal are applied; where one number holds two different entries the journal is right, and what the
 * database alone had is made anew behind it, with what it had seen (R15).
 */

import type { Host } from "#shared/host/contract.ts";
import type { CommonError } from "#shared/host/define.ts";
import type { JournalDamaged } from "#shared/host/journal-calls.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import { askedFor } from "#shared/replication/erasing/arrived-belongings.ts";
import { countingEntry, isSameEntry, newlyNamed } from "#shared/replication/erasing/ledger.ts";
import { START_CURSOR } from "#shared/replication/exchange/cursor.ts";
import type { ApplyOthers, StateBase } from "#shared/replication/exchange/ports.ts";
import { countOps } from "#shared/replication/exchange/slice.ts";
import { parseEntry } from "#shared/replication/files/parse-entry.ts";
import { coveredSeq } from "#shared/replication/lines/adopted.ts";
import { countedOwn } from "#shared/replication/lines/kept-lines.ts";
import type { Entry, StreamId } from "#shared/replication/rows/entry.ts";
import { madeAnew, orphansFrom } from "#shared/replication/rows/orphans.ts";
import { seenBy } from "#shared/replication/rows/seen.ts";
import type { DeskDb } from "../database.ts";
import { eraseNamed, forgetLedger, readLedgerOf } from "../erasing/erase-rows.ts";
import { applySlice } from "../exchange/apply-slice.ts";
import { clearDigest } from "../exchange/kept-digest.ts";
import { nameDatabase } from "../renewal/database-id.ts";
import { stillThere } from "../same-database.ts";
import { allTables, applyOwn, type RowsById, readRows, writeRows } from "../write/commit.ts";
import { adoptBase, isAdopting } from "./adopt.ts";
import { readHead, readStream, readVector, writeHead } from "./head.ts";
import { ADOPTING, endRebuilding, markRebuilding, readOrphans } from "./rebuilding.ts";

export type ReconcileError =
  | { readonly tag: "journal-unreadable"; readonly reason: string }
  /** Nothing was changed; it can be tried again once the folder is back. */
  | { readonly tag: "folder-away"; readonly path: string; readonly code: string };

export interface Reconciled {
  /** Last number in the journal now. */
  readonly journaled: number;
  readonly appended: number;
  readonly applied: number;
  readonly madeAnew: number;
}

export interface ReconcileDeps {
  readonly db: DeskDb;
  readonly host: Host;
  readonly stream: StreamId;
  readonly now: () => number;
  /** Applies other streams' batches from the local copies as far as own entries have seen them. */
  readonly applyOthers: ApplyOthers;
  readonly onProgress?: (done: number, total: number) => void;
  /**
   * Rebuilds a database that is empty, or too old for the batches at hand, from the newest checkpoint of the local
   * copy; does nothing where there is none.
   */
  readonly refill?: () => Promise<void>;
}

const unreadable = (error: CommonError | JournalDamaged): ReconcileError =>
  error.tag === "folder-away"
    ? error
    : { tag: "journal-unreadable", reason: error.tag === "io" ? error.code : error.tag };

export const READ_BYTES = 2_000_000;

export async function reconcile(deps: ReconcileDeps): Promise<Result<Reconciled, ReconcileError>> {
  const { db, host, stream } = deps;
  const state = await host("journal.state", { stream });
  if (!state.ok) return err(unreadable(state.error));
  const inJournal = state.value.lastSeq;
  const refilled = await refillWhereEmpty(deps);
  if (!refilled.ok) return refilled;
  const inDb = (await readStream(db, stream)).seq;
  const fork = await firstDifference(deps, Math.min(inDb, inJournal));
  if (!fork.ok) return fork;
  if (fork.value !== null) {
    await forget(deps, fork.value);
    const again = await refillWhereEmpty(deps);
    if (!again.ok) return again;
  }
  // what its own entries had seen may be swept from the local copy: then the database comes from its checkpoint
  if (fork.value === null && inDb < inJournal) {
    const again = await refill(deps);
    if (!again.ok) return again;
  }
  const applied = await applyJournal(deps, (await readStream(db, stream)).seq, inJournal);
  if (!applied.ok) return applied;
  const madeAnew = await makeAnew(deps);
  const appended = await appendMissing(deps, inJournal);
  return appended.ok ? ok({ ...appended.value, applied: applied.value, madeAnew }) : appended;
}

/** Where nothing of any stream is applied: new, thrown away by the browser, or a rebuilding that was cut off. */
async function refillWhereEmpty(deps: ReconcileDeps): Promise<Result<null, ReconcileError>> {
  const applied = await deps.db.streams.filter(({ seq }) => seq > 0).first();
  return applied === undefined ? refill(deps) : ok(null);
}

async function refill(deps: ReconcileDeps): Promise<Result<null, ReconcileError>> {
  try {
    await deps.refill?.();
    return ok(null);
  } catch (error) {
    return err({ tag: "journal-unreadable", reason: String(error) });
  }
}

function orThrow<T>(result: Result<T, ReconcileError>): T {
  if (!result.ok) throw new Error(result.error.tag === "folder-away" ? result.error.tag : result.error.reason);
  return result.value;
}

export async function readJournal(
  { host, stream }: Pick<ReconcileDeps, "host" | "stream">,
  fromSeq: number,
  maxBytes: number,
): Promise<Result<readonly Entry[], ReconcileError>> {
  const page = await host("journal.read", { stream, fromSeq, maxBytes });
  if (!page.ok) return err(unreadable(page.error));
  const entries: Entry[] = [];
  for (const raw of page.value.entries) {
    const entry = parseEntry(raw);
    if (!entry.ok) return err({ tag: "journal-unreadable", reason: entry.error });
    entries.push(entry.value);
  }
  return ok(entries);
}

/** The first number that holds two different entries, or null. The last common one tells for all before it. */
async function firstDifference(deps: ReconcileDeps, last: number): Promise<Result<number | null, ReconcileError>> {
  if (last === 0) return ok(null);
  const same = async (seq: number): Promise<Result<boolean, ReconcileError>> => {
    const page = await readJournal(deps, seq, 1);
    if (!page.ok) return page;
    return ok(isSameEntry(page.value[0], (await deps.db.log.get(seq))?.entry));
  };
  const end = await same(last);
  if (!end.ok || end.value) return end.ok ? ok(null) : end;
  let low = 1;
  let high = last;
  while (low < high) {
    const middle = (low + high) >> 1;
    const result = await same(middle);
    if (!result.ok) return result;
    if (result.value) low = middle + 1;
    else high = middle;
  }
  return ok(low);
}

/**
 * Forgets all rows and cursors and applies the own journal again, behind a checkpoint's rows where there is a base.
 * What the journal lacks is brought there first, or made anew.
 */
export async function rebuild(deps: ReconcileDeps, base?: StateBase): Promise<Result<number, ReconcileError>> {
  const state = await deps.host("journal.state", { stream: deps.stream });
  if (!state.ok) return err(unreadable(state.error));
  const appended = await appendMissing(deps, state.value.lastSeq);
  if (!appended.ok) return appended;
  const { journaled } = appended.value;
  const { db, stream, now } = deps;
  if (base !== undefined && coveredSeq(base.cursors, stream) > journaled)
    throw new Error("the checkpoint covers own entries that the journal does not have");
  if (base === undefined || !(await isAdopting(db, base))) await forget(deps, journaled + 1);
  if (base !== undefined)
    await adoptBase(db, stream, base, now(), async (from) => orThrow(await readJournal(deps, from, READ_BYTES)));
  const applied = await applyJournal(deps, (await readStream(db, stream)).seq, journaled);
  if (applied.ok) await makeAnew(deps);
  return applied;
}

/**
 * Empties a database that was found emptied, wholly or in part: it is another from now on, to be filled by `reconcile`.
 */
export async function beginAnew(deps: ReconcileDeps, databaseId: string): Promise<Result<null, ReconcileError>> {
  const state = await deps.host("journal.state", { stream: deps.stream });
  if (!state.ok) return err({ tag: "journal-unreadable", reason: state.error.tag });
  await deps.db.transaction("rw", allTables(deps.db), async () => {
    await forget(deps, state.value.lastSeq + 1);
    await nameDatabase(deps.db, databaseId);
  });
  return ok(null);
}

async function applyJournal(deps: ReconcileDeps, after: number, last: number): Promise<Result<number, ReconcileError>> {
  let at = after;
  while (at < last) {
    const page = await readJournal(deps, at + 1, READ_BYTES);
    if (!page.ok) return page;
    if (page.value.length === 0) return err({ tag: "journal-unreadable", reason: `no entry ${at + 1}` });
    let run: Entry[] = [];
    const counted = new Map<number, Entry>();
    const flush = async (): Promise<void> => {
      if (run.length > 0)
        await applySlice(deps.db, deps.stream, deps.now(), { stream: deps.stream, entries: run, counted });
      run = [];
    };
    for (const entry of page.value) {
      if (entry.seen !== undefined || entry.first !== undefined) {
        await flush();
        counted.set(entry.seq, await countedOwn(entry, deps.applyOthers));
      }
      run.push(entry);
      if (run.length >= 50) await flush();
      at = entry.seq;
    }
    await flush();
    deps.onProgress?.(at - after, last - after);
  }
  return ok(at - after);
}

/** Brings to the journal what the log alone holds. */
export async function appendMissing(
  { db, host, stream }: Pick<ReconcileDeps, "db" | "host" | "stream">,
  inJournal: number,
  onAppended: (journaled: number) => void = () => undefined,
): Promise<Result<{ journaled: number; appended: number }, ReconcileError>> {
  let journaled = inJournal;
  for (;;) {
    const rows = await db.log.where("seq").above(journaled).limit(20).toArray();
    const first = rows[0];
    if (first === undefined) return ok({ journaled, appended: journaled - inJournal });
    const result = await host("journal.append", {
      stream,
      expectedSeq: first.seq,
      entries: rows.map((row) => ({ ...row.entry })),
    });
    // a full disk or a silent host is the journal client's to report: the log keeps the entries
    if (!result.ok)
      return result.error.tag === "journal-mismatch"
        ? err({ tag: "journal-unreadable", reason: "journal-mismatch" })
        : ok({ journaled, appended: journaled - inJournal });
    journaled = result.value.lastSeq;
    onAppended(journaled);
  }
}

/** Takes all records and cursors away, drafts and the like stay; own entries from `from` on wait as orphans. */
async function forget({ db, stream }: ReconcileDeps, from: number): Promise<void> {
  await db.transaction("rw", allTables(db), async () => {
    await stillThere(db);
    const log = (await db.log.toArray()).map(({ entry }) => entry);
    const orphans = [...orphansFrom(log, from), ...((await readOrphans(db)) ?? [])];
    for (const table of allTables(db)) if (table !== db.meta) await table.clear();
    await db.meta.bulkDelete(["head", "sealed", ADOPTING]);
    await clearDigest(db);
    await forgetLedger(db);
    // which stream is written stays known, also while nothing of it is applied
    await db.streams.put({ stream, ...START_CURSOR, own: 1 });
    await markRebuilding(db, orphans);
  });
}

/** Ends a rebuilding: what this database alone had is written again behind the journal's entries. */
async function makeAnew({ db, stream }: ReconcileDeps): Promise<number> {
  return db.transaction("rw", allTables(db), async () => {
    await stillThere(db);
    const orphans = await readOrphans(db);
    if (orphans === null) return 0;
    await endRebuilding(db);
    if (orphans.length === 0) return 0;
    const own = await readStream(db, stream);
    const head = await readHead(db);
    const now = await readVector(db, stream);
    let { hlc } = head;
    const entries = madeAnew(orphans, stream, own, head, now);
    for (const whole of entries) {
      const entry = countingEntry(whole, await readLedgerOf(db, askedFor(whole.ops)));
      const rows = await readRows(db, entry.ops);
      const unchanged: RowsById = new Map(rows);
      await db.log.add(applyOwn(rows, stream, entry, seenBy(stream, entry, now)));
      await writeRows(db, unchanged, rows, entry.ops);
      await eraseNamed(db, newlyNamed(entry.ops));
      hlc = entry.hlc;
    }
    await db.streams.put({
      ...own,
      seq: own.seq + entries.length,
      seen: now,
      ops: (own.ops ?? 0) + countOps(entries),
      own: 1,
    });
    await writeHead(db, { ...head, hlc, ownPulls: head.pulls });
    return orphans.length;
  });
}
