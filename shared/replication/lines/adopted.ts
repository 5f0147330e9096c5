/**
 * Where a replica stands right after it has taken a checkpoint's rows: every stream's cursor as the
 * checkpoint says, its own one too. Pure, so that the database and the simulator's replica begin alike.
 */
import { receiveHlc, ZERO_HLC } from "../../kernel/hlc.ts";
import { type Cursor, START_CURSOR } from "../exchange/cursor.ts";
import type { StateCursors } from "../exchange/ports.ts";
import type { ReplicaHead } from "../exchange/slice.ts";
import type { Entry, StreamId } from "../rows/entry.ts";
import { NOTHING_SEALED, type Sealed } from "./own-sealed.ts";

export interface Adopted {
  readonly own: Cursor;
  readonly others: Readonly<Record<StreamId, Cursor>>;
  readonly sealed: Sealed;
  readonly head: ReplicaHead;
}

/** Last own entry that a checkpoint covers. */
export const coveredSeq = ({ streams }: StateCursors, own: StreamId): number => streams[own]?.seq ?? 0;

/** @param lastCovered the journal's entry under `coveredSeq`, where there is one */
export function adoptCursors(
  stream: StreamId,
  { hlc: heard, streams }: StateCursors,
  lastCovered: Entry | undefined,
  nowMs: number,
): Adopted {
  const { [stream]: own = START_CURSOR, ...others } = streams;
  const { no, hash, seq, at, floor = 1 } = own;
  const hlc = receiveHlc(lastCovered?.hlc ?? ZERO_HLC, heard, nowMs);
  const ownPulls = lastCovered?.pulls ?? 0;
  return {
    own,
    others,
    sealed:
      no === 0 ? NOTHING_SEALED : { batch: { no, hash, seq }, at, acked: own.told, ackedAt: at, published: seq, floor },
    // the next own entry says anew what it has seen
    head: { hlc, pulls: ownPulls + 1, ownPulls },
  };
}
