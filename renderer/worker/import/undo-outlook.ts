/** What taking an import back will do, told before it is done: whom it takes away, and who stays for what came since. */
import { DELETED } from "#shared/replication/rows/entry.ts";
import type { DeskDb } from "../../db/database.ts";
import { ownStreamOf } from "../../db/journal/own-stream.ts";
import { workedWith } from "../../db/write/worked-with.ts";
import type { UndoOutlook } from "../../platform/worker/import-api.ts";

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
      if (kind === "reader" && (made.has(index) || (cells[DELETED] === null && row.before[index]?.[DELETED] === true))) brought.add(id);
    }
  }
  const standing = new Set((await db.reader.bulkGet([...brought])).flatMap((row) => (row === undefined || row.gone === 1 ? [] : [row.id])));
  const stay = [...held].filter((id) => standing.has(id)).length;
  return { readers: standing.size - stay, held: stay, isAnything };
}
