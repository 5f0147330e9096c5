/** How far a desk has come with one stream: the cursor that stands beside the rows, and what of it a sync is told. */
import type { DigestAt } from "../rows/digest.ts";
import type { Applied, Vector } from "../rows/entry.ts";
import { NOTHING } from "../rows/vector.ts";

/** How far a stream has been applied here; `no` and `hash` of the last whole batch. */
export interface StreamState extends Applied {
  /** What its author had applied, as far as its batches say. */
  readonly told: Vector;
  readonly at: number;
  /** Operations in its entries so far. */
  readonly ops?: number;
  /** The last digest that its author has announced. */
  readonly digest?: DigestAt;
  /** The highest floor that its author has signed. */
  readonly floor?: number;
  /** Batches that were declared lost and counted as applied here: from, to. */
  readonly skipped?: readonly (readonly [first: number, no: number])[];
  /** From this batch on it was applied as empty, for its computer is out. */
  readonly refusedFrom?: number;
}

/** How far a stream has been applied, and what the author of its last applied entry had seen. */
export interface Cursor extends StreamState {
  readonly seen: Vector;
}

export const START_CURSOR: Cursor = { ...NOTHING, seen: {}, told: {}, at: 0, ops: 0 };

/** What a sync is told of a stream. */
export const streamState = ({
  no,
  hash,
  seq,
  told,
  at,
  ops = 0,
  digest,
  floor = 1,
  skipped,
  refusedFrom,
}: Cursor): StreamState => ({
  no,
  hash,
  seq,
  told,
  at,
  ops,
  floor,
  ...(skipped !== undefined && { skipped }),
  ...(refusedFrom !== undefined && { refusedFrom }),
  ...(digest !== undefined && { digest }),
});
