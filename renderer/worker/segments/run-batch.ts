/**
 * Writes one change for many readers as a chain of commands under one batch, which can be stopped between two of them
 * and taken back whole.
 */

import type { Row } from "../../db/database.ts";
import { readMergedReaders } from "../../db/reader-class.ts";
import { createChain } from "../../db/write/command-chain.ts";
import type { Rate } from "../../platform/worker/import-api.ts";
import type { BatchOutcome, BatchRequest } from "../../platform/worker/segments-api.ts";
import { breathe } from "../breathe.ts";
import type { WorkerDeps } from "../worker-deps.ts";
import { batchChange } from "./batch-changes.ts";
import { closingChanges } from "./close-branch.ts";

/** Small enough for an entry, with a task's text for each, and for a moment. */
const AT_ONCE = 200;

export async function runBatch(
  deps: WorkerDeps,
  { ids, act, batchId, staff }: BatchRequest,
  isCancelled: () => boolean,
  onProgress: (rate: Rate) => void,
): Promise<BatchOutcome> {
  const { db, search } = deps;
  const people = act.tag === "set-branch" ? ids : await peopleOf(db, ids);
  const writer = await deps.writer(staff);
  let done = 0;
  const tell = (waiting: boolean): void => onProgress({ done, total: people.length, ...(waiting && { waiting }) });
  const chain = createChain({ writer, onProgress: (_, waiting) => waiting && tell(true), isCancelled, atOnce: 0 });
  let goesOn = true;
  let gone = 0;
  while (done < people.length && goesOn && !isCancelled()) {
    const rows = await db.reader.bulkGet(people.slice(done, done + AT_ONCE));
    const here = rows.filter((row) => row !== undefined && row.gone !== 1) as readonly Row<"reader">[]; // just filtered
    gone += rows.length - here.length;
    const lists = here.map((row) => batchChange(act, row, staff, deps));
    const changes = lists.flat();
    if (changes.length > 0)
      goesOn = await chain.add(
        await writer.run(`segment.${act.tag}`, changes, { batchId, undoable: false }),
        lists.filter((list) => list.length > 0).length,
      );
    done = Math.min(people.length, done + AT_ONCE);
    tell(false);
    await breathe();
  }
  if (goesOn && done === people.length && !isCancelled()) {
    const changes = await closingChanges(db, act);
    if (changes.length > 0) await chain.add(await writer.run("branch.close", changes, { batchId, undoable: false }), 0);
  }
  await chain.end();
  search.keep();
  return { changed: chain.confirmed, gone, stopped: done < people.length, failure: chain.failure?.tag ?? null };
}

/** Whoever was merged, also since she was selected, is one person. A record's branch is its own, and stays so. */
async function peopleOf(db: WorkerDeps["db"], ids: readonly string[]): Promise<readonly string[]> {
  const { mainOf } = await readMergedReaders(db);
  return [...new Set(ids.map(mainOf))];
}
