/**
 * Brings page and journal to one state at every start. Entries only in Dexie are appended; entries only in
 * the journal are applied; where one number holds two different entries the journal is right, and what the
 * database alone had is made anew behind it, with what it had seen (R15).
 */

import type { Host } from "#shared/host/contract.ts";
import { canonicalJson } from "#shared/kernel/json.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import type { Entry, StreamId, Vector } from "#shared/replication/entry.ts";
import { parseEntry } from "#shared/replication/parse-entry.ts";
import { originOf, seenAfter, seenBy } from "#shared/replication/seen.ts";
import { allTables, applyOwn, readRows, rowKey, writeRows } from "./commit.ts";
import type { DeskDb } from "./database.ts";
import { readHead, readStream, readVector, writeHead } from "./head.ts";
import { applySlice } from "./slice.ts";

export type ReconcileError = { readonly tag: "journal-unreadable"; readonly reason: string };

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
  readonly applyOthers: (needed: Vector) => Promise<void>;
  readonly onProgress?: (done: number, total: number) => void;
}

const READ_BYTES = 2_000_000;

export async function reconcile(deps: ReconcileDeps): Promise<Result<Reconciled, ReconcileError>> {
  const { db, host, stream } = deps;
  const state = await host("journal.state", { stream });
  if (!state.ok) return err({ tag: "journal-unreadable", reason: state.error.tag });
  const inJournal = state.value.lastSeq;
  const inDb = (await readStream(db, stream)).seq;
  const fork = await firstDifference(deps, Math.min(inDb, inJournal));
  if (!fork.ok) return fork;
  if (fork.value === null) {
    const applied = await applyJournal(deps, inDb, inJournal);
    if (!applied.ok) return applied;
    const appended = await appendMissing(deps, inJournal);
    return appended.ok ? ok({ ...appended.value, applied: applied.value, madeAnew: 0 }) : appended;
  }
  const orphans = (await db.log.where("seq").aboveOrEqual(fork.value).toArray()).map((row) => row.entry);
  const vectors = await vectorsOf(db, orphans);
  await clearAll(db);
  const applied = await applyJournal(deps, 0, inJournal);
  if (!applied.ok) return applied;
  await makeAnew(deps, orphans, vectors);
  const appended = await appendMissing(deps, inJournal);
  return appended.ok ? ok({ ...appended.value, applied: applied.value, madeAnew: orphans.length }) : appended;
}

async function readJournal({ host, stream }: ReconcileDeps, fromSeq: number, maxBytes: number): Promise<Result<readonly Entry[], ReconcileError>> {
  const page = await host("journal.read", { stream, fromSeq, maxBytes });
  if (!page.ok) return err({ tag: "journal-unreadable", reason: page.error.tag });
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
    return ok(canonicalJson(page.value[0]) === canonicalJson((await deps.db.log.get(seq))?.entry));
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

/** Forgets all rows and cursors and applies the own journal again. */
export async function rebuild(deps: ReconcileDeps): Promise<Result<number, ReconcileError>> {
  const state = await deps.host("journal.state", { stream: deps.stream });
  if (!state.ok) return err({ tag: "journal-unreadable", reason: state.error.tag });
  await clearAll(deps.db);
  return applyJournal(deps, 0, state.value.lastSeq);
}

async function applyJournal(deps: ReconcileDeps, after: number, last: number): Promise<Result<number, ReconcileError>> {
  let at = after;
  while (at < last) {
    const page = await readJournal(deps, at + 1, READ_BYTES);
    if (!page.ok) return page;
    if (page.value.length === 0) return err({ tag: "journal-unreadable", reason: `no entry ${at + 1}` });
    let run: Entry[] = [];
    const flush = async (): Promise<void> => {
      if (run.length > 0) await applySlice(deps.db, deps.stream, deps.now(), { stream: deps.stream, entries: run });
      run = [];
    };
    for (const entry of page.value) {
      if (entry.seen !== undefined) {
        await flush();
        await deps.applyOthers(entry.seen);
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

async function appendMissing({ db, host, stream }: ReconcileDeps, inJournal: number): Promise<Result<{ journaled: number; appended: number }, ReconcileError>> {
  let journaled = inJournal;
  for (;;) {
    const rows = await db.log.where("seq").above(journaled).limit(20).toArray();
    const first = rows[0];
    if (first === undefined) return ok({ journaled, appended: journaled - inJournal });
    const result = await host("journal.append", { stream, expectedSeq: first.seq, entries: rows.map((row) => ({ ...row.entry })) });
    // a full disk or a silent host is the journal client's to report: the log keeps the entries
    if (!result.ok) return result.error.tag === "journal-mismatch" ? err({ tag: "journal-unreadable", reason: "journal-mismatch" }) : ok({ journaled, appended: journaled - inJournal });
    journaled = result.value.lastSeq;
  }
}

async function clearAll(db: DeskDb): Promise<void> {
  await db.transaction("rw", allTables(db), async () => {
    for (const table of allTables(db)) await table.clear();
  });
}

/** The whole vector of each entry. */
async function vectorsOf(db: DeskDb, entries: readonly Entry[]): Promise<readonly Vector[]> {
  const first = entries[0];
  if (first === undefined) return [];
  let vector: Vector = {};
  await db.log
    .where("seq")
    .below(first.seq)
    .each((row) => {
      vector = seenAfter(vector, row.entry);
    });
  return entries.map((entry) => {
    vector = seenAfter(vector, entry);
    return vector;
  });
}

async function makeAnew({ db, stream }: ReconcileDeps, orphans: readonly Entry[], vectors: readonly Vector[]): Promise<void> {
  await db.transaction("rw", allTables(db), async () => {
    const own = await readStream(db, stream);
    const head = await readHead(db);
    const now = await readVector(db, stream);
    const from = own.seq + 1;
    let seq = own.seq;
    for (const [index, orphan] of orphans.entries()) {
      const rows = await readRows(db, orphan.ops);
      seq += 1;
      const { seen: _, ...rest } = orphan;
      const entry: Entry = { ...rest, seq, pulls: head.pulls, ...(index === 0 && { seen: now }), first: originOf(stream, orphan, vectors[index] ?? {}, from) };
      await db.log.add(applyOwn(rows, stream, entry, seenBy(stream, entry, now), orphan.batchId === undefined));
      await writeRows(
        db,
        rows,
        entry.ops.map((op) => rowKey(op.kind, op.id)),
      );
    }
    await db.streams.put({ ...own, seq, seen: now, own: 1 });
    await writeHead(db, { ...head, ownPulls: head.pulls });
  });
}
