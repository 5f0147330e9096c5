/**
 * A colleague's checkpoint may be the first to tell a computer that it is out. What was confirmed here behind its
 * number is not in those rows: who stood on them would write over what nobody sees any more. So such a checkpoint is
 * read for that word alone, and no state is ever begun with it.
 */
import { type KeptCheckpoint, readPart } from "../checkpoints/checkpoint-shelf.ts";
import type { Run } from "../exchange/sync-run.ts";
import type { Cards } from "../files/cards.ts";
import type { StreamId } from "../rows/entry.ts";
import type { AnyRow } from "../rows/row.ts";
import { mergedRemovals, REMOVAL, type Removal, removalsOf } from "./removals.ts";

/** Whether its writer counts some of this stream's batches as empty. */
export const refusesSome = ({ checkpoint }: KeptCheckpoint, stream: StreamId): boolean =>
  checkpoint.cursors.streams[stream]?.refusedFrom !== undefined;

/**
 * From then on it is known in this run, before any row says so.
 * @param shelf checkpoints on the share
 * @returns whether there was anything to learn
 */
export async function learnOwnRemoval(
  run: Run,
  shelf: readonly KeptCheckpoint[],
  own: StreamId,
  cards: Cards,
): Promise<boolean> {
  for (const kept of shelf) {
    const removal = refusesSome(kept, own) ? await removalIn(run, kept, own, cards) : null;
    if (removal === null) continue;
    run.foreknown.removals = mergedRemovals(run.foreknown.removals, new Map([[own, removal]]));
    return true;
  }
  return false;
}

/** Null where a part is missing or damaged: another checkpoint may tell. */
async function removalIn(run: Run, kept: KeptCheckpoint, stream: StreamId, cards: Cards): Promise<Removal | null> {
  const found: AnyRow[] = [];
  for (const index of kept.checkpoint.parts.keys()) {
    const rows = await readPart(run, run.share, cards, kept, index);
    if (!rows.ok) return null;
    for (const [kind, row] of rows.value) if (kind === REMOVAL) found.push(row as AnyRow); // what is set aside is of another kind
  }
  return removalsOf(found).get(stream) ?? null;
}
