/**
 * Brings the change log's entries to the host's journal, in order, and tells who waits when theirs is in.
 * Page and worker share one log: a web lock keeps their appends apart, and each goes on from the journal's
 * own number once it holds the same entry there. A silent host is asked again; nothing is lost meanwhile, the log holds
 * it.
 */

import type { Host } from "#shared/host/contract.ts";
import type { SaveFailure } from "#shared/host/save-failure.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import { isSameEntry } from "#shared/replication/erasing/ledger.ts";
import { parseEntry } from "#shared/replication/files/parse-entry.ts";
import type { Entry, StreamId } from "#shared/replication/rows/entry.ts";
import type { DeskDb } from "../database.ts";
import { ownStreamOf } from "./own-stream.ts";
import { readFilled } from "./rebuilding.ts";

/** `gone`: the database, which must be filled again from the journal first. */
export type Health = "ok" | "silent" | "unproved" | "full" | "refused" | "away" | "gone";

export interface AtHand {
  readonly entry: Entry;
  /**
   * How often the database had been filled anew when it was written; after one time more its number may be another's.
   */
  readonly filled: number;
}

export interface JournalClient {
  /**
   * Answers when the entry is in the journal, or at the latest after ten seconds.
   * @param atHand the entry under this number, just written: the log need not be read for it
   */
  confirm(seq: number, atHand?: AtHand): Promise<Result<null, SaveFailure>>;
  /** Goes on behind this number once the database has been filled again. */
  restart(journaled: number): void;
  readonly health: { get(): Health; subscribe(listener: () => void): () => void };
}

/** Runs one at a time among everything that shares the name. */
export type Exclusive = <T>(run: () => Promise<T>) => Promise<T>;

export interface JournalClientDeps {
  readonly db: DeskDb;
  readonly host: Host;
  readonly stream: StreamId;
  readonly exclusive: Exclusive;
  readonly wait: (ms: number) => Promise<void>;
  /** Last number known to be in the journal. */
  readonly journaled: number;
}

const CONFIRM_WITHIN_MS = 10_000;
const RETRY_MS = 1_000;
/** About a megabyte: an entry is at most half of one. */
const APPEND_BYTES = 1_000_000;
const ENTRIES_AT_ONCE = 200;
const MOST_AT_HAND = 4;

export function createJournalClient({
  db,
  host,
  stream,
  exclusive,
  wait,
  journaled: start,
}: JournalClientDeps): JournalClient {
  const { presence } = db;
  let journaled = start;
  let wanted = start;
  let running = false;
  let state: Health = "ok";
  const listeners = new Set<() => void>();
  const waiting = new Set<{ seq: number; done: (result: Result<null, SaveFailure>) => void }>();
  /** Entries at hand, few: while the host is away the log is enough. */
  const atHand = new Map<number, AtHand>();

  const setState = (next: Health): void => {
    if (next === state || (presence.isGone() && next !== "gone")) return;
    state = next;
    for (const listener of listeners) listener();
  };
  const settle = (): void => {
    for (const seq of atHand.keys()) if (seq <= journaled) atHand.delete(seq);
    for (const item of waiting) if (item.seq <= journaled) answer(item, ok(null));
  };
  const answer = (
    item: { done: (result: Result<null, SaveFailure>) => void } & { seq: number },
    result: Result<null, SaveFailure>,
  ): void => {
    waiting.delete(item);
    item.done(result);
  };
  const failAll = (failure: SaveFailure): void => {
    for (const item of [...waiting]) answer(item, err(failure));
  };

  /** The entry that the journal holds under a number. */
  const journalHas = async (seq: number): Promise<Result<Entry | undefined, { readonly tag: string }>> => {
    const page = await host("journal.read", { stream, fromSeq: seq, maxBytes: 1 });
    if (!page.ok) return page;
    const entry = parseEntry(page.value.entries[0]);
    return ok(entry.ok ? entry.value : undefined);
  };

  /**
   * Whether journal and log hold one entry under the number: somebody else's there confirms nothing. Null without an
   * answer.
   */
  const holdsSame = async (seq: number): Promise<boolean | null> => {
    if (seq === 0) return true;
    const there = await journalHas(seq);
    if (!there.ok) return there.error.tag === "host-away" || there.error.tag === "folder-away" ? null : false;
    const own = await presence.unlessGone(db.log.get(seq));
    return own !== undefined && isSameEntry(there.value, own.entry);
  };

  /**
   * A number that the journal has had before: the other side of the page sends whatever the log holds. Another entry
   * there means that the database has begun again at 1.
   */
  const confirmKnown = async (seq: number, written: Entry | undefined): Promise<Result<null, SaveFailure>> => {
    const own = written ?? (await presence.unlessGone(db.log.get(seq)).catch(() => undefined))?.entry;
    for (let waited = 0; own !== undefined && !presence.isGone() && waited <= CONFIRM_WITHIN_MS; waited += RETRY_MS) {
      const there = await journalHas(seq);
      if (there.ok && isSameEntry(there.value, own)) return ok(null);
      if (there.ok) presence.lost();
      else await wait(RETRY_MS);
    }
    if (presence.isGone()) return err({ tag: "database-gone" });
    if (own === undefined) return err({ tag: "journal-refused", reason: `the log holds no ${seq}` });
    setState("silent");
    return err({ tag: "journal-silent" });
  };

  /** One append; false where it must be tried again later. */
  const step = async (): Promise<boolean> => {
    const entries = await presence.unlessGone(nextEntries(db, stream, journaled, atHand));
    const first = entries[0];
    if (first === undefined) {
      // a sync has moved the desk to a new stream, which took the entries along: nothing is left to wait for
      wanted = journaled;
      failAll({ tag: "journal-refused", reason: `the log holds nothing behind ${journaled}` });
      return true;
    }
    const result = await host("journal.append", {
      stream,
      expectedSeq: first.seq,
      entries: entries.map((entry) => ({ ...entry })),
    });
    if (result.ok) {
      journaled = result.value.lastSeq;
      setState("ok");
      settle();
      return true;
    }
    const { error } = result;
    if (error.tag === "journal-mismatch") {
      // an answer was lost, the other side of the page has appended meanwhile, or the journal is behind
      const same = error.lastSeq === journaled ? false : await holdsSame(error.lastSeq);
      if (same === null) setState("silent");
      if (same === true) {
        journaled = error.lastSeq;
        setState("ok");
        settle();
        // under the same lock: whoever writes much would append the next before this one has its turn again
        return journaled < wanted ? step() : true;
      }
      if (same === false) {
        setState("silent");
        failAll({ tag: "journal-refused", reason: `at ${error.lastSeq}, expected ${first.seq}` });
      }
    } else if (error.tag === "disk-full") {
      setState("full");
      failAll({ tag: "disk-full", freeBytes: error.freeBytes });
    } else if (error.tag === "folder-away") {
      setState("away");
      failAll({ tag: "folder-away", path: error.path, code: error.code });
    } else if (error.tag === "io") {
      setState("refused");
      failAll({ tag: "disk-refused", code: error.code });
    } else if (error.tag === "host-away") setState(error.unproved ? "unproved" : "silent");
    else {
      setState("silent");
      failAll({ tag: "journal-refused", reason: error.tag });
    }
    return false;
  };

  /** The database did not answer: as with a silent host, the entries wait. */
  const brokenStep = (): boolean => {
    setState("silent");
    return false;
  };

  const pump = async (): Promise<void> => {
    if (running) return;
    running = true;
    try {
      while (journaled < wanted && !db.hasBeenClosed() && !presence.isGone())
        if (!(await exclusive(step).catch(brokenStep)) && !presence.isGone()) await wait(RETRY_MS);
    } finally {
      running = false;
      leave();
    }
  };

  /** What was being sent when the database was found gone may have arrived: that one is still confirmed. */
  const leave = (): void => {
    if (running || !presence.isGone()) return;
    atHand.clear();
    setState("gone");
    failAll({ tag: "database-gone" });
  };
  presence.subscribe(leave);

  return {
    restart: (last) => {
      journaled = last;
      wanted = last;
      setState("ok");
    },
    confirm: (seq, written) =>
      new Promise((resolve) => {
        if (presence.isGone()) return resolve(err({ tag: "database-gone" }));
        if (seq <= journaled) return resolve(confirmKnown(seq, written?.entry));
        if (written !== undefined && atHand.size < MOST_AT_HAND) atHand.set(seq, written);
        const item = { seq, done: resolve };
        waiting.add(item);
        wanted = Math.max(wanted, seq);
        void pump();
        void wait(CONFIRM_WITHIN_MS).then(() => {
          if (!waiting.has(item)) return;
          if (state === "ok") setState("silent");
          answer(item, err({ tag: "journal-silent" }));
        });
      }),
    health: {
      get: () => state,
      subscribe: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
  };
}

/** None where the desk has left the stream: the log's numbers are then another's. */
async function nextEntries(
  db: DeskDb,
  stream: StreamId,
  after: number,
  atHand: ReadonlyMap<number, AtHand>,
): Promise<readonly Entry[]> {
  const written = atHand.get(after + 1);
  const known =
    written === undefined
      ? null
      : await db.transaction("r", db.streams, db.meta, async () =>
          (await isOwn(db, stream)) && (await readFilled(db)) === written.filled ? written.entry : null,
        );
  if (known !== null) return [known];
  const rows = await db.transaction("r", db.log, db.streams, async () =>
    (await isOwn(db, stream)) ? db.log.where("seq").above(after).limit(ENTRIES_AT_ONCE).toArray() : [],
  );
  const entries: Entry[] = [];
  let bytes = 0;
  for (const { entry } of rows) {
    bytes += rows.length === 1 ? 0 : JSON.stringify(entry).length;
    if (entries.length > 0 && bytes > APPEND_BYTES) break;
    entries.push(entry);
  }
  return entries;
}

async function isOwn(db: DeskDb, stream: StreamId): Promise<boolean> {
  const own = await ownStreamOf(db);
  return own === null || own === stream;
}
