/**
 * How backups stand on this computer: the last good one, how the last attempt ended, and whether the second place lacks
 * it.
 */
import type { BackupEntry } from "#shared/host/backup-calls.ts";
import type { Host } from "#shared/host/contract.ts";
import type { BackupStanding } from "#shared/replication/backup/backup-due.ts";
import type { DeskDb } from "../../db/database.ts";
import { readBackupLog } from "../../db/exchange/backup-log.ts";
import { readDigest } from "../../db/exchange/kept-digest.ts";

export interface BackupsStanding extends BackupStanding {
  /** The last good one, where the second place is there and does not have it: a stick that was away. */
  readonly lacking: BackupEntry | null;
  /** When it could last not be brought there. */
  readonly notCarriedAt: number | null;
}

export async function readStanding(db: DeskDb, host: Host): Promise<BackupsStanding> {
  const here = await host("backup.list", { place: "here" });
  const good = here.ok
    ? here.value.backups.find(({ own, state, note }) => own && state === "verified" && note !== null)
    : undefined;
  const second = await host("backup.list", { place: "second" });
  const isThere = !second.ok || second.value.backups.some(({ id, state }) => id === good?.id && state === "verified");
  const log = await readBackupLog(db);
  return {
    last: good?.note == null ? null : { at: good.note.at, digest: good.note.digest },
    failedAt: log !== null && log.here !== null ? log.at : null,
    digest: await readDigest(db),
    lacking: isThere ? null : (good ?? null),
    notCarriedAt: log !== null && log.second !== null ? log.at : null,
  };
}
