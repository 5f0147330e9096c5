/**
 * Own backups from before an erasing hold the reader: a new one is made and verified, each of them is written anew
 * without her, and then they go, here and in the second place. A place that cannot be reached keeps the mark, and is
 * seen to when it is there again.
 */
import type { BackupEntry, BackupPlace } from "#shared/host/backup-calls.ts";
import type { Host } from "#shared/host/contract.ts";
import type { DeskDb } from "../../db/database.ts";
import { type BackupDeps, carryAgain, makeBackup } from "../backup/make-backup.ts";
import { rewriteBackup } from "../backup/rewrite-backup.ts";

const NAME = "erased-backups";
/** An exchange waits meanwhile. */
const REWRITE_AT_MOST_MS = 20_000;

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
    const made = await makeBackup(deps, { byItself: true, onProgress: () => undefined, isCancelled: () => false });
    // better one that holds her for another day than none at all
    if (!made.ok) return;
  }
  const later = await rewriteInTime(deps, here?.older ?? []);
  const left = [await drop(host, "here", here, later), await drop(host, "second", second, later)];
  if (second !== null) await carryClean(deps, before);
  if (left.every((isLeft) => !isLeft)) await db.meta.delete(NAME);
}

/** @returns those for which there was no time: they are seen to at the next look */
async function rewriteInTime(deps: BackupDeps, older: readonly BackupEntry[]): Promise<ReadonlySet<string>> {
  const later = new Set(older.map(({ id }) => id));
  const until = deps.clock.now() + REWRITE_AT_MOST_MS;
  // the newest first
  for (const entry of older) {
    if (later.size < older.length && deps.clock.now() >= until) break;
    await rewriteBackup(deps, entry);
    later.delete(entry.id);
  }
  return later;
}

/** Those that were written anew go to the second place too, where the old ones have just gone. */
async function carryClean(deps: BackupDeps, before: number): Promise<void> {
  const list = await deps.host("backup.list", { place: "here" });
  const clean = list.ok
    ? list.value.backups.filter(
        ({ own, state, note }) => own && state === "verified" && (note?.cleanedAt ?? 0) >= before,
      )
    : [];
  for (const entry of clean) await carryAgain(deps, entry, { onProgress: () => undefined, isCancelled: () => false });
}

interface Own {
  readonly older: readonly BackupEntry[];
  readonly hasNewer: boolean;
}

/** Null where the place cannot be looked at. */
async function ownOlder(host: Host, place: BackupPlace, before: number): Promise<Own | null> {
  const list = await host("backup.list", { place });
  if (!list.ok) return list.error.tag === "no-place" ? { older: [], hasNewer: false } : null;
  const own = list.value.backups.filter((backup) => backup.own);
  return {
    older: own.filter(({ at, note }) => at === null || (note?.cleanedAt ?? at) < before),
    hasNewer: own.some(({ at, state }) => at !== null && at >= before && state === "verified"),
  };
}

/**
 * @param later not yet
 * @returns whether something is left there
 */
async function drop(host: Host, place: BackupPlace, own: Own | null, later: ReadonlySet<string>): Promise<boolean> {
  if (own === null) return true;
  let isLeft = false;
  for (const { id } of own.older) {
    isLeft ||= later.has(id);
    if (later.has(id)) continue;
    const dropped = await host("backup.drop", { place, id });
    isLeft ||= !dropped.ok;
  }
  return isLeft;
}
