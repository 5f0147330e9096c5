/**
 * What is remembered of backups beside the rows, never replicated: how the last attempt ended, and the last restore.
 */
import type { BackupLog, RestoreLog } from "../../platform/worker/backup-api.ts";
import type { DeskDb } from "../database.ts";

const LAST = "backup";
const RESTORE = "restore";

export const readBackupLog = async (db: DeskDb): Promise<BackupLog | null> =>
  ((await db.meta.get(LAST))?.value ?? null) as BackupLog | null; // written only below

export const writeBackupLog = async (db: DeskDb, log: BackupLog): Promise<void> => {
  await db.meta.put({ name: LAST, value: log });
};

export const readRestoreLog = async (db: DeskDb): Promise<RestoreLog | null> =>
  ((await db.meta.get(RESTORE))?.value ?? null) as RestoreLog | null; // written only below

export const writeRestoreLog = async (db: DeskDb, log: RestoreLog): Promise<void> => {
  await db.meta.put({ name: RESTORE, value: log });
};
