/** The one backup that is being made here: only it is written to, and a note ends it. */
import type { BackupList, BackupPlaceFault } from "#shared/host/backup-calls.ts";
import type { Handlers } from "#shared/host/contract.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import type { Locked } from "#shared/kernel/sealed.ts";
import type { PutError, StoreError } from "#shared/kernel/store-outcome.ts";
import { placeFault } from "#shared/replication/backup/backup-fault.ts";
import type { Store } from "#shared/replication/exchange/ports.ts";
import { KEYS, libraryMarker, noteName, type StateRef } from "#shared/replication/files/names.ts";
import type { DeviceSettingsService } from "../device-settings-file.ts";
import type { CodeSlots, OwnKeys } from "../library/code-slots.ts";
import type { Membership } from "../library/membership.ts";
import { walkShare } from "../share-check/walk.ts";
import { createFolderStore } from "../stores/folder-store.ts";
import { sealNote } from "./backup-note.ts";
import { type BackupPlaces, backupId } from "./backup-places.ts";

/** Below it the journal refuses entries. */
const KEPT_FREE = 100 * 1024 * 1024;

interface BegunBackupDeps {
  readonly dataFolder: string;
  readonly settings: Pick<DeviceSettingsService, "get">;
  readonly membership: Pick<Membership, "keys">;
  readonly local: Store;
  readonly freeBytes: (folder: string) => Promise<number>;
  readonly places: BackupPlaces;
  readonly slots: CodeSlots;
  readonly ownKeys: () => OwnKeys | null;
  readonly isOpened: (backup: Store) => Promise<boolean>;
  /** Those that are here. */
  readonly list: () => Promise<Result<BackupList, BackupPlaceFault>>;
}

export interface BegunBackup {
  readonly is: (id: string) => boolean;
  /** It is begun no more, if it was this one. */
  readonly forget: (id: string) => void;
  readonly begin: Handlers["backup.begin"];
  readonly finish: Handlers["backup.finish"];
}

export function createBegunBackup({
  dataFolder,
  settings,
  membership,
  local,
  freeBytes,
  places,
  slots,
  ownKeys,
  isOpened,
  list,
}: BegunBackupDeps): BegunBackup {
  /** By its id. */
  let begun: string | null = null;

  /**
   * A backup must never take the room that the journal needs: as much as the last one twice, and what is kept free for
   * entries.
   */
  const hasRoom = async (): Promise<boolean> => {
    const there = await list();
    const last = there.ok ? (there.value.backups.find(({ state }) => state === "verified")?.bytes ?? 0) : 0;
    const free = await freeBytes(dataFolder).catch(() => Number.POSITIVE_INFINITY);
    return free >= KEPT_FREE + 2 * last;
  };

  /** Two within one second, or after the clock was set back, take the next name that is free. */
  const freeId = async (at: number, stream: string): Promise<string> => {
    const there = await places.list("here");
    const taken = new Set(there.ok ? there.value.folders.map(({ id }) => id) : []);
    for (let second = 0; ; second++) {
      const id = backupId(at + second * 1000, stream);
      if (!taken.has(id)) return id;
    }
  };

  const manifestsOf = async (id: string): Promise<readonly StateRef[]> => {
    const folder = places.folderOf({ place: "here", id });
    const { files } = folder === null ? { files: [] } : await walkShare(folder).catch(() => ({ files: [] }));
    return files.flatMap(({ name }) => (name.tag === "manifest" ? [{ stream: name.stream, no: name.no }] : []));
  };

  return {
    is: (id) => id === begun,
    forget: (id) => {
      if (id === begun) begun = null;
    },
    async begin({ at }) {
      const keys = membership.keys();
      if (!keys.ok) return keys;
      const own = ownKeys();
      if (own === null) return err({ tag: "locked" });
      const marker = await local.get(libraryMarker(own.library));
      if (!marker.ok) return err(placeFault(marker.error));
      const slot = await slots.present(own);
      if (!slot.ok) return err(slotFault(slot.error));
      // what was begun before cannot be written any more: it would lie about for good, and be counted at each begin
      if (begun !== null) await places.drop({ place: "here", id: begun });
      begun = null;
      if (!(await hasRoom())) return err({ tag: "full" });
      const id = await freeId(at, keys.value.stream);
      const folder = await places.make({ place: "here", id });
      if (!folder.ok) return folder;
      const store = createFolderStore(folder.value);
      for (const { name, bytes } of [slot.value, { name: libraryMarker(own.library), bytes: marker.value }]) {
        const put = await store.put(name, bytes);
        if (!put.ok) return err(placeFault(put.error));
      }
      begun = id;
      return ok({ id });
    },
    async finish({ id, no, note }) {
      const keys = membership.keys();
      if (!keys.ok) return err({ tag: "locked" });
      const folder = places.folderOf({ place: "here", id });
      if (folder === null || id !== begun) return err({ tag: "no-place" });
      const store = createFolderStore(folder);
      // one that is written anew keeps the number under which it was made
      const manifests = await manifestsOf(id);
      const stream = manifests.find((each) => each.no === no)?.stream;
      if (stream === undefined) return err({ tag: "damaged", file: "manifest" });
      const signing = keys.value.signing(stream);
      if (signing === null) return err({ tag: "locked" });
      // what the page has opened it has opened with the keys of this computer: that the code alone gives them is
      // looked at here
      if (!(await isOpened(store))) return err({ tag: "damaged", file: KEYS });
      const bytes = sealNote(keys.value.library, signing, { stream, no }, { ...note, settings: settings.get() });
      const put = await store.put(noteName({ stream, no }), bytes);
      begun = null;
      return put.ok ? ok(null) : err(placeFault(put.error));
    },
  };
}

export const slotFault = (error: Locked | StoreError | PutError): BackupPlaceFault | Locked =>
  error.tag === "locked" ? error : placeFault(error);
