/** Whose the records of an entry are: readers, by what the records name as their owners. */
import { ownersOf } from "#shared/model/who-is-named.ts";
import { DELETED, type Op } from "#shared/replication/rows/entry.ts";
import type { DeskDb, LogRow } from "../database.ts";
import type { RowsById } from "./commit.ts";

const READER = "reader/";

/** @returns ids of the readers that operations are about, each once */
export function readersOf(ops: readonly Op[], rows: RowsById): readonly string[] {
  const keys = ops.flatMap(({ kind, id }) =>
    kind === "reader" ? [READER + id] : ownersOf(kind, rows.get(`${kind}/${id}`) ?? {}),
  );
  return [...new Set(keys.flatMap((key) => (key.startsWith(READER) ? [key.slice(READER.length)] : [])))];
}

/**
 * Readers who are deleted or erased and to whom what an entry has deleted belongs; brought back, it would stand with
 * nobody. Whoever comes back by the same entry is there again.
 */
export async function goneOwners(db: DeskDb, { entry }: LogRow, rows: RowsById): Promise<ReadonlySet<string>> {
  const deleted = entry.ops.filter(({ cells }) => cells[DELETED] === true);
  const back = new Set(deleted.flatMap(({ kind, id }) => (kind === "reader" ? [id] : [])));
  const owners = readersOf(
    deleted.filter(({ kind }) => kind !== "reader"),
    rows,
  ).filter((id) => !back.has(id));
  const found = await db.reader.bulkGet([...owners]);
  return new Set(owners.filter((_, place) => found[place] === undefined || found[place]?.gone === 1));
}
