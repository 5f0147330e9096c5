/** A database with a writer over a journal in memory, for tests of the data path without a browser. */
import "../../../support/indexed-db.ts";
import { DeskDb } from "../../../../renderer/db/database.ts";
import { createJournalClient, type JournalClient } from "../../../../renderer/db/journal/journal-client.ts";
import { createWriter, type Writer } from "../../../../renderer/db/write/writer.ts";
import { MemoryJournal } from "../../../support/memory-journal.ts";

export const OWN = "a".repeat(16);
let databases = 0;

export interface TestDesk {
  readonly db: DeskDb;
  readonly writer: Writer;
  readonly journal: JournalClient;
  readonly memory: MemoryJournal;
}

/** @param patience how long a second of the journal's client is */
export async function openDesk(
  memory = new MemoryJournal(),
  db = new DeskDb(`test-${++databases}`, 0),
  journaled = 0,
  stream = OWN,
  patience = 1 / 50,
): Promise<TestDesk> {
  await db.open();
  let turn: Promise<unknown> = Promise.resolve();
  const journal = createJournalClient({
    db,
    host: memory.host,
    stream,
    exclusive: (run) => {
      const next = turn.then(run);
      turn = next.catch(() => null);
      return next;
    },
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms * patience)),
    journaled,
  });
  let now = 1_790_000_000_000;
  const writer = createWriter({ db, stream, clock: { now: () => ++now }, journal, staff: "staff-1" });
  return { db, writer, journal, memory };
}
