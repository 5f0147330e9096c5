/** Which computers are out, as far as it is known here. */
import { ok } from "../kernel/result.ts";
import type { KeptCheckpoint } from "./checkpoint-shelf.ts";
import type { StreamId } from "./entry.ts";
import { holdsRefused, mergedRemovals, REMOVAL, type Removals, removalsOf } from "./removal.ts";
import type { Attempt, Run } from "./sync-run.ts";

/** Those that the rows tell of, and those that are known before the rows are here again. */
export async function readRemovals(run: Run): Attempt<Removals> {
  const rows = await run.replica.records(REMOVAL);
  return rows.ok ? ok(mergedRemovals(removalsOf(rows.value), run.foreknown.removals)) : rows;
}

/** Checkpoints on which somebody may stand: not those of a removed computer, nor those that hold what it wrote behind its number. */
export async function counting(run: Run, shelf: readonly KeptCheckpoint[]): Attempt<readonly KeptCheckpoint[]> {
  const removals = await readRemovals(run);
  return removals.ok ? ok(shelf.filter((kept) => counts(removals.value, kept))) : removals;
}

const counts = (removals: Removals, { stream, checkpoint }: KeptCheckpoint): boolean => removals.get(stream)?.way !== "removed" && !holdsRefused(removals, checkpoint.cursors.streams);

/** Nobody waits for them. */
export async function streamsOut(run: Run): Attempt<ReadonlySet<StreamId>> {
  const removals = await readRemovals(run);
  return removals.ok ? ok(new Set(removals.value.keys())) : removals;
}
