/**
 * Backups on the host's side: their places, what stands there, and a folder for a new one. A page names a
 * backup by place and id; paths pass only where a person chooses one.
 */
import * as v from "valibot";
import type { Locked } from "../kernel/sealed.ts";
import { call } from "./define.ts";
import type { JoinError } from "./library-calls.ts";

/** `here` is the data folder, `second` the place that was chosen, `shown` a folder that a person has pointed to. */
export const BACKUP_PLACES = ["here", "second", "shown"] as const;
export type BackupPlace = (typeof BACKUP_PLACES)[number];

const place = v.picklist(BACKUP_PLACES);
/** A folder's name: a date, a time and who made it, unless a person has renamed it. */
const id = v.pipe(v.string(), v.minLength(1), v.maxLength(120));
const path = v.nullable(v.pipe(v.string(), v.maxLength(1000)));
const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** Its name has four digits for the year. */
const LAST_YEAR = Date.UTC(9999, 11, 31);
const ref = { place, id };

export interface BackupRef {
  readonly place: BackupPlace;
  readonly id: string;
}

/** Why a place of backups cannot be used. */
export type BackupPlaceFault =
  | { readonly tag: "no-place" }
  | { readonly tag: "no-folder" }
  | { readonly tag: "not-a-folder" }
  | { readonly tag: "read-only" }
  | { readonly tag: "full" }
  | { readonly tag: "unclear"; readonly code: string };

/**
 * `unfinished`: cut off while it was written. `unverified`: whole, but nobody has opened it since. `damaged`: a
 * file of it is not what was written. `other-code`: the present library code, or a key that this computer has, does not
 * open it. `sealed`: there are no keys on this computer. Only `verified` counts.
 */
export type BackupState =
  | "verified"
  | "unverified"
  | "unfinished"
  | "damaged"
  | "other-code"
  | "another-library"
  | "newer-format"
  | "sealed";

/** What the note of a verified backup says. */
export const backupNote = v.object({
  at: count,
  verifiedAt: count,
  /** SHA-256 of the manifest's file. */
  manifest: hash,
  records: v.record(v.string(), count),
  /** By kind, as it was counted when the backup was opened. */
  digest: v.record(v.string(), v.object({ records: count, sum: hash })),
  tookMs: count,
  /** When it was written anew without what had been erased since. */
  cleanedAt: v.exactOptional(count),
  settings: v.record(v.string(), v.unknown()),
});
export type BackupNote = v.InferOutput<typeof backupNote>;

export interface BackupEntry {
  readonly id: string;
  /** Null where neither its name nor its note tells. */
  readonly at: number | null;
  readonly bytes: number;
  readonly state: BackupState;
  /** Made by this computer, so that it may be swept here. */
  readonly own: boolean;
  readonly device: string | null;
  readonly note: Omit<BackupNote, "settings"> | null;
  /** The first file that is not what was written. */
  readonly damaged: string | null;
}

/** Whose a backup is. */
export interface BackupOwner {
  readonly id: string;
  readonly device: string;
  readonly branch: string;
}

export interface BackupList {
  readonly path: string;
  /** Newest first. */
  readonly backups: readonly BackupEntry[];
}

export const backupCalls = {
  "backup.list": call(v.object({ place }))<BackupList, BackupPlaceFault>(),
  /**
   * Looks into a folder that a person points to: a backup, or one that holds some. With null the system's own dialog
   * asks.
   */
  "backup.show": call(v.object({ path }))<BackupList, BackupPlaceFault | { tag: "cancelled" }>(),
  /** Chooses the second place, an existing folder that can be written; not the shared one. */
  "backup.choose": call(v.object({ path }))<
    { path: string },
    BackupPlaceFault | { tag: "cancelled" } | { tag: "is-share" }
  >(),
  /** A new folder at `here`, with the marker and a key slot that the present code opens. */
  "backup.begin": call(v.object({ at: v.pipe(count, v.maxValue(LAST_YEAR)) }))<
    { id: string },
    BackupPlaceFault | Locked
  >(),
  /**
   * Notes that it was opened and counted, with this computer's settings: from now on it counts. Refused where the
   * present code does not open it.
   */
  "backup.finish": call(v.object({ id, no: count, note: v.omit(backupNote, ["settings"]) }))<
    null,
    BackupPlaceFault | Locked | { tag: "damaged"; file: string }
  >(),
  /**
   * Backups at `here` and the second place that only an older code opens are opened by the present one from now on, and
   * by that alone.
   */
  "backup.reseal": call(v.object({}))<null, BackupPlaceFault | Locked>(),
  /** Its files, in the order in which they are carried: the note last. */
  "backup.files": call(v.object(ref))<readonly string[], BackupPlaceFault>(),
  /** One file from `here` to the second place, read back there. */
  "backup.carry": call(v.object({ id, name: v.pipe(v.string(), v.maxLength(90)) }))<
    { bytes: number },
    BackupPlaceFault
  >(),
  /** Takes one away at `here` or the second place. */
  "backup.drop": call(v.object(ref))<null, BackupPlaceFault>(),
  /** Answers at `backup.release`, or after that time: a call under way holds up a window that is closing. */
  "backup.hold": call(v.object({ forMs: v.pipe(v.number(), v.minValue(0), v.maxValue(5000)) }))<null>(),
  "backup.release": call(v.object({}))<null>(),
  /**
   * On a computer without a library: whose the backups of a place are, as far as the code opens them. Nothing is kept of
   * it.
   */
  "backup.owners": call(v.object({ place, code: v.pipe(v.string(), v.maxLength(80)) }))<
    readonly BackupOwner[],
    BackupPlaceFault | { tag: "already-member" } | { tag: "code-malformed" }
  >(),
  /**
   * On a computer without a library: enters that of the backup by its code, with a new stream, and keeps the backup's
   * state in the local copy.
   */
  "backup.enter": call(v.object({ ...ref, code: v.pipe(v.string(), v.maxLength(80)) }))<
    { libraryId: string; stream: string },
    JoinError | { tag: "damaged"; file: string }
  >(),
};
