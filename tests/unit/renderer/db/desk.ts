/** A database with a writer over a journal in memory, for tests of the data path without a browser. */
import "fake-indexeddb/auto";
import type { CallName, Host } from "#shared/host/contract.ts";
import { err, ok } from "#shared/kernel/result.ts";
import type { Entry } from "#shared/replication/entry.ts";
import { DeskDb } from "../../../../renderer/db/database.ts";
import { createJournalClient, type JournalClient } from "../../../../renderer/db/journal-client.ts";
import { createWriter, type Writer } from "../../../../renderer/db/writer.ts";

export const OWN = "a".repeat(16);
let databases = 0;

/** The host's journal as the contract says, with a switch to silence it. */
export class MemoryJournal {
  readonly entries: Entry[] = [];
  silent = false;
  fullOnce = false;

  readonly host = (async (name: CallName, args: unknown) => MemoryJournal.answer(this, name, args)) as Host; // a partial host: the journal's calls only

  static async answer(journal: MemoryJournal, name: CallName, args: unknown): Promise<unknown> {
    const request = structuredClone(args) as { expectedSeq: number; fromSeq: number; entries: Entry[] }; // only journal calls are made
    const { entries } = journal;
    if (journal.silent) return err({ tag: "host-away" });
    if (journal.fullOnce) {
      journal.fullOnce = false;
      return err({ tag: "disk-full", freeBytes: 10 });
    }
    if (name === "journal.state") return ok({ lastSeq: entries.length });
    if (name === "journal.read") return ok({ entries: entries.slice(request.fromSeq - 1, request.fromSeq + 2), lastSeq: entries.length });
    if (name !== "journal.append") return err({ tag: "bad-request", issue: name });
    if (request.expectedSeq !== entries.length + 1) return err({ tag: "journal-mismatch", lastSeq: entries.length });
    entries.push(...request.entries);
    return ok({ lastSeq: entries.length });
  }
}

export interface TestDesk {
  readonly db: DeskDb;
  readonly writer: Writer;
  readonly journal: JournalClient;
  readonly memory: MemoryJournal;
}

export async function openDesk(memory = new MemoryJournal(), db = new DeskDb(`test-${++databases}`), journaled = 0): Promise<TestDesk> {
  await db.open();
  let turn: Promise<unknown> = Promise.resolve();
  const journal = createJournalClient({
    db,
    host: memory.host,
    stream: OWN,
    exclusive: (run) => {
      const next = turn.then(run);
      turn = next.catch(() => null);
      return next;
    },
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms / 50)),
    journaled,
  });
  let now = 1_790_000_000_000;
  const writer = createWriter({ db, stream: OWN, clock: { now: () => ++now }, journal, staff: "staff-1" });
  return { db, writer, journal, memory };
}
