/**
 * How far an erasing has come on this device: what the ledger stands on, whether the local copies have been
 * looked through since it grew, and up to where a stream's batches still speak of what is erased. Kept beside
 * the rows, made anew from them at any time; looking once too often does no harm.
 */
import type { StreamId, Vector } from "../rows/entry.ts";
import { stampsOf } from "../rows/row.ts";
import { appliedOf } from "../rows/vector.ts";
import { type LedgerRow, ledgerOf } from "./ledger.ts";

export interface Erasure {
  /** Records that the ledger names. */
  readonly size: number;
  /** By stream, the last entry that the ledger stands on: who has applied all of them has erased. */
  readonly writes: Readonly<Record<StreamId, number>>;
  /** `size` when the local copies were last looked through. */
  readonly looked: number;
  /** By stream, the last batch that is known to speak of what is erased. */
  readonly tainted: Readonly<Record<StreamId, number>>;
  /** By stream, up to where nothing of it stands in the local copy any more. */
  readonly cleared: Readonly<Record<StreamId, number>>;
}

export const NOTHING_ERASED: Erasure = { size: 0, writes: {}, looked: 0, tainted: {}, cleared: {} };

/** After the ledger has grown, or was made anew. */
export const erasureOf = (ledger: readonly LedgerRow[], before: Erasure): Erasure => ({
  ...before,
  size: ledgerOf(ledger).size,
  writes: writesOf(ledger),
});

/** By stream, the last entry that some rows stand on. */
export function writesOf(rows: readonly LedgerRow[]): Readonly<Record<StreamId, number>> {
  const writes: Record<StreamId, number> = {};
  for (const [stream, seq] of [...rows].flatMap(stampsOf)) writes[stream] = Math.max(writes[stream] ?? 0, seq);
  return writes;
}

export const withTaint = (erasure: Erasure, stream: StreamId, no: number): Erasure =>
  lookedThrough(erasure, { tainted: { [stream]: no } });

/** What was found or done in the local copies. */
export type LookedCopies = Partial<Pick<Erasure, "looked" | "tainted" | "cleared">>;

export const lookedThrough = (erasure: Erasure, { looked, tainted, cleared }: LookedCopies): Erasure => ({
  ...erasure,
  ...(looked !== undefined && { looked }),
  ...(tainted !== undefined && { tainted: higher(erasure.tainted, tainted) }),
  ...(cleared !== undefined && { cleared: higher(erasure.cleared, cleared) }),
});

const higher = (a: Erasure["tainted"], b: Erasure["tainted"]): Erasure["tainted"] => ({
  ...a,
  ...Object.fromEntries(Object.entries(b).map(([stream, no]) => [stream, Math.max(no, a[stream] ?? 0)])),
});

/** The rows are forgotten, and the ledger with them; what was found and done in the local copies stays true. */
export const forgotten = (erasure: Erasure): Erasure => ({ ...erasure, size: 0, writes: {} });

/** Whether a state at a vector stands for all that is gone from the local copy before its time. */
export const reachesCleared = (vector: Vector, { cleared }: Erasure): boolean =>
  Object.entries(cleared).every(([stream, no]) => appliedOf(vector, stream).no >= no);

/** Whether who stands at a vector has erased. */
export const hasErased = (vector: Vector, writes: Erasure["writes"]): boolean =>
  Object.entries(writes).every(([stream, seq]) => appliedOf(vector, stream).seq >= seq);
