/**
 * Whose backups lie in a folder, for a computer that has no keys: names are sealed, and told to who has the code. The
 * work before a code is done once for all backups of a library that it opens.
 */
import type { BackupOwner } from "#shared/host/backup-calls.ts";
import type { Store } from "#shared/replication/exchange/ports.ts";
import { deviceName, type StateRef } from "#shared/replication/files/names.ts";
import { readLibraryFiles } from "../library/share-folder.ts";
import type { LibraryKey } from "../sealing/batch-file.ts";
import { openCard } from "../sealing/card-file.ts";
import type { EnterDeps } from "./enter-by-backup.ts";

export interface SealedBackup {
  readonly id: string;
  readonly library: string;
  readonly ref: Pick<StateRef, "stream">;
  readonly store: Store;
}

/** @returns those that the code opens */
export async function ownersByCode(
  backups: readonly SealedBackup[],
  unlock: EnterDeps["unlock"],
): Promise<readonly BackupOwner[]> {
  const keys: LibraryKey[] = [];
  /** Slots that the code does not open, or has opened already. */
  const tried = new Set<string>();
  const owners: BackupOwner[] = [];
  for (const { id, library, ref, store } of backups) {
    const bytes = await store.get(deviceName(ref.stream));
    if (!bytes.ok) continue;
    const ownerUnder = (key: LibraryKey): BackupOwner | null => {
      const card = key.library === library ? openCard(key, ref.stream, bytes.value) : null;
      return card?.ok ? { id, device: card.value.device, branch: card.value.branch } : null;
    };
    let owner = keys.map(ownerUnder).find((one) => one !== null) ?? null;
    const files = owner === null ? await readLibraryFiles(store, library) : null;
    const slots = files?.ok ? files.value.slots : [];
    const same = [library, ...slots.map(({ name }) => name)].join(" ");
    if (slots.length > 0 && !tried.has(same)) {
      tried.add(same);
      const key = await unlock(library, slots);
      if (key.ok) keys.push(key.value);
      owner = key.ok ? ownerUnder(key.value) : null;
    }
    if (owner !== null) owners.push(owner);
  }
  return owners;
}
