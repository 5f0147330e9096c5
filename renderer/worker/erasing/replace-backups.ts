/**
 * Own backups from before an erasing hold the reader: a new one is made and verified, then they go, here and in
 * the second place. A place that cannot be reached keeps the mark, and is seen to when it is there again.
 */
import type { BackupPlace } from "#shared/host/backup-calls.ts";
import type { Host } from "#shared/host/contract.ts";
import type { DeskDb } from "../../db/database.ts";
import { type BackupDeps, makeBackup } from "../backup/make-backup.ts";

const NAME = "erased-backups";

/** Own backups that are older hold what was erased. */
export const markBackups = async (db: DeskDb, atMs: number): Promise<void> => {
  await db.meta.put({ name: NAME, value: atMs });
};

export async function replaceBackups(deps: BackupDeps): Promise<void> {
  const { db, host } = deps;
  const before = (await db.meta.get(NAME))?.value;
  if (typeof before !== "number") return;
  const [here, second] = [await ownOlder(host, "here", before), await ownOlder(host, "second", before)];
  if ((here?.older.length ?? 0) + (second?.older.length ?? 0) > 0 && !here?.hasNewer) {
    const made = await makeBackup(deps, { onProgress: () => undefined, isCancelled: () => false });
    // better one that holds her for another day than none at all
    if (!made.ok) return;
  }
  const left = [await drop(host, "here", here), await drop(host, "second", second)];
  if (left.every((isLeft) => !isLeft)) await db.meta.delete(NAME);
}

interface Own {
  readonly older: readonly string[];
  readonly hasNewer: boolean;
}

/** Null where the place cannot be looked at. */
async function ownOlder(host: Host, place: BackupPlace, before: number): Promise<Own | null> {
  const list = await host("backup.list", { place });
  if (!list.ok) return list.error.tag === "no-place" ? { older: [], hasNewer: false } : null;
  const own = list.value.backups.filter((backup) => backup.own);
  return {
    older: own.filter(({ at }) => at === null || at < before).map(({ id }) => id),
    hasNewer: own.some(({ at, state }) => at !== null && at >= before && state === "verified"),
  };
}

/** @returns whether something is left there */
async function drop(host: Host, place: BackupPlace, own: Own | null): Promise<boolean> {
  if (own === null) return true;
  let isLeft = false;
  for (const id of own.older) {
    const dropped = await host("backup.drop", { place, id });
    isLeft ||= !dropped.ok;
  }
  return isLeft;
}
