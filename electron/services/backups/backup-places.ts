/**
 * Where backups lie: in the data folder, in a second place that a person has chosen, and in a folder that
 * somebody points to. A page names a backup; which folder that is, is settled here, and never outside of its place.
 */
import { access, constants, mkdir, readdir, rm, stat } from "node:fs/promises";
import { basename, dirname, isAbsolute, join, resolve } from "node:path";
import type { BackupPlace, BackupPlaceFault, BackupRef } from "#shared/host/backup-calls.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import { isStreamId } from "#shared/replication/files/names.ts";
import type { DeviceSettingsService } from "../device-settings-file.ts";
import { errorCode } from "../file-system.ts";
import { createPatientCalls, PATIENT, type Patience, type PatientCall } from "../stores/patient-calls.ts";

/** In the second place: other files may stand beside it. */
const SECOND_FOLDER = "reader-desk-backups";
const HERE_FOLDER = "backups";

export interface BackupFolder {
  readonly id: string;
  readonly folder: string;
}

export interface BackupPlaces {
  /** Backups that stand there, in no order. */
  list(
    place: BackupPlace,
  ): Promise<Result<{ readonly path: string; readonly folders: readonly BackupFolder[] }, BackupPlaceFault>>;
  /** The folder of one, whether it is there or not; null for a name that cannot be one. */
  folderOf(ref: BackupRef): string | null;
  /** Makes the folder of a new one; the place itself must be there, but for its own subfolder. */
  make(ref: BackupRef): Promise<Result<string, BackupPlaceFault>>;
  drop(ref: BackupRef): Promise<Result<null, BackupPlaceFault>>;
  /** Whether a folder that a person points to is there, and may be written. */
  checkWritable(path: string): Promise<Result<null, BackupPlaceFault>>;
  /** Takes a folder that a person points to as `shown`. */
  show(path: string): Promise<Result<null, BackupPlaceFault>>;
}

/** `20261126-093000-<stream>`: sorted by name is sorted by time, and two computers never take the same. */
export const backupId = (at: number, stream: string): string =>
  `${new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, "").replace("T", "-")}-${stream}`;

export function parseBackupId(id: string): { readonly at: number; readonly stream: string } | null {
  const [, date, time, stream = ""] = /^(\d{8})-(\d{6})-([0-9a-z]{16})$/.exec(id) ?? [];
  if (date === undefined || time === undefined || !isStreamId(stream)) return null;
  const at = Date.parse(
    `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}T${time.slice(0, 2)}:${time.slice(2, 4)}:${time.slice(4)}Z`,
  );
  return Number.isNaN(at) ? null : { at, stream };
}

/** @param patience while a call on a dead mount is stuck, no other one enters; the data folder goes on */
export function createBackupPlaces(
  dataFolder: string,
  settings: Pick<DeviceSettingsService, "get">,
  patience: Patience = PATIENT,
): BackupPlaces {
  const atHome = createPatientCalls(patience);
  const elsewhere = createPatientCalls(patience);
  let shown: { readonly path: string; readonly folders: readonly BackupFolder[] } | null = null;

  /** The folder that must be there, and the one in it that holds the backups. */
  const rootOf = (
    place: BackupPlace,
  ): { readonly parent: string; readonly root: string; readonly calls: PatientCall } | null => {
    const second = settings.get().backupPath;
    if (place === "here") return { parent: dataFolder, root: join(dataFolder, HERE_FOLDER), calls: atHome };
    return place === "second" && second !== undefined
      ? { parent: second, root: join(second, SECOND_FOLDER), calls: elsewhere }
      : null;
  };

  const folderOf = ({ place, id }: BackupRef): string | null => {
    if (place === "shown") return shown?.folders.find((one) => one.id === id)?.folder ?? null;
    const roots = rootOf(place);
    return roots === null || parseBackupId(id) === null ? null : join(roots.root, id);
  };

  return {
    folderOf,
    list: async (place) => {
      if (place === "shown") return shown === null ? err({ tag: "no-place" }) : ok(shown);
      const roots = rootOf(place);
      if (roots === null) return err({ tag: "no-place" });
      const there = await checkParent(roots.parent, roots.calls);
      if (!there.ok) return there;
      const names = await foldersIn(roots.root, roots.calls);
      return names.ok
        ? ok({
            path: roots.root,
            folders: names.value
              .filter((id) => parseBackupId(id) !== null)
              .map((id) => ({ id, folder: join(roots.root, id) })),
          })
        : names;
    },
    make: async (ref) => {
      const roots = rootOf(ref.place);
      const folder = folderOf(ref);
      if (roots === null || folder === null) return err({ tag: "no-place" });
      const there = await checkParent(roots.parent, roots.calls);
      if (!there.ok) return there;
      try {
        await roots.calls(() => mkdir(folder, { recursive: true, mode: 0o700 }));
        return ok(folder);
      } catch (error) {
        return err(diskFault(error));
      }
    },
    drop: async (ref) => {
      const roots = rootOf(ref.place);
      const folder = folderOf(ref);
      if (roots === null || folder === null) return err({ tag: "no-place" });
      try {
        await roots.calls(() => rm(folder, { recursive: true, force: true }));
        return ok(null);
      } catch (error) {
        return err(diskFault(error));
      }
    },
    checkWritable: async (path) => {
      const there = await checkParent(path, elsewhere);
      if (!there.ok) return there;
      return elsewhere(() => access(path, constants.W_OK)).then(
        () => ok(null),
        () => err({ tag: "read-only" }),
      );
    },
    show: async (path) => {
      const there = await checkParent(path, elsewhere);
      if (!there.ok) return there;
      const found = await findBackups(resolve(path), elsewhere);
      if (!found.ok) return found;
      shown = found.value;
      return ok(null);
    },
  };
}

/** The folder itself may be a backup, hold some, or hold the folder that holds them. */
async function findBackups(
  path: string,
  calls: PatientCall,
): Promise<Result<{ readonly path: string; readonly folders: readonly BackupFolder[] }, BackupPlaceFault>> {
  if (await isBackup(path, calls)) return ok({ path: dirname(path), folders: [{ id: basename(path), folder: path }] });
  for (const root of [path, join(path, SECOND_FOLDER), join(path, HERE_FOLDER)]) {
    const names = await foldersIn(root, calls);
    if (!names.ok) return names;
    const folders: BackupFolder[] = [];
    for (const id of names.value)
      if (await isBackup(join(root, id), calls)) folders.push({ id, folder: join(root, id) });
    if (folders.length > 0) return ok({ path: root, folders });
  }
  return ok({ path, folders: [] });
}

/** A store without heads: nobody exchanges anything there. */
async function isBackup(folder: string, calls: PatientCall): Promise<boolean> {
  const names: readonly string[] = await calls(() => readdir(folder)).catch(() => []);
  return names.some((name) => name.startsWith("reader-desk.library-")) && !names.includes("heads");
}

async function foldersIn(root: string, calls: PatientCall): Promise<Result<readonly string[], BackupPlaceFault>> {
  try {
    return ok(
      (await calls(() => readdir(root, { withFileTypes: true })))
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => name),
    );
  } catch (error) {
    return errorCode(error) === "ENOENT" ? ok([]) : err(diskFault(error));
  }
}

async function checkParent(path: string, calls: PatientCall): Promise<Result<null, BackupPlaceFault>> {
  if (!isAbsolute(path)) return err({ tag: "no-folder" });
  try {
    return (await calls(() => stat(path))).isDirectory() ? ok(null) : err({ tag: "not-a-folder" });
  } catch (error) {
    const fault = diskFault(error);
    // a path that cannot be one is not there
    return err(fault.tag === "unclear" && fault.code !== "ETIMEDOUT" ? { tag: "no-folder" } : fault);
  }
}

function diskFault(error: unknown): BackupPlaceFault {
  const code = errorCode(error);
  if (code === "ENOSPC" || code === "EDQUOT") return { tag: "full" };
  if (code === "EROFS" || code === "EACCES" || code === "EPERM") return { tag: "read-only" };
  return code === "ENOENT" ? { tag: "no-folder" } : { tag: "unclear", code };
}
