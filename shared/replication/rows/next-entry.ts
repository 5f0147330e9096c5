/**
 * The next entry of an own stream: its number, its stamp, and what its author's desk had applied since the
 * entry before (R10). Pure, so that the database and the simulator's replica number and stamp alike.
 */
import { tickHlc } from "../../kernel/hlc.ts";
import type { Cursor } from "../exchange/cursor.ts";
import type { ReplicaHead } from "../exchange/slice.ts";
import type { Entry, Vector } from "./entry.ts";
import { seenAfter, seenDifference } from "./seen.ts";

export type EntryDraft = Pick<Entry, "staff" | "command" | "ops" | "batchId" | "aside" | "undoes" | "redoes">;

/**
 * @param vector what is applied of all other streams; null where nothing came since the last own entry, see `hasPulled`
 */
export function nextEntry(
  draft: EntryDraft,
  cursor: Cursor,
  head: ReplicaHead,
  vector: Vector | null,
  nowMs: number,
): { readonly entry: Entry; readonly cursor: Cursor; readonly head: ReplicaHead } {
  const seq = cursor.seq + 1;
  const hlc = tickHlc(head.hlc, nowMs);
  const seen = vector === null ? undefined : seenDifference(cursor.seen, vector);
  const entry: Entry = { seq, hlc, pulls: head.pulls, ...(seen !== undefined && { seen }), ...draft };
  return {
    entry,
    cursor: { ...cursor, seq, seen: seenAfter(cursor.seen, entry), ops: (cursor.ops ?? 0) + draft.ops.length },
    head: { ...head, hlc, ownPulls: head.pulls },
  };
}

export const hasPulled = ({ pulls, ownPulls }: ReplicaHead): boolean => pulls !== ownPulls;
