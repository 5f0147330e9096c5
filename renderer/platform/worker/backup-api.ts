/**
 * What the page asks of its worker about backups: make one, open one again, see what a restore would change, restore,
 * take that back.
 */
import type { BackupPlaceFault, BackupRef } from "#shared/host/backup-calls.ts";
import type { SaveFailure } from "#shared/host/save-failure.ts";
import type { Result } from "#shared/kernel/result.ts";
import type { BackupFault } from "#shared/replication/backup/backup-fault.ts";
import type { RestoreAct } from "#shared/replication/backup/restore-record.ts";

export const BACKUP_STEPS = ["write", "check", "carry", "read", "restore", "undo"] as const;
export interface BackupProgress {
  readonly step: (typeof BACKUP_STEPS)[number];
  readonly done: number;
  /** 0 where it is not known. */
  readonly total: number;
  /** The journal answers slowly, and is waited for. */
  readonly waiting?: boolean;
}

/** The last attempts, kept beside the rows and never replicated. */
export interface BackupLog {
  readonly at: number;
  readonly tookMs: number;
  /** Why the one in the data folder does not count; null where it does. */
  readonly here: BackupFault | null;
  /** Why the second place does not have it; null where it has, or where none is chosen. */
  readonly second: BackupFault | BackupPlaceFault | null;
}

export interface BackupMade {
  readonly id: string;
  readonly records: number;
  readonly second: BackupLog["second"];
}

export interface RestoreExample {
  readonly kind: string;
  readonly id: string;
  readonly act: RestoreAct;
  /** How a person calls it; null where it has no name. */
  readonly name: string | null;
  /** Id of the reader whose it is. */
  readonly reader: string | null;
  readonly at: number | null;
  /** Fields that would change. */
  readonly fields: readonly string[];
}

export interface RestorePreview {
  readonly at: number;
  readonly device: string;
  readonly counts: Readonly<Record<string, Readonly<Record<RestoreAct, number>>>>;
  readonly examples: readonly RestoreExample[];
  /** Records of readers who have been erased since: they stay away. */
  readonly erased: number;
}

export type RestoreFailure = BackupFault | SaveFailure;

/** The last restore here, so that it can be taken back. */
export interface RestoreLog {
  readonly batchId: string;
  readonly at: number;
  /** When the backup was made. */
  readonly from: number;
  /** That were brought back, changed back or taken away. */
  readonly records: number;
  /** How many of these were taken away; absent where an earlier version has written it. */
  readonly removed?: number;
  /** Cut off, or stopped by a failure: what was restored stays. */
  readonly stopped: boolean;
  readonly undoneAt: number | null;
}

export interface BackupApi {
  /** Writes, verifies and carries one, and sweeps older ones. A sync that waits cuts off one that nobody asked for. */
  make(byHand: boolean, onProgress: (progress: BackupProgress) => void): Promise<Result<BackupMade, BackupFault>>;
  /** Whether one should be made by itself now. */
  isDue(): Promise<boolean>;
  /** Whether anything has changed since the last good one. */
  hasChanged(): Promise<boolean>;
  /** Opens one again, every file of it, and counts. */
  check(
    ref: BackupRef,
    onProgress: (progress: BackupProgress) => void,
  ): Promise<Result<{ readonly records: number }, BackupFault>>;
  preview(ref: BackupRef, onProgress: (progress: BackupProgress) => void): Promise<Result<RestorePreview, BackupFault>>;
  /** Keeps the present state as a backup first. */
  restore(
    ref: BackupRef,
    acts: readonly RestoreAct[],
    staff: string,
    onProgress: (progress: BackupProgress) => void,
  ): Promise<Result<RestoreLog, RestoreFailure>>;
  undoRestore(
    batchId: string,
    staff: string,
    onProgress: (progress: BackupProgress) => void,
  ): Promise<{ readonly left: number }>;
  /** Ends what is under way at its next step. */
  cancel(): void;
}
