/**
 * Takes a whole import back, last command first, but for readers who were worked with since, and notes it in the
 * import's report.
 */
import * as v from "valibot";
import { DELETED } from "#shared/replication/rows/entry.ts";
import type { DeskDb } from "../../db/database.ts";
import { ownStreamOf } from "../../db/journal/own-stream.ts";
import { edit } from "../../db/write/changes.ts";
import { createChain } from "../../db/write/command-chain.ts";
import { workedWith } from "../../db/write/worked-with.ts";
import type { Writer } from "../../db/write/writer.ts";
import type { Rate, UndoneImport, UndoOutlook } from "../../platform/worker/import-api.ts";
import type { WorkerDeps } from "../worker-deps.ts";
import { goneReaders, stayingReaders } from "./erase-undone.ts";
import { reportId } from "./remembered.ts";

const report = v.looseObject({ importId: v.string(), undoneAt: v.optional(v.number()) });

/** @param isCancelled asked while the journal is waited for */
export async function undoImport(
  { db, clock, search }: WorkerDeps,
  writer: Writer,
  importId: string,
  onProgress: (rate: Rate) => void,
  isCancelled: () => boolean,
): Promise<UndoneImport> {
  const setting = await db.setting.get(reportId(importId));
  const known = v.safeParse(report, setting?.value);
  // a second press finds it done
  if (!known.success || known.output.undoneAt !== undefined) return { left: 0, held: 0, saved: true };
  let now: Rate = { done: 0, total: 0 };
  const tell = (done: number, total: number, waiting: boolean): void => {
    now = { done, total };
    onProgress({ ...now, ...(waiting && { waiting }) });
  };
  const { left, failure } = await writer.undoBatch(importId, { keepWorkedWith: true, onProgress: tell, isCancelled });
  search.keep();
  // taken back in two runs, the second knows nothing of whom the first has left
  const held = failure === null ? (await stayingReaders(db, importId)).length : 0;
  // what is left of it is taken back by the next press
  if (failure !== null) return { left: besideReaders(left), held, saved: false };
  const allStay = held > 0 && (await goneReaders(db, importId)).length === 0;
  const noted = await writer.run(
    "import.undone",
    [
      edit("setting", reportId(importId), {
        value: { ...known.output, undoneAt: clock.now(), ...(allStay && { allStay }) },
      }),
    ],
    { undoable: false },
  );
  // the journal takes one after the other: with this it has all that was taken back
  const last = createChain({
    writer,
    onProgress: (_, waiting) => waiting && tell(now.done, now.total, true),
    isCancelled,
    atOnce: 0,
  });
  return { left: besideReaders(left), held, ...(allStay && { allStay }), saved: await last.add(noted, 1) };
}

/** What taking it back will do, told before it is done: whom it takes away, and who stays for what came since. */
export async function undoOutlook(db: DeskDb, importId: string): Promise<UndoOutlook> {
  const stream = await ownStreamOf(db);
  const seqs = await db.log.where("batchId").equals(importId).primaryKeys();
  const brought = new Set<string>();
  const held = new Set<string>();
  let isAnything = false;
  for (const seq of seqs) {
    const row = await db.log.get(seq);
    if (row === undefined || row.entry.undoes !== undefined || stream === null) continue;
    const worked = await workedWith(db, row, stream);
    const made = new Set(row.created);
    for (const [index, { kind, id, cells }] of row.entry.ops.entries()) {
      if (worked.has(`${kind}/${id}`)) held.add(id);
      else isAnything = true;
      if (kind === "reader" && (made.has(index) || (cells[DELETED] === null && row.before[index]?.[DELETED] === true)))
        brought.add(id);
    }
  }
  const standing = new Set(
    (await db.reader.bulkGet([...brought])).flatMap((row) => (row === undefined || row.gone === 1 ? [] : [row.id])),
  );
  const stay = [...held].filter((id) => standing.has(id)).length;
  return { readers: standing.size - stay, held: stay, isAnything };
}

/** Whole readers are counted among those who stay. */
const besideReaders = (left: readonly string[]): number =>
  left.filter((place) => !/^reader\/[^/]+$/.test(place)).length;
