/**
 * Brings the change log's entries to the host's journal, in order, and tells who waits when theirs is in.
 * Page and worker share one log: a web lock keeps their appends apart, and each starts from the journal's
 * own number. A silent host is asked again; nothing is lost meanwhile, the log holds it.
 */

import type { Host } from "#shared/host/contract.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import type { Entry, StreamId } from "#shared/replication/entry.ts";
import type { DeskDb } from "./database.ts";
import type { SaveFailure } from "./writer.ts";

export type Health = "ok" | "silent" | "full";

export interface JournalClient {
  /** Answers when the entry is in the journal, or at the latest after ten seconds. */
  confirm(seq: number): Promise<Result<null, SaveFailure>>;
  readonly health: { get(): Health; subscribe(listener: () => void): () => void };
}

/** Runs one at a time among everything that shares the name. */
export type Exclusive = <T>(run: () => Promise<T>) => Promise<T>;

export interface JournalDeps {
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

export function createJournalClient({ db, host, stream, exclusive, wait, journaled: start }: JournalDeps): JournalClient {
  let journaled = start;
  let wanted = start;
  let running = false;
  let state: Health = "ok";
  const listeners = new Set<() => void>();
  const waiting = new Set<{ seq: number; done: (result: Result<null, SaveFailure>) => void }>();

  const setState = (next: Health): void => {
    if (next === state) return;
    state = next;
    for (const listener of listeners) listener();
  };
  const settle = (): void => {
    for (const item of waiting) if (item.seq <= journaled) answer(item, ok(null));
  };
  const answer = (item: { done: (result: Result<null, SaveFailure>) => void } & { seq: number }, result: Result<null, SaveFailure>): void => {
    waiting.delete(item);
    item.done(result);
  };
  const failAll = (failure: SaveFailure): void => {
    for (const item of [...waiting]) answer(item, err(failure));
  };

  /** One append; false where it must be tried again later. */
  const step = async (): Promise<boolean> => {
    const entries = await nextEntries(db, journaled);
    const first = entries[0];
    if (first === undefined) return true;
    const result = await host("journal.append", { stream, expectedSeq: first.seq, entries: entries as unknown as Record<string, unknown>[] });
    if (result.ok) {
      journaled = result.value.lastSeq;
      setState("ok");
      settle();
      return true;
    }
    const { error } = result;
    if (error.tag === "journal-mismatch") {
      // the other side of the page has appended meanwhile, or the journal is behind: go on from its number
      if (error.lastSeq !== journaled && error.lastSeq <= ((await db.log.toCollection().last())?.seq ?? 0)) {
        journaled = error.lastSeq;
        settle();
        return true;
      }
      failAll({ tag: "journal-refused", reason: `at ${error.lastSeq}, expected ${first.seq}` });
    } else if (error.tag === "disk-full") {
      setState("full");
      failAll({ tag: "disk-full", freeBytes: error.freeBytes });
    } else if (error.tag === "host-away") setState("silent");
    else {
      setState("silent");
      failAll({ tag: "journal-refused", reason: error.tag });
    }
    return false;
  };

  const pump = async (): Promise<void> => {
    if (running) return;
    running = true;
    try {
      while (journaled < wanted) if (!(await exclusive(step))) await wait(RETRY_MS);
    } finally {
      running = false;
    }
  };

  return {
    confirm: (seq) =>
      new Promise((resolve) => {
        if (seq <= journaled) return resolve(ok(null));
        const item = { seq, done: resolve };
        waiting.add(item);
        wanted = Math.max(wanted, seq);
        void pump();
        void wait(CONFIRM_WITHIN_MS).then(() => {
          if (!waiting.has(item)) return;
          setState(state === "full" ? "full" : "silent");
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

async function nextEntries(db: DeskDb, after: number): Promise<readonly Entry[]> {
  const rows = await db.log.where("seq").above(after).limit(ENTRIES_AT_ONCE).toArray();
  const entries: Entry[] = [];
  let bytes = 0;
  for (const { entry } of rows) {
    const size = JSON.stringify(entry).length;
    if (entries.length > 0 && bytes + size > APPEND_BYTES) break;
    entries.push(entry);
    bytes += size;
  }
  return entries;
}
