/**
 * One backup from begin to end: a new folder, the state as a checkpoint, every file opened again and counted,
 * the note that makes it count, a copy in the second place, and older ones swept. Whatever goes wrong, those that
 * stood before still stand.
 */
import type { BackupEntry, BackupPlace, BackupPlaceFault } from "#shared/host/backup-calls.ts";
import type { Host } from "#shared/host/contract.ts";
import type { CommonError } from "#shared/host/define.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import type { BackupFault } from "#shared/replication/backup/backup-fault.ts";
import { faultOfStop } from "#shared/replication/backup/backup-fault.ts";
import { backupsToDrop } from "#shared/replication/backup/backup-keep.ts";
import { checkBackup } from "#shared/replication/backup/backup-open.ts";
import { writeBackup } from "#shared/replication/backup/backup-write.ts";
import { readBackupLog, writeBackupLog } from "../../db/exchange/backup-log.ts";
import { hashText } from "../../db/exchange/count-digest.ts";
import type { BackupMade, BackupProgress } from "../../platform/worker/backup-api.ts";
import { breathe } from "../breathe.ts";
import { openPorts, type PortDeps } from "../open-ports.ts";
import { hostStore } from "../sync-ports.ts";

export type BackupDeps = PortDeps;

interface MakeOptions {
  /** Nobody has asked for it: where the state cannot be told just now, the next look tries again. */
  readonly byItself?: boolean;
  readonly onProgress: (progress: BackupProgress) => void;
  readonly isCancelled: () => boolean;
}

export async function makeBackup(deps: BackupDeps, options: MakeOptions): Promise<Result<BackupMade, BackupFault>> {
  const { db, clock } = deps;
  const at = clock.now();
  const made = await writeHere(deps, at, options).catch((error: unknown) =>
    err({ tag: "database", reason: String(error) } as const),
  );
  const isEarly =
    options.byItself === true && !made.ok && (made.error.tag === "not-exact" || made.error.tag === "unfinished");
  if (!made.ok && (made.error.tag === "cancelled" || isEarly)) return made;
  const second = made.ok ? await carry(deps.host, made.value.id, options) : null;
  await writeBackupLog(db, { at, tookMs: Math.max(0, clock.now() - at), here: made.ok ? null : made.error, second });
  if (!made.ok) return made;
  await sweep(deps.host, "here", at);
  if (second === null) await sweep(deps.host, "second", at);
  return ok({ ...made.value, second });
}

/** Brings the last good one to a second place that was away when it was made, or was chosen since. */
export async function carryAgain(
  { db, host, clock }: BackupDeps,
  { id, note }: BackupEntry,
  options: MakeOptions,
): Promise<Result<BackupMade, BackupFault>> {
  const at = clock.now();
  const second = await carry(host, id, options);
  if (second?.tag === "cancelled") return err(second);
  const before = await readBackupLog(db);
  await writeBackupLog(db, { at, tookMs: before?.tookMs ?? 0, here: before?.here ?? null, second });
  if (second === null) await sweep(host, "second", at);
  return ok({ id, records: Object.values(note?.digest ?? {}).reduce((sum, { records }) => sum + records, 0), second });
}

async function writeHere(
  deps: BackupDeps,
  at: number,
  { onProgress, isCancelled }: MakeOptions,
): Promise<Result<Omit<BackupMade, "second">, BackupFault>> {
  const { host, clock } = deps;
  await dropUnfinished(host, "here");
  const ports = await openPorts(deps);
  if (!ports.ok) return err(faultOfStop(ports.error));
  const begun = await host("backup.begin", { at });
  if (!begun.ok) return err(hostFault(begun.error));
  const { id } = begun.value;
  const store = hostStore(host, { place: "here", id });
  const giveUp = async (fault: BackupFault): Promise<Result<never, BackupFault>> => {
    // one that turned out wrong stays to be looked at, and counts for nothing; the next one sweeps it
    if (fault.tag !== "damaged" && fault.tag !== "differs") await host("backup.drop", { place: "here", id });
    return err(fault);
  };
  const written = await writeBackup(ports.value, store, {
    onProgress: (done, total) => onProgress({ step: "write", done, total }),
    isCancelled,
  });
  if (!written.ok) return giveUp(written.error);
  const { kept } = written.value;
  const checked = await checkBackup(ports.value.seal, store, hashText, {
    onProgress: (done, total) => onProgress({ step: "check", done, total }),
    isCancelled,
    breathe,
  });
  if (!checked.ok) return giveUp(checked.error);
  if (isCancelled()) return giveUp({ tag: "cancelled" });
  const note = {
    at,
    verifiedAt: clock.now(),
    manifest: kept.hash,
    records: { ...kept.checkpoint.records },
    digest: { ...checked.value.digest },
    tookMs: Math.max(0, clock.now() - at),
  };
  const finished = await host("backup.finish", { id, no: kept.no, note });
  return finished.ok ? ok({ id, records: checked.value.records }) : giveUp(hostFault(finished.error));
}

/** @returns null where it stands in the second place too, or none is chosen */
async function carry(
  host: Host,
  id: string,
  { onProgress, isCancelled }: MakeOptions,
): Promise<BackupFault | BackupPlaceFault | null> {
  const there = await host("backup.list", { place: "second" });
  if (!there.ok) return there.error.tag === "no-place" ? null : hostFault(there.error);
  await dropUnfinished(host, "second");
  const files = await host("backup.files", { place: "here", id });
  if (!files.ok) return hostFault(files.error);
  for (const [index, name] of files.value.entries()) {
    if (isCancelled()) return { tag: "cancelled" };
    const carried = await host("backup.carry", { id, name });
    if (!carried.ok) return hostFault(carried.error);
    onProgress({ step: "carry", done: index + 1, total: files.value.length });
  }
  return null;
}

/** What a crash or a failure has left of own ones: it never counted. */
async function dropUnfinished(host: Host, place: BackupPlace): Promise<void> {
  for (const { id } of await own(host, place, ({ state }) => state === "unfinished" || state === "unverified"))
    await host("backup.drop", { place, id });
}

async function sweep(host: Host, place: BackupPlace, nowMs: number): Promise<void> {
  const good = await own(host, place, ({ state }) => state === "verified");
  const dated = good.flatMap(({ id, at }) => (at === null ? [] : [{ id, at }]));
  for (const id of backupsToDrop(dated, nowMs)) await host("backup.drop", { place, id });
}

/** In the second place other computers' backups may stand too: theirs are not ours to sweep. */
async function own(
  host: Host,
  place: BackupPlace,
  fits: (entry: BackupEntry) => boolean,
): Promise<readonly BackupEntry[]> {
  const list = await host("backup.list", { place });
  return list.ok ? list.value.backups.filter((entry) => entry.own && fits(entry)) : [];
}

function hostFault(
  error:
    | BackupPlaceFault
    | CommonError
    | { readonly tag: "locked" }
    | { readonly tag: "damaged"; readonly file: string },
): BackupFault {
  switch (error.tag) {
    case "not-a-folder":
      return { tag: "no-folder" };
    case "disk-full":
      return { tag: "full" };
    case "io":
      return { tag: "unclear", code: error.code };
    case "bad-request":
      return { tag: "unclear", code: error.issue };
    case "host-away":
    case "folder-away":
      return { tag: "unclear", code: error.tag };
    default:
      return error;
  }
}
