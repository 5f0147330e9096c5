/** Answers the page's calls about backups. Keys stay here; a backup that was verified is never written again. */
import { resolve } from "node:path";
import * as v from "valibot";
import type { BackupList, BackupPlace, BackupPlaceFault, BackupRef } from "#shared/host/backup-calls.ts";
import type { CallName, Handlers } from "#shared/host/contract.ts";
import { type DeviceSettings, deviceSettings } from "#shared/host/device-calls.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import type { Locked } from "#shared/kernel/sealed.ts";
import { placeFault } from "#shared/replication/backup/backup-fault.ts";
import type { Store } from "#shared/replication/exchange/ports.ts";
import { parseName } from "#shared/replication/files/names.ts";
import type { AskForFolder } from "../chosen-folders.ts";
import type { DeviceSettingsService } from "../device-settings-file.ts";
import type { Installation } from "../installation.ts";
import { createCodeSlots, type OwnKeys } from "../library/code-slots.ts";
import { readRing } from "../library/key-ring.ts";
import type { Membership, StoreFile } from "../library/membership.ts";
import type { StretchCode } from "../sealing/library-code.ts";
import { keyId } from "../sealing/sealed-body.ts";
import type { Secrets } from "../secrets.ts";
import { walkShare } from "../share-check/walk.ts";
import { createFolderStore } from "../stores/folder-store.ts";
import { type BackupPlaces, createBackupPlaces } from "./backup-places.ts";
import { createBegunBackup, slotFault } from "./begun-backup.ts";
import { createHold } from "./closing-hold.ts";
import { type EnterDeps, takeBackupToLocal } from "./enter-by-backup.ts";
import { type BackupLook, lookAtBackup } from "./look-at-backup.ts";
import { ownersByCode } from "./owners-by-code.ts";
import { resealBackup } from "./reseal-backup.ts";

type BackupHandlers = Pick<Handlers, Extract<CallName, `backup.${string}`>>;

export interface BackupHandlerDeps {
  readonly dataFolder: string;
  readonly settings: DeviceSettingsService;
  readonly installation: Installation;
  readonly membership: Pick<Membership, "keys" | "join">;
  readonly secrets: Pick<Secrets, "get" | "put">;
  readonly local: Store;
  /** The work before a code; the full one where it is not given. */
  readonly stretch?: StretchCode | undefined;
  /** The code as it was typed, and what it opens. */
  readonly unlock: (code: string, library: string, slots: readonly StoreFile[]) => ReturnType<EnterDeps["unlock"]>;
  readonly parseCode: (typed: string) => string | null;
  readonly freeBytes: (folder: string) => Promise<number>;
  readonly askForFolder: AskForFolder;
}

export interface Backups {
  readonly handlers: BackupHandlers;
  /** A backup as a store, for reading, and for writing while it is being made; null for a name that is none. */
  readonly storeOf: (ref: BackupRef) => { readonly store: Store; readonly writable: boolean } | null;
}

export function createBackups(deps: BackupHandlerDeps): Backups {
  const { dataFolder, settings, installation, membership, local, askForFolder } = deps;
  const places: BackupPlaces = createBackupPlaces(dataFolder, settings);
  const hold = createHold();
  const slots = createCodeSlots(deps);
  /** By place, where and under which keys all was resealed, until one is seen that is not. */
  const resealed = new Map<BackupPlace, string>();

  const ownKeys = (): OwnKeys | null => {
    const ring = readRing(deps.secrets);
    const library = installation.library()?.id;
    return ring === null || library === undefined ? null : { library, ring };
  };

  /** Whether a slot beside a backup is one that the present code opens. */
  const isOpened = async (backup: Store): Promise<boolean> => {
    const own = ownKeys();
    const found = own === null ? null : await slots.find(backup, own);
    return found?.ok === true && found.value !== null;
  };

  const reseal = async (place: BackupPlace, own: OwnKeys): Promise<Result<null, BackupPlaceFault | Locked>> => {
    const done = JSON.stringify([settings.get().backupPath, keyId(own.ring.current.key), own.ring.keys.length]);
    if (resealed.get(place) === done) return ok(null);
    const found = await places.list(place);
    if (!found.ok) return found.error.tag === "no-place" ? ok(null) : found;
    const folders = found.value.folders.filter(({ id }) => place !== "here" || !begun.is(id));
    const writable = folders.length === 0 ? ok(null) : await places.checkWritable(found.value.path);
    if (!writable.ok) return writable;
    // one that fails holds up no other
    let left: Result<null, BackupPlaceFault | Locked> = ok(null);
    for (const { folder } of folders) {
      const brought = await resealBackup(createFolderStore(folder), own, slots);
      if (!brought.ok) left = err(slotFault(brought.error));
    }
    if (left.ok) resealed.set(place, done);
    return left;
  };

  const look = async (
    place: BackupPlace,
    folder: { readonly id: string; readonly folder: string },
  ): Promise<BackupLook> => {
    const keys = membership.keys();
    // in the data folder nobody else writes; elsewhere other computers may
    return lookAtBackup(folder, {
      key: keys.ok ? keys.value.library : null,
      isOwn: (stream) => keys.ok && (place === "here" || keys.value.signing(stream) !== null),
      isOpened,
    });
  };

  const list = async (place: BackupPlace): Promise<Result<BackupList, BackupPlaceFault>> => {
    const found = await places.list(place);
    if (!found.ok) return found;
    const backups = await Promise.all(found.value.folders.map(async (folder) => (await look(place, folder)).entry));
    if (backups.some(({ state }) => state === "other-code")) resealed.delete(place);
    return ok({
      path: found.value.path,
      backups: backups.sort((a, b) => (b.at ?? 0) - (a.at ?? 0) || (a.id < b.id ? 1 : -1)),
    });
  };

  const storeAt = (ref: BackupRef): Store | null => {
    const folder = places.folderOf(ref);
    return folder === null ? null : createFolderStore(folder);
  };

  /** Null, or why the path cannot be the second place. */
  const checkSecond = async (path: string): Promise<BackupPlaceFault | { readonly tag: "is-share" } | null> => {
    const share = settings.get().sharePath;
    if (share !== undefined && resolve(share) === resolve(path)) return { tag: "is-share" };
    const there = await places.checkWritable(path);
    return there.ok ? null : there.error;
  };

  const begun = createBegunBackup({ ...deps, places, slots, ownKeys, isOpened, list: () => list("here") });

  const enter = async (ref: BackupRef, typed: string): Promise<Awaited<ReturnType<BackupHandlers["backup.enter"]>>> => {
    if (installation.library() !== null) return err({ tag: "already-member" });
    const code = deps.parseCode(typed);
    if (code === null) return err({ tag: "code-malformed" });
    const folder = places.folderOf(ref);
    const looked = folder === null ? null : await look(ref.place, { id: ref.id, folder });
    if (folder === null || looked?.library == null) return err({ tag: "no-folder" });
    const taken = await takeBackupToLocal(createFolderStore(folder), looked.library, {
      local,
      unlock: (library, slots) => deps.unlock(code, library, slots),
    });
    if (!taken.ok) return taken;
    const { key, files, device, branch } = taken.value;
    const { note } = await lookAtBackup({ id: ref.id, folder }, { key, isOwn: () => false, isOpened });
    const kept = settingsOf(note?.settings);
    // before the membership: a crash in between asks again, and carries nothing too early
    const written = await settings.write({ ...kept, mayCarry: false, firstRunDone: true });
    if (!written.ok) return written;
    return membership.join(key, code, files, { deskName: kept.deskName?.trim() || device, branchName: branch });
  };

  const owners: BackupHandlers["backup.owners"] = async ({ place, code: typed }) => {
    if (installation.library() !== null) return err({ tag: "already-member" });
    const code = deps.parseCode(typed);
    if (code === null) return err({ tag: "code-malformed" });
    const found = await places.list(place);
    if (!found.ok) return found;
    const looks = await Promise.all(found.value.folders.map((folder) => look(place, folder)));
    const sealed = looks.flatMap(({ entry: { id, state }, library, ref }, index) => {
      const folder = found.value.folders[index]?.folder;
      return state !== "sealed" || library === null || ref === null || folder === undefined
        ? []
        : [{ id, library, ref, store: createFolderStore(folder) }];
    });
    return ok(await ownersByCode(sealed, (library, slots) => deps.unlock(code, library, slots)));
  };

  return {
    storeOf: (ref) => {
      const store = storeAt(ref);
      return store === null ? null : { store, writable: ref.place === "here" && begun.is(ref.id) };
    },
    handlers: {
      "backup.list": ({ place }) => list(place),
      "backup.show": async ({ path }) => {
        const wanted = await askForFolder(path);
        if (wanted === null) return err({ tag: "cancelled" });
        const shown = await places.show(wanted);
        return shown.ok ? list("shown") : shown;
      },
      "backup.choose": async ({ path }) => {
        const wanted = await askForFolder(path);
        if (wanted === null) return err({ tag: "cancelled" });
        const fault = await checkSecond(wanted);
        if (fault !== null) return err(fault);
        const written = await settings.write({ backupPath: resolve(wanted) });
        return written.ok ? ok({ path: resolve(wanted) }) : written;
      },
      "backup.begin": begun.begin,
      "backup.finish": begun.finish,
      "backup.reseal": async () => {
        const own = ownKeys();
        if (own === null) return err({ tag: "locked" });
        const [here, second] = [await reseal("here", own), await reseal("second", own)];
        return here.ok ? second : here;
      },
      "backup.files": async (ref) => {
        const folder = places.folderOf(ref);
        if (folder === null) return err({ tag: "no-place" });
        const { files } = await walkShare(folder).catch(() => ({ files: [] }));
        const late = (path: string): number => ["manifest", "note"].indexOf(parseName(path)?.tag ?? "");
        return ok(files.map(({ path }) => path).sort((a, b) => late(a) - late(b)));
      },
      "backup.carry": async ({ id, name }) => {
        const from = storeAt({ place: "here", id });
        if (from === null || parseName(name) === null) return err({ tag: "no-place" });
        const folder = await places.make({ place: "second", id });
        if (!folder.ok) return folder;
        const bytes = await from.get(name);
        if (!bytes.ok) return err(placeFault(bytes.error));
        const put = await createFolderStore(folder.value).put(name, bytes.value);
        return put.ok ? ok({ bytes: bytes.value.length }) : err(placeFault(put.error));
      },
      "backup.drop": async (ref) => {
        if (ref.place === "here") begun.forget(ref.id);
        return places.drop(ref);
      },
      "backup.hold": ({ forMs }) => hold.take(forMs),
      "backup.release": async () => hold.release(),
      "backup.owners": owners,
      "backup.enter": ({ code, ...ref }) => enter(ref, code),
    },
  };
}

/** As they were noted by this or an older version; what does not fit is left out. */
function settingsOf(noted: unknown): DeviceSettings {
  const parsed = v.safeParse(deviceSettings, noted ?? {});
  return parsed.success ? parsed.output : {};
}
