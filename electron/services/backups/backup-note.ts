/**
 * The note that makes a backup count: sealed and signed like its other files, it names the manifest that was opened and
 * counted.
 */
import * as v from "valibot";
import { type BackupNote, backupNote } from "#shared/host/backup-calls.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import type { DeviceCard, OpenError } from "#shared/kernel/sealed.ts";
import type { StateRef } from "#shared/replication/files/names.ts";
import type { LibraryKey } from "../sealing/batch-file.ts";
import { parseJson } from "../sealing/card-file.ts";
import { openState, sealState } from "../sealing/sealed-state-file.ts";

export const sealNote = (library: LibraryKey, signing: Uint8Array, ref: StateRef, note: BackupNote): Uint8Array =>
  sealState(library, signing, { ...ref, index: "note", text: JSON.stringify(note) }).bytes;

export function openNote(
  library: LibraryKey,
  card: DeviceCard,
  ref: StateRef,
  bytes: Uint8Array,
): Result<BackupNote, OpenError> {
  const opened = openState(library, { ...ref, index: "note" }, card.signKey, bytes);
  if (!opened.ok) return opened;
  const parsed = v.safeParse(backupNote, parseJson(opened.value.text));
  return parsed.success ? ok(parsed.output) : err({ tag: "malformed", what: "note" });
}
