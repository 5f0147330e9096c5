/** Backups in the worker: one task at a time, in turn with the exchange, cancelled at its next step. */
import type { BackupRef } from "#shared/host/backup-calls.ts";
import type { Host } from "#shared/host/contract.ts";
import { uuidV7 } from "#shared/kernel/ids.ts";
import type { OneAtATime } from "#shared/kernel/one-at-a-time.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import { hasChanged, isBackupDue, mayTryAgain } from "#shared/replication/backup/backup-due.ts";
import { type BackupFault, faultOfStop } from "#shared/replication/backup/backup-fault.ts";
import { checkBackup, type OpenedBackup, openBackup } from "#shared/replication/backup/backup-open.ts";
import type { DeskDb } from "../../db/database.ts";
import { readRestoreLog, writeRestoreLog } from "../../db/exchange/backup-log.ts";
import { hashText } from "../../db/exchange/count-digest.ts";
import { readStream } from "../../db/journal/head.ts";
import { ownStreamOf } from "../../db/journal/own-stream.ts";
import { waitMs } from "../../db/write/web-lock.ts";
import type { BackupApi, BackupProgress, RestoreLog } from "../../platform/worker/backup-api.ts";
import { breathe } from "../breathe.ts";
import { openPorts } from "../open-ports.ts";
import { hostStore } from "../sync-ports.ts";
import type { WorkerDeps } from "../worker-deps.ts";
import { carryAgain, makeBackup } from "./make-backup.ts";
import { previewRestore } from "./preview-restore.ts";
import { runRestore } from "./run-restore.ts";
import { type BackupsStanding, readStanding } from "./standing.ts";

/** Progress crosses to the page at most so often. */
const TELL_EVERY_MS = 80;

export function createBackupApi(deps: WorkerDeps, sealing: OneAtATime): BackupApi {
  const { db, host, clock, random, search } = deps;
  let task = { cancelled: false };

  const begin = (): { readonly isCancelled: () => boolean } => {
    const mine = { cancelled: false };
    task = mine;
    return { isCancelled: () => mine.cancelled };
  };

  const open = async (ref: BackupRef, isCancelled: () => boolean): Promise<Result<OpenedBackup, BackupFault>> => {
    const ports = await openPorts(deps);
    return ports.ok ? openBackup(ports.value.seal, hostStore(host, ref), isCancelled) : err(faultOfStop(ports.error));
  };

  const standing = (): Promise<BackupsStanding> => readStanding(db, host);

  const check: BackupApi["check"] = async (ref, onProgress) => {
    const { isCancelled } = begin();
    const tell = atIntervals(onProgress, clock.now);
    const ports = await openPorts(deps);
    if (!ports.ok) return err(faultOfStop(ports.error));
    const checked = await checkBackup(ports.value.seal, hostStore(host, ref), hashText, {
      onProgress: (done, total) => tell({ step: "check", done, total }),
      isCancelled,
      breathe,
    });
    return checked.ok ? ok({ records: checked.value.records }) : checked;
  };

  const make: BackupApi["make"] = (byHand, onProgress) => {
    const { isCancelled } = begin();
    return sealing(async (isAwaited) => {
      const options = {
        byItself: !byHand,
        onProgress: atIntervals(onProgress, clock.now),
        isCancelled: () => isCancelled() || (!byHand && isAwaited()),
      };
      // a stick that was away when the library code changed
      await host("backup.reseal", {});
      const now = byHand ? null : await standing();
      // nothing new to keep: only the second place lacks what there is
      return now !== null && now.lacking !== null && !hasChanged(now)
        ? carryAgain(deps, now.lacking, options)
        : makeBackup(deps, options);
    });
  };

  return {
    make,
    isDue: async () => {
      const now = await standing();
      return (
        isBackupDue(now, clock.now()) ||
        (now.lacking !== null && !hasChanged(now) && mayTryAgain(now.notCarriedAt, clock.now()))
      );
    },
    hasChanged: async () => hasChanged(await standing()),
    check,
    preview: async (ref, onProgress) => {
      const { isCancelled } = begin();
      const tell = atIntervals(onProgress, clock.now);
      const opened = await open(ref, isCancelled);
      return opened.ok
        ? previewRestore(db, opened.value, {
            onProgress: (done, total) => tell({ step: "read", done, total }),
            isCancelled,
          })
        : opened;
    },
    restore: async (ref, acts, staff, onProgress) => {
      // nothing is begun that a damaged file would cut off
      const whole = await check(ref, onProgress);
      if (!whole.ok) return whole;
      // as it stands now it can be had again, whatever comes
      const kept = await make(true, onProgress);
      if (!kept.ok) return kept;
      const { isCancelled } = begin();
      return sealing(async () => {
        const tell = atIntervals(onProgress, clock.now);
        const opened = await open(ref, isCancelled);
        if (!opened.ok) return opened;
        const at = clock.now();
        const batchId = uuidV7(at, random);
        const begun: RestoreLog = {
          batchId,
          at,
          from: opened.value.kept.checkpoint.at,
          records: 0,
          removed: 0,
          stopped: true,
          undoneAt: null,
        };
        // a crash in the middle leaves a chain that can be taken back
        await writeRestoreLog(db, begun);
        const writer = await deps.writer(staff);
        const { records, removed, failure } = await runRestore({
          db,
          backup: opened.value,
          acts,
          batchId,
          writer,
          onProgress: (done, total, waiting) => tell({ step: "restore", done, total, ...(waiting && { waiting }) }),
          isCancelled,
        });
        const log: RestoreLog = { ...begun, records, removed, stopped: failure !== null };
        await writeRestoreLog(db, log);
        search.keep();
        return failure === null || (failure.tag === "cancelled" && records > 0) ? ok(log) : err(failure);
      });
    },
    undoRestore: (batchId, staff, onProgress) => {
      const { isCancelled } = begin();
      return sealing(async () => {
        const tell = atIntervals(onProgress, clock.now);
        const writer = await deps.writer(staff);
        const { left, failure } = await writer.undoBatch(batchId, {
          onProgress: (done, total, waiting) => tell({ step: "undo", done, total, ...(waiting && { waiting }) }),
          isCancelled,
        });
        // it stays noted as standing, and goes on where it was
        if (failure !== null) throw new Error(failure.tag);
        const log = await readRestoreLog(db);
        await untilJournaled(db, host);
        if (log?.batchId === batchId) await writeRestoreLog(db, { ...log, undoneAt: clock.now() });
        search.keep();
        return { left: left.length };
      });
    },
    cancel: () => {
      task.cancelled = true;
    },
  };
}

/** Taken back is what the journal holds; a silent host is waited for no longer than a form would. */
async function untilJournaled(db: DeskDb, host: Host): Promise<void> {
  const stream = await ownStreamOf(db);
  for (let attempt = 0; stream !== null && attempt < JOURNAL_ATTEMPTS; attempt++) {
    const state = await host("journal.state", { stream });
    if (state.ok && state.value.lastSeq >= (await readStream(db, stream)).seq) return;
    await waitMs(JOURNAL_WAIT_MS);
  }
}

const JOURNAL_ATTEMPTS = 200;
const JOURNAL_WAIT_MS = 50;

/** The first word of a step and its last always pass. */
function atIntervals(
  onProgress: (progress: BackupProgress) => void,
  now: () => number,
): (progress: BackupProgress) => void {
  let toldAt = 0;
  let step: BackupProgress["step"] | null = null;
  return (progress) => {
    if (progress.step === step && now() - toldAt < TELL_EVERY_MS && progress.done !== progress.total) return;
    step = progress.step;
    toldAt = now();
    onProgress(progress);
  };
}
