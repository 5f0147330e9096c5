/**
 * Whoever has written a batch surely has it: where a colleague is told to sync at that computer first, this is what
 * helps. All own batches must be listed; the newest are opened, for those are what somebody may wait for.
 */
import type { ReplicaState } from "../exchange/ports.ts";
import type { Run } from "../exchange/sync-run.ts";
import { createBatchIndex } from "../files/batch-index.ts";
import { createCards } from "../files/cards.ts";
import { openBatch, streamLine } from "../files/chain.ts";
import { batchName } from "../files/names.ts";

const MOST_OPENED = 30;
const MOST_BYTES = 4_000_000;

/** @returns whether something of the own line is not on the share as it should be */
export async function isOwnAmiss(run: Run, { own }: ReplicaState): Promise<boolean> {
  const { stream, sealed, floor } = own;
  if (sealed.no === 0) return false;
  const card = await createCards(run, false).get(stream);
  if (card === null) return false;
  const line = await streamLine(run, run.local, createBatchIndex(run.local), card, sealed, floor);
  const there = await createBatchIndex(run.share).between(stream, floor, sealed.no);
  const names = new Set(there.map(batchName));
  let opened = 0;
  let bytes = 0;
  // from the newest down
  for (const [no, hash] of line) {
    const ref = { stream, no, hash };
    if (!names.has(batchName(ref))) return true;
    if (opened === MOST_OPENED || bytes >= MOST_BYTES) continue;
    const batch = await openBatch(run, run.share, card, ref);
    if (batch === null) return true;
    opened += 1;
    bytes += batch.bytes.length;
  }
  return false;
}
