/** When a device makes a checkpoint: the tail behind the newest one has grown too long for whoever joins. */

import type { ReplicaState } from "../exchange/ports.ts";
import { type Checkpoint, recordCount } from "./checkpoint.ts";

export interface CheckpointRule {
  /** Batches that may follow. */
  readonly tailBatches: number;
  /** Operations that may follow, as a part of the state's records, and at least. */
  readonly tailShare: number;
  readonly tailOps: number;
  /** How long an older one stays after a newer one exists, in milliseconds; and after a second newer one does. */
  readonly keepOlderMs: number;
  readonly keepThirdMs: number;
  /** Bytes of JSON at which a part is full. */
  readonly partBytes: number;
}

export const CHECKPOINT_RULE: CheckpointRule = {
  tailBatches: 500,
  tailShare: 0.2,
  // below it, applying batches takes no longer than opening a checkpoint
  tailOps: 1000,
  keepOlderMs: 30 * 24 * 60 * 60_000,
  keepThirdMs: 2 * 24 * 60 * 60_000,
  // some thousand rows: one transaction, and what they take in memory is soon free again
  partBytes: 1024 * 1024,
};

/** @param newest of the valid ones, the one that covers most */
export function isCheckpointDue(
  { own, streams }: ReplicaState,
  newest: { readonly checkpoint: Checkpoint } | null,
  rule: CheckpointRule,
): boolean {
  let batches = 0;
  let ops = 0;
  const now = { ...streams, [own.stream]: { no: own.sealed.no, ops: own.ops } };
  for (const [stream, { no, ops: done = 0 }] of Object.entries(now)) {
    const covered = newest?.checkpoint.cursors.streams[stream];
    batches += Math.max(0, no - (covered?.no ?? 0));
    ops += Math.max(0, done - (covered?.ops ?? 0));
  }
  const records = newest === null ? 0 : recordCount(newest.checkpoint);
  return batches > rule.tailBatches || ops > Math.max(rule.tailOps, records * rule.tailShare);
}
