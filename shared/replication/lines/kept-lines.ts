/**
 * What an author had seen counts only as far as it lies on lines that are kept. A vector names batches by
 * number and hash: one that is not on the line applied here was excluded by a fork, and under the numbers of
 * its entries stand others now, which the author has not seen. What she had seen of that stream before still counts.
 */
import type { ApplyOthers } from "../exchange/ports.ts";
import type { Run } from "../exchange/sync-run.ts";
import { type BatchIndex, newestNo } from "../files/batch-index.ts";
import type { Cards } from "../files/cards.ts";
import { streamLine } from "../files/chain.ts";
import type { Applied, Entry, StreamId, Vector } from "../rows/entry.ts";
import { appliedOf, NOTHING } from "../rows/vector.ts";
import { isOnOtherLine } from "./fork.ts";

export interface LineDeps {
  readonly run: Run;
  readonly local: BatchIndex;
  readonly cards: Cards;
  readonly own: StreamId;
}

/**
 * The part of a vector that lies on kept lines.
 * @param applied how far the streams are applied here
 */
export async function onKeptLines(deps: LineDeps, applied: Vector, vector: Vector): Promise<Vector> {
  const kept: Record<StreamId, Applied> = {};
  for (const [stream, seen] of Object.entries(vector)) {
    const is = await isKept(deps, stream, appliedOf(applied, stream), seen);
    if (is) kept[stream] = seen;
  }
  return Object.keys(kept).length === Object.keys(vector).length ? vector : kept;
}

/** Entries that do not count as they stand, as they count, by number. */
export async function countedEntries(
  deps: LineDeps,
  applied: Vector,
  entries: readonly Entry[],
): Promise<ReadonlyMap<number, Entry>> {
  const counted = new Map<number, Entry>();
  for (const entry of entries) {
    const seen = entry.seen === undefined ? entry.seen : await onKeptLines(deps, applied, entry.seen);
    const first = entry.first === undefined ? undefined : await onKeptLines(deps, applied, entry.first.seen);
    const one = withSeen(entry, seen, first);
    if (one !== entry) counted.set(entry.seq, one);
  }
  return counted;
}

/** The entry itself where all of it counts. */
function withSeen(entry: Entry, seen: Vector | undefined, firstSeen: Vector | undefined): Entry {
  const { seen: before, first } = entry;
  if (seen === before && firstSeen === first?.seen) return entry;
  return {
    ...entry,
    ...(seen !== undefined && { seen }),
    ...(first !== undefined && firstSeen !== undefined && { first: { ...first, seen: withLeft(first, firstSeen) } }),
  };
}

/** Of the stream it left, nothing counts where that line was excluded: under its numbers stand others' entries. */
const withLeft = ({ stream, seen }: NonNullable<Entry["first"]>, kept: Vector): Vector =>
  seen[stream] === undefined || kept[stream] !== undefined ? kept : { ...kept, [stream]: NOTHING };

async function isKept(
  { run, local, cards, own }: LineDeps,
  stream: StreamId,
  applied: Applied,
  seen: Applied,
): Promise<boolean> {
  const { no, hash } = seen;
  if (no === 0) return true;
  if (stream !== own && no === applied.no) return hash === applied.hash;
  const there = await local.at(stream, no);
  const [only, ...others] = there;
  if (only === undefined && stream === own) return isSwept(local, stream, no);
  // what is here no more was swept, and lay on the line that everybody had; of the own stream only the own line is here
  if (only === undefined || stream === own) return only === undefined || there.includes(hash);
  if (no < applied.no && others.length === 0) return only === hash;
  const card = await cards.get(stream);
  if (card === null) return true;
  if (no > applied.no) {
    const other = await isOnOtherLine(run, local, card, applied, seen);
    return !other;
  }
  const line = await streamLine(run, run.local, local, card, applied, no);
  return (line.get(no) ?? hash) === hash;
}

/**
 * The last own batch always stays: what is numbered beyond it was never on the own line, and is of a twin's or of one
 * from before a backup came back.
 */
async function isSwept(local: BatchIndex, stream: StreamId, no: number): Promise<boolean> {
  const last = await newestNo(local, stream);
  return no < last;
}

/**
 * An own entry as it counts, for a replica that applies its journal again.
 * @param applyOthers brings what it had seen, and answers what of that lies on kept lines
 */
export async function countedOwn(entry: Entry, applyOthers: ApplyOthers): Promise<Entry> {
  const seen = entry.seen === undefined ? undefined : await applyOthers(entry.seen);
  const first = entry.first === undefined ? undefined : await applyOthers(entry.first.seen);
  return withSeen(entry, seen ?? entry.seen, first ?? entry.first?.seen);
}
