/**
 * Fills a database that was emptied under an open page again from the journal, as a start does, while the screens and
 * what is typed in them stay: over a connection of its own, with a worker that knows nothing of the old one. Until all
 * is back nothing is written; what the screens ask waits.
 */

import type { Host } from "#shared/host/contract.ts";
import { toDefect } from "#shared/host/defect.ts";
import type { StartInfo } from "#shared/host/device-calls.ts";
import { err, ok } from "#shared/kernel/result.ts";
import type { StreamId } from "#shared/replication/rows/entry.ts";
import type { DeskDb, openDatabase } from "../../db/database.ts";
import { reapplyLedger } from "../../db/erasing/reapply-ledger.ts";
import { rereadRows } from "../../db/exchange/reread-rows.ts";
import { readStream } from "../../db/journal/head.ts";
import type { JournalClient } from "../../db/journal/journal-client.ts";
import { beginAnew, type ReconcileDeps, reconcile } from "../../db/journal/reconcile.ts";
import { keepTo } from "../../db/same-database.ts";
import type { Writer } from "../../db/write/writer.ts";
import type { FillAgain } from "../../desk-services/services.ts";
import { workerCallback } from "../../platform/worker/worker-callback.ts";
import type { DeskWorker, LastingWorker, RemoteApi } from "../../platform/worker/worker-client.ts";

/** What is filled, from where. */
export interface Filling {
  readonly db: DeskDb;
  readonly host: Host;
  readonly stream: StreamId;
  readonly now: () => number;
}

export interface FillAgainDeps extends Filling {
  readonly start: StartInfo;
  readonly journal: JournalClient;
  readonly writer: Writer;
  readonly worker: LastingWorker;
  readonly openDatabase: typeof openDatabase;
  readonly startWorker: (databaseId: string) => DeskWorker;
}

type OnProgress = (done: number, total: number) => void;

/** The worker applies what came from other desks. */
export const reconcileBy = (api: RemoteApi, filling: Filling, onProgress: OnProgress): ReconcileDeps => ({
  ...filling,
  applyOthers: (needed) => api.sync.applyFromCopy(needed),
  onProgress,
  refill: () => api.sync.refillFromCopy(workerCallback(({ done, total }) => onProgress(done, total))),
});

export function createFillAgain(deps: FillAgainDeps): FillAgain {
  const { db, host, stream, now, start, journal, writer, worker, openDatabase: openAgain, startWorker } = deps;
  let filling: ReturnType<FillAgain> | null = null;
  // a second press, or a scanner's Enter on the button, joins the first
  return (onProgress) => {
    filling ??= fill(onProgress).finally(() => {
      filling = null;
    });
    return filling;
  };

  async function fill(onProgress: OnProgress): ReturnType<FillAgain> {
    const started = await host("device.start", {});
    if (!started.ok) return err({ tag: "host-away" });
    // a sync has moved the desk meanwhile: only a start knows the way
    if (started.value.library?.stream !== stream) return err({ tag: "journal-unreadable", reason: "new stream" });
    const opened = await openAgain(start.installation);
    if (!opened.ok) return opened;
    const fresh = opened.value;
    try {
      const databaseId = crypto.randomUUID();
      const from: Filling = { db: fresh, host, stream, now };
      const begun = await beginAnew({ ...from, applyOthers: async () => undefined }, databaseId);
      if (!begun.ok) return begun;
      // taken away once more meanwhile, it is not filled from the middle on
      keepTo(fresh, databaseId, () => false);
      const next = startWorker(databaseId);
      const letAsk = worker.replace(next);
      const reconciled = await reconcile(reconcileBy(next.api, from, onProgress));
      if (!reconciled.ok) return reconciled;
      await rereadRows(fresh, start.version);
      const { journaled } = reconciled.value;
      const { seq } = await readStream(fresh, stream);
      db.presence.returned(databaseId);
      journal.restart(journaled);
      // what a silent host has kept out of the journal goes on waiting for it
      if (seq > journaled) void journal.confirm(seq);
      letAsk();
      await reapplyLedger(db, host, writer);
      void worker.api.erasing.purge();
      void worker.api.search.load();
      return ok(journaled);
    } catch (error) {
      return err({ tag: "cannot-open", defect: toDefect(error, "page", "act") });
    } finally {
      fresh.close();
    }
  }
}
