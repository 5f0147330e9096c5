/**
 * Check 8, at any moment of a run: a desk's rows are what its cursors say. They are made anew from the files as
 * their authors sealed them and from the own journal.
 */
import { areAmiss, REMOVAL, removalsOf } from "#shared/replication/lines/removals.ts";
import type { Desk } from "./desk.ts";
import { keptEntries } from "./kept-entries.ts";
import { createRandom } from "./random.ts";
import { firstDifference, replay } from "./replay.ts";

export async function checkRows(desk: Desk, when: string): Promise<void> {
  const { world, replica } = desk;
  const { own, streams, owesAnew, unfinished } = await replica.state();
  // cut off in the middle of a checkpoint: nobody works on it before the next sync has ended it
  if (unfinished) return;
  const removals = removalsOf(await replica.records(REMOVAL));
  // it has just learned that something does not count, or that it is out itself: the next sync applies all anew, or
  // stops
  if (areAmiss(removals, streams) || removals.has(own.stream)) return;
  // it has left batches behind, or applied something before what that had seen: it applies all anew as soon as
  // something leads there
  if (owesAnew) return;
  // with its own line: what others had seen of a twin's does not count here
  const kept = keptEntries(world, { ...streams, [own.stream]: own.sealed }, removals, {
    stream: own.stream,
    entries: replica.log.slice(0, own.journaled),
  });
  // in the middle of a batch: another time
  if (Object.entries(streams).some(([stream, { seq }]) => (kept.byStream.get(stream)?.length ?? 0) !== seq)) return;
  world.look(8);
  const other = firstDifference(replica.lines(), replay(kept.byStream, createRandom(1), world.startMs));
  if (other !== null) world.fail(8, `${desk.name}'s rows are not what its cursors say, ${when}: ${other}`);
}
