/** What stands in one backup's folder, as far as this computer's keys can tell: its note, or why it does not count. */
import type { BackupEntry, BackupNote } from "#shared/host/backup-calls.ts";
import { bytesToHex } from "#shared/kernel/bytes.ts";
import type { DeviceCard, OpenError } from "#shared/kernel/sealed.ts";
import type { Store } from "#shared/replication/exchange/ports.ts";
import { deviceName, manifestName, noteName, type StateRef } from "#shared/replication/files/names.ts";
import type { LibraryKey } from "../sealing/batch-file.ts";
import { openCard } from "../sealing/card-file.ts";
import { openState } from "../sealing/sealed-state-file.ts";
import { sha256 } from "../sealing/signatures.ts";
import { walkShare } from "../share-check/walk.ts";
import { createFolderStore } from "../stores/folder-store.ts";
import { openNote } from "./backup-note.ts";
import { type BackupFolder, parseBackupId } from "./backup-places.ts";

export interface BackupLook {
  readonly entry: BackupEntry;
  readonly library: string | null;
  readonly ref: StateRef | null;
  /** With the settings. */
  readonly note: BackupNote | null;
}

type Found = Pick<BackupEntry, "state" | "damaged"> & { readonly card?: DeviceCard; readonly note?: BackupNote };

interface Looker {
  /** Null where this computer belongs to no library. */
  readonly key: LibraryKey | null;
  readonly isOwn: (stream: string) => boolean;
  /** Whether a slot beside it is one that the present code opens. */
  readonly isOpened: (backup: Store) => Promise<boolean>;
}

export async function lookAtBackup({ id, folder }: BackupFolder, looker: Looker): Promise<BackupLook> {
  const { key, isOwn } = looker;
  const { files, bytes } = await walkShare(folder).catch(() => ({ files: [], bytes: 0 }));
  const named = parseBackupId(id);
  const library = files.flatMap(({ name }) => (name.tag === "library" ? [name.library] : []))[0] ?? null;
  const ref =
    files.flatMap(({ name }) => (name.tag === "manifest" ? [{ stream: name.stream, no: name.no }] : []))[0] ?? null;
  const found = await look(folder, looker, library, ref, new Set(files.map(({ path }) => path)));
  const stream = ref?.stream ?? named?.stream ?? null;
  const entry: BackupEntry = {
    id,
    at: found.note?.at ?? named?.at ?? null,
    bytes,
    state: found.state,
    own: stream !== null && (library === null || library === key?.library) && isOwn(stream),
    device: found.card?.device ?? null,
    note: found.note === undefined ? null : publicNote(found.note),
    damaged: found.damaged,
  };
  return { entry, library, ref, note: found.note ?? null };
}

const publicNote = ({ settings: _, ...note }: BackupNote): NonNullable<BackupEntry["note"]> => note;

async function look(
  folder: string,
  { key, isOpened }: Looker,
  library: string | null,
  ref: StateRef | null,
  files: ReadonlySet<string>,
): Promise<Found> {
  if (ref === null || library === null) return { state: "unfinished", damaged: null };
  if (key === null) return { state: "sealed", damaged: null };
  if (key.library !== library) return { state: "another-library", damaged: null };
  const store = createFolderStore(folder);
  const damaged = (name: string): Found => ({ state: "damaged", damaged: name });
  const refused = ({ tag }: OpenError, name: string): Found =>
    tag === "newer-format" || tag === "wrong-key"
      ? { state: tag === "wrong-key" ? "other-code" : tag, damaged: null }
      : damaged(name);
  const cardBytes = await store.get(deviceName(ref.stream));
  const card = cardBytes.ok ? openCard(key, ref.stream, cardBytes.value) : null;
  if (card === null) return damaged(deviceName(ref.stream));
  if (!card.ok) return refused(card.error, deviceName(ref.stream));
  const manifest = await store.get(manifestName(ref));
  const opened = manifest.ok ? openState(key, { ...ref, index: "manifest" }, card.value.signKey, manifest.value) : null;
  if (opened === null || !manifest.ok) return damaged(manifestName(ref));
  if (!opened.ok) return refused(opened.error, manifestName(ref));
  if (!files.has(noteName(ref))) return { state: "unverified", damaged: null, card: card.value };
  const noteBytes = await store.get(noteName(ref));
  const note = noteBytes.ok ? openNote(key, card.value, ref, noteBytes.value) : null;
  if (note === null || !note.ok || note.value.manifest !== bytesToHex(sha256(manifest.value)))
    return { ...damaged(noteName(ref)), card: card.value };
  return {
    state: (await isOpened(store)) ? "verified" : "other-code",
    damaged: null,
    card: card.value,
    note: note.value,
  };
}
