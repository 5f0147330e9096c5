/** Which computers are out, and which may have a key, as far as it is known here. */
import type { KeptCheckpoint } from "../checkpoints/checkpoint-shelf.ts";
import type { NamedEpoch } from "../exchange/ports.ts";
import type { Run } from "../exchange/sync-run.ts";
import { createCards } from "../files/cards.ts";
import { isStreamId, STREAMS } from "../files/names.ts";
import type { StreamId } from "../rows/entry.ts";
import type { AnyRow } from "../rows/row.ts";
import { epochsOf } from "./admitted-epochs.ts";
import {
  ADMISSION,
  holdsRefused,
  mergedRemovals,
  newestEpoch,
  REMOVAL,
  type Removals,
  removalsOf,
} from "./removals.ts";

/** Those that the rows tell of, and those that are known before the rows are here again. */
export async function readRemovals(run: Run): Promise<Removals> {
  const rows = await run.replica.records(REMOVAL);
  return removalsBy(run, rows);
}

/** @param rows all that there are here */
export const removalsBy = (run: Run, rows: readonly AnyRow[]): Removals =>
  mergedRemovals(removalsOf(rows), run.foreknown.removals);

/**
 * The key epochs that removals have begun, each with those who may have its key.
 * @param rows all removals
 * @param streams that the local copy knows
 */
export async function readEpochs(
  run: Run,
  rows: readonly AnyRow[],
  streams: readonly StreamId[],
): Promise<readonly NamedEpoch[]> {
  if (newestEpoch(rows) === 1) return [];
  const admissions = await run.replica.records(ADMISSION);
  const cards = createCards(run, false);
  const cardKeys = new Map<StreamId, string>();
  for (const stream of streams) {
    const card = await cards.get(stream);
    if (card?.key !== undefined) cardKeys.set(stream, card.key);
  }
  return epochsOf({ rows, removals: removalsOf(rows), admissions, cardKeys, streams });
}

/** Streams that the local copy knows. */
export async function localStreams(run: Run): Promise<readonly StreamId[]> {
  const names = await run.local.list(STREAMS);
  return names.filter(isStreamId);
}

/**
 * Checkpoints on which somebody may stand: not those of a removed computer, nor those that hold what it wrote behind
 * its number.
 */
export async function counting(run: Run, shelf: readonly KeptCheckpoint[]): Promise<readonly KeptCheckpoint[]> {
  const removals = await readRemovals(run);
  return shelf.filter((kept) => counts(removals, kept));
}

const counts = (removals: Removals, { stream, checkpoint }: KeptCheckpoint): boolean =>
  removals.get(stream)?.way !== "removed" && !holdsRefused(removals, checkpoint.cursors.streams);

/** Nobody waits for them. */
export async function streamsOut(run: Run): Promise<ReadonlySet<StreamId>> {
  const removals = await readRemovals(run);
  return new Set(removals.keys());
}
