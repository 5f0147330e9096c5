/**
 * Which own entries a checkpoint on a line holds: those whose stamps stand in its rows. Copies of one profile number
 * their entries alike, but do not write at the same moment.
 */
import { type KeptCheckpoint, readPart, readShelf } from "../checkpoints/checkpoint-shelf.ts";
import { isAside, type StateRow } from "../checkpoints/state-row.ts";
import type { OwnState } from "../exchange/ports.ts";
import type { Run } from "../exchange/sync-run.ts";
import type { Cards } from "../files/cards.ts";
import type { Stamp, StreamId } from "../rows/entry.ts";
import { stampsOf } from "../rows/row.ts";
import { appliedOf } from "../rows/vector.ts";

const PAGE_BYTES = 1024 * 1024;

/**
 * @param line hashes of a line of the own stream, by number
 * @returns the last own entry, of those sealed, that a checkpoint on that line holds; 0 where none does
 */
export async function lastEntryInCheckpoint(
  run: Run,
  cards: Cards,
  { stream, sealed }: OwnState,
  line: ReadonlyMap<number, string>,
): Promise<number> {
  run.log.enter("look");
  const shelf = await readShelf(run, run.share, cards);
  for (const kept of shelf) {
    const { no, hash } = appliedOf(kept.checkpoint.cursors.streams, stream);
    if (line.get(no) !== hash) continue;
    const held = await timesOf(run, cards, kept, stream);
    if (held !== null) return lastAlike(run, held, sealed.seq);
  }
  return 0;
}

/** Times of a stream's writes in a checkpoint of the share, by entry; null where a part is not what it should be. */
async function timesOf(
  run: Run,
  cards: Cards,
  kept: KeptCheckpoint,
  stream: StreamId,
): Promise<ReadonlyMap<number, string> | null> {
  const stamps = new Map<number, string>();
  run.log.expect("look", kept.checkpoint.parts.length);
  for (const index of kept.checkpoint.parts.keys()) {
    const rows = await readPart(run, run.share, cards, kept, index);
    if (!rows.ok) return null;
    run.log.count({ files: 1, device: cards.nameOf(kept.stream) });
    for (const [of, seq, hlc] of rows.value.flatMap(stampsIn)) if (of === stream) stamps.set(seq, hlc);
  }
  return stamps;
}

const stampsIn = (item: StateRow): readonly Stamp[] => (isAside(item) ? [] : stampsOf(item[1]));

async function lastAlike(run: Run, stamps: ReadonlyMap<number, string>, last: number): Promise<number> {
  let alike = 0;
  for (let from = 1; from <= last; ) {
    const page = await run.replica.journaled(from, PAGE_BYTES);
    for (const { seq, hlc } of page) if (seq <= last && stamps.get(seq) === hlc) alike = seq;
    const end = page.at(-1);
    if (end === undefined) break;
    from = end.seq + 1;
  }
  return alike;
}
