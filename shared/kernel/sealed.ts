/** What passes between the sync engine and the host that holds the keys. */

/** Why a sealed file was not accepted. */
export type OpenError =
  /** Another program's file, or cut before its header ends. */
  | { readonly tag: "not-ours" }
  /** Written by a newer Reader Desk in a way that this one must not guess at. */
  | { readonly tag: "newer-format" }
  | { readonly tag: "malformed"; readonly what: string }
  | { readonly tag: "too-large" }
  /** Its header names another library, stream or number than its place. */
  | { readonly tag: "wrong-place" }
  | { readonly tag: "bad-signature" }
  /** Sealed under a key that this device does not have. */
  | { readonly tag: "wrong-key" }
  | { readonly tag: "damaged" };

/** The keys are not at hand: the library code must be typed first. */
export interface Locked {
  readonly tag: "locked";
}

/** A file as it is put into a store. */
export interface SealedFile {
  readonly bytes: Uint8Array;
  /** SHA-256. */
  readonly hash: string;
}

/** This computer was taken out of the library: behind this number nothing is signed in its name. */
export interface Out {
  readonly tag: "out";
  readonly no: number;
}

/** Where a stream left another one, because its continuity could not be proved (R6). */
export interface Predecessor {
  readonly stream: string;
  /** Last batch and last entry that both share. */
  readonly no: number;
  readonly hash: string;
  readonly seq: number;
}

/** A device's own words about itself, verified under the library key. */
export interface DeviceCard {
  readonly stream: string;
  readonly device: string;
  readonly branch: string;
  /** Ed25519, 64 hex digits; its SHA-256 begins with the stream's id. */
  readonly signKey: string;
  /** X25519, 64 hex digits. */
  readonly agreeKey: string;
  readonly predecessor: Predecessor | null;
  /** Epoch milliseconds on that device. */
  readonly since: number;
  /** The key epoch under which it was sealed, and the id of its key. */
  readonly epoch?: number;
  readonly key?: string;
}

export interface OpenedBatch {
  /** SHA-256 of the whole file, 64 hex digits. */
  readonly hash: string;
  readonly no: number;
  readonly firstSeq: number;
  /** SHA-256 of the batch before, null for the first. */
  readonly previous: string | null;
  /** Lowest number that the stream still keeps. */
  readonly floor: number;
  /** The checkpoint that covers what lies below the floor. */
  readonly base: CheckpointRef | null;
  /** The body's JSON. */
  readonly text: string;
}

export interface SealRequest {
  /** An own stream. */
  readonly stream: string;
  readonly no: number;
  readonly firstSeq: number;
  readonly previous: string | null;
  readonly text: string;
  /** 1 where nothing below was swept. */
  readonly floor?: number;
  /** Together with a floor above 1. */
  readonly base?: CheckpointRef;
}

/** A checkpoint by its writer, its number and the SHA-256 of its manifest, 64 hex digits. */
export interface CheckpointRef {
  readonly stream: string;
  readonly no: number;
  readonly hash: string;
}

/** A key of the library by its epoch and its id, the SHA-256 that names it without giving it away, 64 hex digits. */
export interface EpochRef {
  readonly epoch: number;
  readonly key: string;
}

/** What an exchange has done about the library's keys. */
export interface AdoptedKeys {
  /** A key came that was not here before. */
  readonly gained: boolean;
  /**
   * From now on another key is sealed under, with its own library code: what was printed of the one before lets nobody
   * in.
   */
  readonly renewed: boolean;
  /** Slots that belong on the share were put back, or older ones that had come back were taken away. */
  readonly mended: boolean;
}

/** Most bytes of a part's or a manifest's JSON. */
export const MAX_STATE_PLAIN = 4 * 1024 * 1024;

/** A file of a checkpoint: a part by its index, or the manifest. */
export interface StatePlace {
  readonly stream: string;
  readonly no: number;
  readonly index: number | "manifest";
}

/** In a backup there is also the host's own note that it was verified. */
export interface NotePlace extends Omit<StatePlace, "index"> {
  readonly index: "note";
}

export interface StateRequest extends StatePlace {
  readonly text: string;
}

export interface OpenedState {
  /** SHA-256 of the whole file, 64 hex digits. */
  readonly hash: string;
  /** The body's JSON. */
  readonly text: string;
}
