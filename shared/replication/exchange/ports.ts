/**
 * What the sync engine needs of the world. It gets all of it as arguments and so runs the same in the
 * worker, in tests and in a simulator.
 */

import type { Clock } from "../../kernel/clock.ts";
import type { Hlc } from "../../kernel/hlc.ts";
import type { Result } from "../../kernel/result.ts";
import type {
  AdoptedKeys,
  CheckpointRef,
  DeviceCard,
  EpochRef,
  Locked,
  OpenError,
  OpenedBatch,
  OpenedState,
  Out,
  Predecessor,
  SealedFile,
  SealRequest,
  StatePlace,
  StateRequest,
} from "../../kernel/sealed.ts";
import type { PutError, StoreError } from "../../kernel/store-outcome.ts";
import type { Kind } from "../../model/kinds.ts";
import type { StateRow } from "../checkpoints/state-row.ts";
import type { Erasure, LookedCopies } from "../erasing/erasing-progress.ts";
import type { Ledger } from "../erasing/ledger.ts";
import type { DigestAt } from "../rows/digest.ts";
import type { Applied, Entry, StreamId, Vector } from "../rows/entry.ts";
import type { AnyRow } from "../rows/row.ts";
import type { SweepReach } from "../rows/tombstones.ts";
import type { Cursor, StreamState } from "./cursor.ts";
import type { Slice, SliceResult } from "./slice.ts";

/** A folder, or whatever can play one. Names are those of `names.ts`. */
export interface Store {
  /**
   * Names directly in a folder (`""` is the root), files and folders alike; `missing` where there is no such folder.
   */
  list(folder: string): Promise<Result<readonly string[], StoreError>>;
  get(name: string): Promise<Result<Uint8Array, StoreError>>;
  /** Answers when the bytes were read back and are the same. Never replaces another content. */
  put(name: string, bytes: Uint8Array): Promise<Result<null, PutError>>;
  /** A name that is not there is deleted already. */
  delete(name: string): Promise<Result<null, StoreError>>;
}

/** Sealing, opening, signing: where the keys are. */
export interface Sealing {
  readonly library: string;
  /** The file of the next own batch. */
  seal(request: SealRequest): Promise<Result<SealedFile, Locked | Out>>;
  /** Verified and opened, or why not. `signKey` is the one of the stream's card. */
  open(
    place: { readonly stream: StreamId; readonly no: number },
    signKey: string,
    bytes: Uint8Array,
  ): Promise<Result<OpenedBatch, OpenError | Locked>>;
  /** A file of an own checkpoint. */
  sealState(request: StateRequest): Promise<Result<SealedFile, Locked>>;
  openState(place: StatePlace, signKey: string, bytes: Uint8Array): Promise<Result<OpenedState, OpenError | Locked>>;
  openCard(stream: StreamId, bytes: Uint8Array): Promise<Result<DeviceCard, OpenError | Locked>>;
  /** SHA-256 as 64 hex digits. */
  hash(bytes: Uint8Array): Promise<string>;
  /**
   * A new stream for this device, its card in the local store. Asked again before the database has moved, the
   * first answer: the stream, and where it left the old one.
   */
  newStream(
    predecessor: Predecessor,
  ): Promise<Result<{ readonly stream: StreamId; readonly predecessor: Predecessor }, Locked>>;
}

/** How far a whole state has come: every stream's cursor, its holder's own too. */
export interface StateCursors {
  /** The latest stamp used or heard of. */
  readonly hlc: Hlc;
  readonly streams: Readonly<Record<StreamId, Cursor>>;
}

/** What a rebuilding begins with instead of nothing: the rows of a checkpoint and where every stream stands in them. */
export interface StateBase {
  /** Of one checkpoint always the same: a rebuilding that was cut off goes on with it. */
  readonly key: string;
  readonly cursors: StateCursors;
  readonly parts: number;
  /** From this part on, rows come a second time: they have been changed while the checkpoint was made. */
  readonly again: number;
  /** Rejects where the part cannot be had. */
  rows(part: number): Promise<readonly StateRow[]>;
}

/** The last own entries and what they have touched, of one moment. */
export interface StateEnd {
  readonly cursors: StateCursors;
  readonly digest: DigestAt;
  readonly rows: readonly StateRow[];
}

export interface OwnState {
  readonly stream: StreamId;
  /** Last own entry that is both in the journal and applied here. Only such are sealed. */
  readonly journaled: number;
  /** Last own entry in the journal. */
  readonly inJournal: number;
  /** Last sealed batch and its last entry. */
  readonly sealed: Applied;
  /** When it was sealed. */
  readonly at: number;
  /** Whole vector of the last own entry, and of the last acknowledgement. */
  readonly told: Vector;
  /** When the last acknowledgement was sealed; 0 for never. */
  readonly ackedAt: number;
  /** Last own entry that is known to be on a share. */
  readonly published: number;
  /** Operations in own entries so far. */
  readonly ops: number;
  /** Lowest own batch that is kept, as the last one says, and the checkpoint that covers what lies below. */
  readonly floor: number;
  readonly base?: CheckpointRef;
}

export interface SealedBatch extends Applied {
  readonly at: number;
  /** Where it is an acknowledgement. */
  readonly acked?: Vector;
  readonly floor?: number;
  readonly base?: CheckpointRef;
}

export interface ReplicaState {
  /** A rebuilding was cut off: what is here is no state to work on before one has ended. */
  readonly unfinished: boolean;
  /**
   * All must be applied anew: own batches were left behind a fork, by which was judged what others had seen of the
   * stream; or own entries were applied before something that they had seen. A rebuilding takes the mark away.
   */
  readonly owesAnew: boolean;
  /** The latest stamp used or heard of. */
  readonly newest: Hlc;
  readonly own: OwnState;
  /** Every other stream of which something was applied. */
  readonly streams: Readonly<Record<StreamId, StreamState>>;
  /** How far the erasing of readers has come. */
  readonly erasure: Erasure;
}

/**
 * Applies others' batches until `needed` is covered, or as far as they go; answers what of it lies on lines that are
 * kept, undefined for all.
 */
export type ApplyOthers = (needed: Vector) => Promise<Vector | undefined>;

/** Answers what of a vector lies on lines that are kept. */
export type KeptSeen = (seen: Vector) => Promise<Vector>;

export interface Replica {
  state(): Promise<ReplicaState>;
  /** Of all rows, with where every stream stands in them: of one moment. */
  digest(): Promise<DigestAt>;
  /** Takes deleted records within this reach out of the rows; answers how many. */
  sweep(reach: SweepReach): Promise<number>;
  /** All records of one kind of which there are few. */
  records(kind: Kind): Promise<readonly AnyRow[]>;
  /** Every record that is erased. */
  ledger(): Promise<Ledger>;
  /**
   * Adds to the ledger, as commands of its own, whom this desk has purged and the ledger names no more, and what has
   * come of an erased reader since; answers how many records.
   */
  eraseBelongings(): Promise<number>;
  /** Notes what was found and done in the local copies for an erasing. */
  looked(found: LookedCopies): Promise<void>;
  /** Own journaled entries from `fromSeq`, at least one if there is one, about `maxBytes` of them. */
  journaled(fromSeq: number, maxBytes: number): Promise<readonly Entry[]>;
  /** Rows, cursor and `pulls` in one transaction (R7); entries already applied are passed over. */
  apply(slice: Slice): Promise<SliceResult>;
  /** An own batch is in the local store. */
  sealed(batch: SealedBatch): Promise<void>;
  /** Own entries up to `seq` are on a share. */
  published(seq: number): Promise<void>;
  /**
   * Leaves the own stream at `fork`: own entries behind it become entries of `stream` from 1, each with
   * `first`; the rows' stamps follow, and where some were sealed they are applied behind all that stands there;
   * the old stream counts as another one, applied up to `fork`. One transaction; answers when the new stream's journal
   * has the entries.
   */
  moveTo(stream: StreamId, fork: Applied, keptOf: KeptSeen): Promise<void>;
  /** An own entry is about to be applied before something that it had seen: see `owesAnew`. */
  oweAnew(): Promise<void>;
  /**
   * Forgets all rows and cursors and applies the own journal again, with `applyOthers` before what has seen
   * others. With a base, its rows and cursors come first, and of the journal only what it does not cover; what
   * stands of that base already is not asked for again. Rejects where the base covers own entries that the
   * journal does not have.
   */
  rebuild(applyOthers: ApplyOthers, base?: StateBase): Promise<void>;
  /** Rows of the whole state in a fixed order, some behind a mark of this call's own making; null after the last. */
  stateRows(after: string | null): Promise<{ readonly rows: readonly StateRow[]; readonly next: string | null }>;
  /**
   * Ends a reading of all rows: those that own entries behind `seq` have touched since, as they are now. Null where
   * that cannot be told, or where the journal lacks an entry: read all again another time.
   */
  stateEnd(seq: number): Promise<StateEnd | null>;
}

/** A head that announces a batch which cannot be read: it may come yet, or the head is forged. */
export interface UnreadHead {
  /** Epoch milliseconds: when it was first met, and when its batch was asked for last. */
  readonly since: number;
  readonly tried: number;
  /** A person has looked at it and wants to hear no more of it. */
  readonly aside?: boolean;
}

/** By the head's name, without its folder. */
export type UnreadHeads = Readonly<Record<string, UnreadHead>>;

/** What this desk remembers of the stores that it has met. */
export interface StoreMemory {
  /** By the store's marker, the highest number of each stream that stood there and was verified here. */
  read(store: string): Promise<Readonly<Record<StreamId, number>>>;
  write(store: string, heads: Readonly<Record<StreamId, number>>): Promise<void>;
  unread(): Promise<UnreadHeads>;
  /** All that there are now; what a person has set aside meanwhile stays so. */
  noteUnread(heads: UnreadHeads): Promise<void>;
}

/** A key epoch as the removal names it that began it. */
export interface NamedEpoch extends EpochRef {
  /** False where its maker is removed: it is read, and nothing is sealed under it. */
  readonly seals: boolean;
  /** Streams that are known here and may have its key. */
  readonly to: readonly StreamId[];
}

/** The library's keys, for a host that can change them. */
export interface LibraryKeys {
  /**
   * Takes from the share what is wrapped for this device, wraps what is held of these for those that may have it, and
   * seals under the newest from now on. Where something could not be opened (`lacking`), keys that nothing names here
   * are taken too. Where it `looks`, the share's slots are held against what is known here.
   */
  adopt(
    epochs: readonly NamedEpoch[],
    lacking: boolean,
    looks: boolean,
  ): Promise<Result<AdoptedKeys, Locked | StoreError | PutError>>;
  /** Ids of all keys that are held here. */
  held(): Promise<Result<readonly string[], Locked>>;
}

export interface SyncPorts {
  /** Absent where keys never change. */
  readonly keys?: LibraryKeys;
  readonly share: Store;
  /** The copy of the store in the data folder: own batches and all that was fetched. */
  readonly local: Store;
  readonly seal: Sealing;
  readonly replica: Replica;
  readonly memory: StoreMemory;
  readonly clock: Clock;
  /** Devices' cards that were opened before, for who syncs again and again: each has one content for ever (R2). */
  readonly cards?: Map<StreamId, DeviceCard>;
}
