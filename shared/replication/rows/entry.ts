/**
 * The change log's unit. One command is one entry; an entry is immutable once journaled.
 * Shapes only grow: unknown fields are kept and passed on (R14).
 */
import type { Hlc } from "../../kernel/hlc.ts";
import type { Json } from "../../kernel/json.ts";

/** The write that made a value: stream, number, stamp, staff. */
export type Stamp = readonly [stream: StreamId, seq: number, hlc: Hlc, staff: string];

/** 16 base32 characters: the start of SHA-256 of the stream's public key. */
export type StreamId = string;

/** A write is known by its stream and number. */
export type WriteRef = readonly [stream: StreamId, seq: number];

/** What a device has applied of a stream: last whole batch, start of its hash, last entry. */
export interface Applied {
  readonly no: number;
  readonly hash: string;
  readonly seq: number;
}
export type Vector = Readonly<Record<StreamId, Applied>>;

/** Changed cells of one record. `null` clears a cell. Cell names: `field`, `field/element`, `.deleted`, `.alias`. */
export interface Op {
  readonly kind: string;
  readonly id: string;
  readonly cells: Readonly<Record<string, Json>>;
  /** Explicit predecessors per cell, where a form was opened before a pull and saved after it (R10). */
  readonly after?: Readonly<Record<string, readonly WriteRef[]>>;
  /** Whose value a cell's is, where an undo says it again: people are shown them, the write counts as this entry's. */
  readonly of?: Readonly<Record<string, Stamp>>;
  /** Has not seen what its own entry says of the record before it: with both, an undo asks a question again. */
  readonly beside?: 1;
  /** Nothing of the record stood at the author's desk: what she had seen of it was deleted and swept. */
  readonly fresh?: 1;
}

export interface Entry {
  readonly seq: number;
  readonly hlc: Hlc;
  /** How many pulls the author's desk had applied (R10). */
  readonly pulls: number;
  /** What had been seen, as the difference to the entry before; present when `pulls` changed. */
  readonly seen?: Vector;
  readonly staff: string;
  /** Name of the command, for history and undo. */
  readonly command: string;
  readonly ops: readonly Op[];
  /** Import or batch change that this command belongs to. */
  readonly batchId?: string;
  /** Set where Ctrl+Z must not reach it although it stands alone: what the program writes by itself. */
  readonly aside?: 1;
  /** Numbers of own entries that this one takes back, or does again. */
  readonly undoes?: readonly number[];
  readonly redoes?: readonly number[];
  /**
   * Set on re-emission (R15): the stream and number it first had, the whole vector it had seen, and the
   * number at which this run of re-emitted entries begins in the new stream.
   */
  readonly first?: { readonly stream: StreamId; readonly seq: number; readonly seen: Vector; readonly from: number };
}

export const DELETED = ".deleted";
export const ALIAS = ".alias";

/** Most bytes of JSON one entry may have. */
export const MAX_ENTRY_BYTES = 512 * 1024;
