/**
 * The worker's own writer over the log that it shares with the page: the web lock keeps their appends to
 * the journal apart, the log's numbers are given inside the transaction.
 */
import { assert } from "#shared/kernel/assert.ts";
import { createJournalClient } from "../db/journal/journal-client.ts";
import { ownStreamOf } from "../db/journal/own-stream.ts";
import { waitMs, webLock } from "../db/write/web-lock.ts";
import { createWriter } from "../db/write/writer.ts";
import type { SearchFollower, WorkerDeps, WriterFor } from "./worker-deps.ts";

/** Made anew for every task: a sync may have moved the desk to a new stream meanwhile. */
export const createWriterFor =
  ({
    db,
    host,
    clock,
    installation,
    search,
  }: Pick<WorkerDeps, "db" | "host" | "clock" | "installation"> & {
    readonly search: Pick<SearchFollower, "wrote">;
  }): WriterFor =>
  async (staff) => {
    const started = await host("device.start", {});
    const stream = (await ownStreamOf(db)) ?? (started.ok ? started.value.library?.stream : undefined);
    assert(stream !== undefined, "a desk without a library has nothing to write");
    const state = await host("journal.state", { stream });
    const journaled = state.ok ? state.value.lastSeq : 0;
    const journal = createJournalClient({
      db,
      host,
      stream,
      exclusive: webLock(`journal-${installation}`),
      wait: waitMs,
      journaled,
    });
    return createWriter({
      db,
      stream,
      clock,
      journal,
      staff,
      onWritten: (entry, rows) => search.wrote(stream, entry, rows),
    });
  };
