/**
 * A desk's database and journal in memory: the twin of `renderer/db/exchange/replica.ts` for the simulator. What a
 * slice, a command or a new stream does to it is the product's own code, so it behaves like the database and
 * only the keeping differs. Every call is one transaction: an error leaves everything as it was.
 */

import type { RandomBytes } from "#shared/kernel/clock.ts";
import type { Kind } from "#shared/model/kinds.ts";
import { caseNumber } from "#shared/model/reveal.ts";
import { isAside, QUARANTINE, type StateRow } from "#shared/replication/checkpoints/state-row.ts";
import { belongingOps, belongingsAmong, erasedOwners } from "#shared/replication/erasing/arrived-belongings.ts";
import { casesAmong, numberOp, UNNUMBERED } from "#shared/replication/erasing/case-numbers.ts";
import {
  type Erasure,
  erasureOf,
  forgotten,
  type LookedCopies,
  lookedThrough,
  NOTHING_ERASED,
  withTaint,
} from "#shared/replication/erasing/erasing-progress.ts";
import {
  countingEntry,
  countingOps,
  isSameEntry,
  type Ledger,
  ledgerOf,
  namedBy,
  newlyNamed,
  type RecordKey,
  scrubbed,
} from "#shared/replication/erasing/ledger.ts";
import { type Cursor, START_CURSOR, streamState } from "#shared/replication/exchange/cursor.ts";
import type {
  ApplyOthers,
  KeptSeen,
  Replica,
  ReplicaState,
  StateBase,
  StateEnd,
} from "#shared/replication/exchange/ports.ts";
import type { Slice } from "#shared/replication/exchange/slice.ts";
import {
  countOps,
  type ReplicaHead,
  runSlice,
  type SliceResult,
  START_HEAD,
} from "#shared/replication/exchange/slice.ts";
import { type Adopted, adoptCursors, coveredSeq } from "#shared/replication/lines/adopted.ts";
import { countedOwn } from "#shared/replication/lines/kept-lines.ts";
import {
  applyMoved,
  countedMoved,
  type Leaving,
  leaveStream,
  restamped,
} from "#shared/replication/lines/leave-stream.ts";
import {
  NOTHING_SEALED,
  ownState,
  publishedAfter,
  type Sealed,
  sealedAfter,
} from "#shared/replication/lines/own-sealed.ts";
import { type Quarantined, type RowStore, stampOf } from "#shared/replication/rows/apply.ts";
import {
  changeDigest,
  type DigestAt,
  digestLine,
  type HashText,
  type RowChange,
  type StateDigest,
} from "#shared/replication/rows/digest.ts";
import type { Applied, Entry, Op, Stamp, StreamId } from "#shared/replication/rows/entry.ts";
import { quarantinedWithout, rowWithout } from "#shared/replication/rows/forget.ts";
import { applyOp, takingBack } from "#shared/replication/rows/merge-cells.ts";
import { type EntryDraft, hasPulled, nextEntry } from "#shared/replication/rows/next-entry.ts";
import { madeAnew, type Orphan, orphansFrom } from "#shared/replication/rows/orphans.ts";
import type { AnyRow } from "#shared/replication/rows/row.ts";
import { type Seen, seenBy } from "#shared/replication/rows/seen.ts";
import { maySweep, type SweepReach } from "#shared/replication/rows/tombstones.ts";
import { vectorOf } from "#shared/replication/rows/vector.ts";
import { wholeOps } from "#shared/replication/rows/whole-op.ts";
import { sha256 } from "../../electron/services/sealing/signatures.ts";
import { type LedgerFile, lostOps, withLines } from "./ledger-file.ts";
import { streamRandom } from "./stream-random.ts";

/** Members are replaced, but for rows and journal, which grow in place. */
interface State {
  readonly stream: StreamId;
  readonly rows: Map<string, AnyRow>;
  readonly journal: Entry[];
  /** Of the own stream: how far the journal is applied here. */
  readonly own: Cursor;
  readonly streams: Readonly<Record<StreamId, Cursor>>;
  readonly sealed: Sealed;
  readonly head: ReplicaHead;
  readonly quarantine: readonly Quarantined[];
  readonly ledger: Ledger;
  readonly erasure: Erasure;
  /** Erased records of which more may have come. */
  readonly erasing: readonly RecordKey[];
  readonly file: LedgerFile;
  /** A rebuilding under way: of which base, and how many of its parts are here; null for none. */
  readonly rebuilding: { readonly base: string | null; readonly parts: number } | null;
  /** Wait to be made anew behind the journal's entries; a rebuilding keeps them. */
  readonly orphans: readonly Orphan[];
}

/** Rows that one reading of the whole state answers. */
const PAGE_ROWS = 200;

const sha256Of: HashText = (text) => sha256(new TextEncoder().encode(text));

const EMPTY = {
  own: START_CURSOR,
  streams: {},
  sealed: NOTHING_SEALED,
  head: START_HEAD,
  quarantine: [],
  ledger: new Set<RecordKey>(),
  erasure: NOTHING_ERASED,
  erasing: [],
  rebuilding: null,
} satisfies Partial<State>;

export class MemoryReplica implements Replica {
  #state: State;
  /**
   * The rows that were counted last and their digest: the next one counts only what is another since, as the database
   * does.
   */
  #counted: { readonly rows: ReadonlyMap<string, AnyRow>; readonly tables: StateDigest } = {
    rows: new Map(),
    tables: {},
  };

  constructor(
    stream: StreamId,
    readonly nowMs: () => number,
    readonly random: RandomBytes = streamRandom(stream),
  ) {
    this.#state = { ...EMPTY, stream, rows: new Map(), journal: [], orphans: [], file: new Map() };
  }

  /** As a copied profile or a restored backup: the same state, from now on apart. */
  copy(nowMs: () => number): MemoryReplica {
    const twin = new MemoryReplica(this.#state.stream, nowMs, this.random);
    twin.#state = { ...this.#state, rows: new Map(this.#state.rows), journal: [...this.#state.journal] };
    twin.#counted = this.#counted;
    return twin;
  }

  /**
   * As when the database comes back as it once was; the journal is of now. Null where a new stream has begun since.
   * Where journal and database hold different entries under one number, the start empties the database, and what it
   * alone had waits.
   */
  withDatabaseOf(older: MemoryReplica): MemoryReplica | null {
    if (older.stream !== this.stream || older.#state.own.seq > this.#state.journal.length) return null;
    const beside = { journal: [...this.#state.journal], file: this.#state.file };
    const stale = older.copy(this.nowMs);
    const log = older.log.slice(0, older.#state.own.seq);
    const other = log.find((entry, index) => !isSameEntry(entry, beside.journal[index]));
    stale.#state =
      other === undefined
        ? { ...stale.#state, ...beside }
        : {
            ...stale.#state,
            ...EMPTY,
            ...beside,
            erasure: forgotten(stale.#state.erasure),
            rows: new Map(),
            rebuilding: { base: null, parts: 0 },
            orphans: [...orphansFrom(log, other.seq), ...stale.#state.orphans],
          };
    return stale;
  }

  get stream(): StreamId {
    return this.#state.stream;
  }

  get log(): readonly Entry[] {
    return this.#state.journal;
  }

  get rows(): ReadonlyMap<string, AnyRow> {
    return this.#state.rows;
  }

  get quarantine(): readonly Quarantined[] {
    return this.#state.quarantine;
  }

  row(kind: string, id: string): AnyRow | undefined {
    return this.#state.rows.get(`${kind}/${id}`);
  }

  lines(): readonly string[] {
    return [...this.#state.rows].flatMap(([key, row]) => digestLine(key.slice(0, key.indexOf("/")), row) ?? []).sort();
  }

  /** A command of this desk: rows, journal and head. */
  write(ops: readonly Op[], draft: Partial<Omit<EntryDraft, "ops">> = {}): Entry {
    const { own, head, streams, stream, journal } = this.#state;
    const rowOf = (kind: string, id: string): AnyRow | undefined => this.row(kind, id);
    const kept = wholeOps(
      countingOps(ops, this.#state.ledger).map((op) => ({ ...op, cells: takingBack(op.cells, rowOf(op.kind, op.id)) })),
      rowOf,
    );
    const next = nextEntry(
      { staff: "s", command: "test", ...draft, ops: kept },
      own,
      head,
      hasPulled(head) ? vectorOf(streams) : null,
      this.nowMs(),
    );
    // all of it was on what is erased: nothing is written
    if (kept.length === 0 && ops.length > 0) return next.entry;
    // a writer has seen all that its own desk shows
    this.#transact((rows) => applyOps(rows, next.entry.ops, stampOf(stream, next.entry), () => true));
    journal.push(next.entry);
    this.#set({
      own: next.cursor,
      head: next.head,
      erasing: [...this.#state.erasing, ...erasedOwners(kept, this.#state.ledger)],
    });
    this.#erase(newlyNamed(next.entry.ops));
    return next.entry;
  }

  #set(change: Partial<State>): void {
    this.#state = { ...this.#state, ...change };
  }

  #transact<T>(work: (rows: RowStore) => T): T {
    const { rows } = this.#state;
    const put = new Map<string, AnyRow>();
    const done = work({
      get: (kind, id) => put.get(`${kind}/${id}`) ?? rows.get(`${kind}/${id}`),
      put: (kind, row) => put.set(`${kind}/${row.id}`, row),
    });
    for (const [key, row] of put) rows.set(key, row);
    return done;
  }

  /** As the database does it, but for the journal, which is of this desk alone: at once. */
  #erase(named: readonly RecordKey[]): void {
    if (named.length === 0) return;
    const erased: Ledger = new Set(named);
    const { rows, journal, quarantine, erasing } = this.#state;
    for (const key of named) rows.delete(key);
    this.#forget(erased);
    for (const [index, entry] of journal.entries()) journal[index] = scrubbed(entry, erased);
    this.#set({ quarantine: quarantinedWithout(quarantine, erased), erasing: [...erasing, ...named] });
    this.#readLedger();
  }

  #forget(erased: Ledger): void {
    for (const [key, row] of this.#state.rows) this.#state.rows.set(key, rowWithout(namedBy(key).kind, row, erased));
  }

  #readLedger(): void {
    const rows = [...this.#state.rows].filter(([key]) => key.startsWith("erased/")).map(([, row]) => row);
    this.#set({
      ledger: ledgerOf(rows),
      erasure: erasureOf(rows, this.#state.erasure),
      file: withLines(this.#state.file, rows),
    });
  }

  async ledger(): Promise<Ledger> {
    return this.#state.ledger;
  }

  /** What was erased here stays erased, whatever has become of the entry that said it; answers how many readers. */
  eraseAgain(): number {
    const ops = lostOps(this.#state.file, (id) => this.row("erased", id));
    for (const op of ops) this.write([op], { staff: "", command: "reader.erase", aside: 1 });
    return ops.length;
  }

  async eraseBelongings(): Promise<number> {
    let found = this.eraseAgain();
    // what came in between was not known to speak of it
    if (found > 0) await this.looked({ looked: 0 });
    for (;;) {
      const { rows, erasing } = this.#state;
      if (erasing.length === 0) return found + this.#numberCases();
      const all = [...rows].map(([key, row]) => [key.slice(0, key.indexOf("/")), row] as const);
      const belongings = belongingsAmong(all, new Set(erasing));
      this.#set({ erasing: [] });
      if (belongings.length === 0) return found + this.#numberCases();
      found += belongings.length;
      this.write(belongingOps(belongings, await this.records("erased")), {
        staff: "",
        command: "reader.erase",
        aside: 1,
      });
    }
  }

  #numberCases(): number {
    if (this.#state.ledger.size === 0) return 0;
    const all = [...this.#state.rows].map(([key, row]) => [namedBy(key).kind, row] as const);
    const looks = casesAmong(all, new Set([UNNUMBERED]));
    if (looks.length > 0)
      this.write(
        looks.map((look) => numberOp(look, caseNumber(this.random))),
        { staff: "", command: "reader.erase", aside: 1 },
      );
    return looks.length;
  }

  async looked(found: LookedCopies): Promise<void> {
    this.#set({ erasure: lookedThrough(this.#state.erasure, found) });
  }

  #apply(slice: Slice): SliceResult {
    const { stream, own, streams, head, quarantine, ledger, erasure, erasing } = this.#state;
    const isOwn = slice.stream === stream;
    const applied = this.#transact((rows) =>
      runSlice(rows, slice, {
        cursor: isOwn ? own : (streams[slice.stream] ?? START_CURSOR),
        head,
        nowMs: this.nowMs(),
        ledger,
        ...(isOwn && { applyOwn: (entry, seen) => applyOps(rows, entry.ops, stampOf(stream, entry), seen) }),
      }),
    );
    this.#set({
      ...(isOwn ? { own: applied.cursor } : { streams: { ...streams, [slice.stream]: applied.cursor } }),
      head: applied.head,
      ...(applied.quarantined.length > 0 && { quarantine: [...quarantine, ...applied.quarantined] }),
      ...(applied.taints !== null && { erasure: withTaint(erasure, slice.stream, applied.taints) }),
      ...(applied.owners.length > 0 && { erasing: [...erasing, ...applied.owners] }),
    });
    this.#erase(applied.erases);
    return applied.result;
  }

  async state(): Promise<ReplicaState> {
    const { stream, journal, own, streams, sealed, rebuilding, head, erasure } = this.#state;
    return {
      erasure,
      unfinished: rebuilding !== null,
      owesAnew: head.owesAnew === true,
      newest: head.hlc,
      own: ownState(stream, own, sealed, journal.length),
      streams: Object.fromEntries(Object.entries(streams).map(([name, cursor]) => [name, streamState(cursor)])),
    };
  }

  async digest(): Promise<DigestAt> {
    const { stream, own, streams, quarantine } = this.#state;
    const at = Object.entries({ ...streams, [stream]: own }).filter(([, { seq }]) => seq > 0);
    return {
      at: Object.fromEntries(at.map(([name, { seq }]) => [name, seq])),
      aside: quarantine.length,
      tables: this.#countRows(),
    };
  }

  #countRows(): StateDigest {
    const { rows: before, tables } = this.#counted;
    const { rows } = this.#state;
    const changes: RowChange[] = [];
    const note = (key: string): void => {
      if (before.get(key) !== rows.get(key))
        changes.push({ kind: key.slice(0, key.indexOf("/")), before: before.get(key), after: rows.get(key) });
    };
    for (const key of rows.keys()) note(key);
    for (const key of before.keys()) if (!rows.has(key)) note(key);
    if (changes.length > 0) this.#counted = { rows: new Map(rows), tables: changeDigest(tables, changes, sha256Of) };
    return this.#counted.tables;
  }

  async records(kind: Kind): Promise<readonly AnyRow[]> {
    return [...this.#state.rows].filter(([key]) => key.startsWith(`${kind}/`)).map(([, row]) => row);
  }

  async sweep(reach: SweepReach): Promise<number> {
    const swept = [...this.#state.rows].filter(([, row]) => maySweep(row, reach));
    for (const [key] of swept) this.#state.rows.delete(key);
    return swept.length;
  }

  async journaled(fromSeq: number, maxBytes: number): Promise<readonly Entry[]> {
    const entries: Entry[] = [];
    let bytes = 0;
    for (const entry of this.#state.journal.slice(fromSeq - 1)) {
      bytes += JSON.stringify(entry).length;
      if (entries.length > 0 && bytes > maxBytes) break;
      entries.push(entry);
    }
    return entries;
  }

  async apply(slice: Slice): Promise<SliceResult> {
    return this.#apply(slice);
  }

  async sealed(batch: Parameters<Replica["sealed"]>[0]): Promise<void> {
    this.#set({ sealed: sealedAfter(this.#state.sealed, batch) });
  }

  async published(seq: number): Promise<void> {
    this.#set({ sealed: publishedAfter(this.#state.sealed, seq) });
  }

  async oweAnew(): Promise<void> {
    this.#set({ head: { ...this.#state.head, owesAnew: true } });
  }

  async moveTo(to: StreamId, fork: Applied, keptOf: KeptSeen): Promise<void> {
    const { stream: from } = this.#state;
    const leaving: Leaving = { from, to, fork };
    const counted = await countedMoved(this.#state.journal, leaving, this.#state.sealed, keptOf);
    const { rows, journal, streams, head, sealed } = this.#state;
    const { [from]: _, ...others } = streams;
    const left = leaveStream(journal, leaving, vectorOf(others), head, sealed);
    for (const [key, row] of rows) rows.set(key, restamped(leaving, row));
    if (counted !== null) {
      const counting = left.moved.map((entry) => countingEntry(entry, this.#state.ledger));
      this.#transact((store) => applyMoved(store, to, counting, counted));
    }
    this.#set({
      stream: to,
      journal: [...left.moved],
      own: left.own,
      streams: left.old === null ? others : { ...others, [from]: left.old },
      sealed: NOTHING_SEALED,
      head: left.head,
    });
    this.#readLedger();
  }

  async rebuild(applyOthers: ApplyOthers, base?: StateBase): Promise<void> {
    const { stream, journal, rebuilding } = this.#state;
    if (base !== undefined && coveredSeq(base.cursors, stream) > journal.length)
      throw new Error("the checkpoint covers own entries that the journal does not have");
    if (rebuilding === null || base === undefined || rebuilding.base !== base.key)
      this.#set({
        ...EMPTY,
        erasure: forgotten(this.#state.erasure),
        rows: new Map(),
        rebuilding: { base: base?.key ?? null, parts: 0 },
      });
    if (base !== undefined) await this.#adopt(base);
    await this.catchUp(applyOthers);
  }

  async #adopt(base: StateBase): Promise<void> {
    for (let part = this.#state.rebuilding?.parts ?? 0; part < base.parts; part++) {
      this.#put(await base.rows(part));
      this.#set({ rebuilding: { base: base.key, parts: part + 1 } });
    }
    if (this.#state.own.seq > 0 || Object.keys(this.#state.streams).length > 0) return;
    const { stream, journal } = this.#state;
    const { others, ...adopted }: Adopted = adoptCursors(
      stream,
      base.cursors,
      journal[coveredSeq(base.cursors, stream) - 1],
      this.nowMs(),
    );
    this.#set({ ...adopted, streams: others });
    this.#readLedger();
    // what stands there of erased readers came without the entries that have erased them
    const { ledger } = this.#state;
    for (const [index, entry] of journal.entries()) journal[index] = scrubbed(entry, ledger);
    this.#set({ erasing: [...ledger] });
    this.#forget(ledger);
  }

  #put(rows: readonly StateRow[]): void {
    for (const row of rows) {
      if (isAside(row)) this.#set({ quarantine: [...this.#state.quarantine, row[1]] });
      else this.#state.rows.set(`${row[0]}/${row[1].id}`, row[1]);
    }
  }

  async stateRows(after: string | null): Promise<{ readonly rows: readonly StateRow[]; readonly next: string | null }> {
    const { rows, quarantine } = this.#state;
    const keys = [...rows.keys()].filter((key) => after === null || key > after).sort();
    const page = keys.slice(0, PAGE_ROWS);
    const found = page.flatMap((key): readonly StateRow[] => {
      const row = rows.get(key);
      return row === undefined ? [] : [[key.slice(0, key.indexOf("/")), row]];
    });
    const isLast = keys.length <= PAGE_ROWS;
    return {
      rows: isLast ? [...found, ...quarantine.map((aside): StateRow => [QUARANTINE, aside])] : found,
      next: isLast ? null : (page.at(-1) ?? null),
    };
  }

  async stateEnd(seq: number): Promise<StateEnd | null> {
    const { stream, journal, own, streams, head, rows: all } = this.#state;
    const { told } = (await this.state()).own;
    const touched = new Map(
      journal.slice(seq, own.seq).flatMap(({ ops }) => ops.map(({ kind, id }) => [`${kind}/${id}`, kind] as const)),
    );
    const rows: StateRow[] = [];
    for (const [key, kind] of touched) {
      // what was erased meanwhile stands in the pages before
      if (kind === "erased") return null;
      const row = all.get(key);
      if (row === undefined) return null;
      rows.push([kind, row]);
    }
    return {
      cursors: { hlc: head.hlc, streams: { ...streams, [stream]: { ...own, told } } },
      digest: await this.digest(),
      rows,
    };
  }

  /** Applies what the journal holds beyond the database, as a start does; also after a rebuilding that was cut off. */
  async catchUp(applyOthers: ApplyOthers): Promise<void> {
    const { stream, journal, own } = this.#state;
    for (const entry of journal.slice(own.seq)) {
      this.#apply({ stream, entries: [entry], counted: new Map([[entry.seq, await countedOwn(entry, applyOthers)]]) });
    }
    this.#makeAnew();
    this.#set({ rebuilding: null, orphans: [] });
  }

  #makeAnew(): void {
    const { stream, own, head, streams, journal, orphans } = this.#state;
    if (orphans.length === 0) return;
    const now = vectorOf(streams);
    const entries = madeAnew(orphans, stream, own, head, now);
    this.#set({
      own: { ...own, seq: own.seq + entries.length, seen: now, ops: (own.ops ?? 0) + countOps(entries) },
      head: { ...head, hlc: entries.at(-1)?.hlc ?? head.hlc, ownPulls: head.pulls },
    });
    for (const whole of entries) {
      const entry = countingEntry(whole, this.#state.ledger);
      this.#transact((rows) => applyOps(rows, entry.ops, stampOf(stream, entry), seenBy(stream, entry, now)));
      journal.push(entry);
      this.#erase(newlyNamed(entry.ops));
    }
  }
}

/** Applies operations that are known to fit: own ones, as they were written. */
export function applyOps(rows: RowStore, ops: readonly Op[], by: Stamp, seen: Seen): void {
  for (const op of ops) rows.put(op.kind, applyOp(op.kind, rows.get(op.kind, op.id), op, by, seen));
}
