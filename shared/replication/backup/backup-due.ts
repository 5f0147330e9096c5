/**
 * When a backup is made by itself: every four hours, if something has changed; after one that failed, half an hour
 * later.
 */
import { canonicalJson } from "../../kernel/json.ts";
import type { StateDigest } from "../rows/digest.ts";

const BACKUP_EVERY_MS = 4 * 60 * 60_000;
const AGAIN_AFTER_MS = 30 * 60_000;
/** From this age on, the last good one is too old. */
export const BACKUP_OLD_MS = 24 * 60 * 60_000;

export interface BackupStanding {
  /** The last good one and what it holds; null for none. */
  readonly last: { readonly at: number; readonly digest: StateDigest } | null;
  readonly failedAt: number | null;
  readonly digest: StateDigest;
}

export const hasChanged = ({ last, digest }: BackupStanding): boolean =>
  last === null ? Object.keys(digest).length > 0 : canonicalJson(last.digest) !== canonicalJson(digest);

/** @param failedAt null where nothing has failed */
export const mayTryAgain = (failedAt: number | null, nowMs: number): boolean =>
  failedAt === null || Math.abs(nowMs - failedAt) >= AGAIN_AFTER_MS;

/** A clock that was set back makes nothing wait longer. */
export function isBackupDue(standing: BackupStanding, nowMs: number): boolean {
  const { last, failedAt } = standing;
  if (!hasChanged(standing)) return false;
  if (!mayTryAgain(failedAt, nowMs)) return false;
  return last === null || Math.abs(nowMs - last.at) >= BACKUP_EVERY_MS;
}
