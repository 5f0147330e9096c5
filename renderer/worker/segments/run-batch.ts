/** Writes one change for many readers as a chain of commands under one batch, which can be stopped between two of them and taken back whole. */
import type { Change } from "../../db/changes.ts";
import type { Rate } from "../../platform/import-api.ts";
import type { BatchOutcome, BatchRequest } from "../../platform/segments-api.ts";
import { breathe } from "../breathe.ts";
import type { WorkerDeps } from "../worker-deps.ts";
import { batchChange } from "./batch-changes.ts";

/** Small enough for an entry, with a task's text for each, and for a moment. */
const AT_ONCE = 200;

export async function runBatch(deps: WorkerDeps, { ids, act, batchId, staff }: BatchRequest, isCancelled: () => boolean, onProgress: (rate: Rate) => void): Promise<BatchOutcome> {
  const { db, search } = deps;
  const writer = await deps.writer(staff);
  let changed = 0;
  let failure: string | null = null;
  let done = 0;
  while (done < ids.length && failure === null && !isCancelled()) {
    const rows = await db.reader.bulkGet(ids.slice(done, done + AT_ONCE));
    const lists = rows.map((row): readonly Change[] => (row === undefined || row.gone === 1 ? [] : batchChange(act, row, staff, deps)));
    const changes = lists.flat();
    if (changes.length > 0) {
      const { confirmed } = await writer.run(`segment.${act.tag}`, changes, { batchId, undoable: false });
      // in the rows and in the log, whatever the journal says: it can be taken back
      changed += lists.filter((list) => list.length > 0).length;
      const answer = await confirmed;
      if (!answer.ok) failure = answer.error.tag;
    }
    done = Math.min(ids.length, done + AT_ONCE);
    onProgress({ done, total: ids.length });
    await breathe();
  }
  search.keep();
  return { changed, stopped: done < ids.length, failure };
}
