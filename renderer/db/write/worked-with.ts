/**
 * Readers whom somebody has worked with since a command made them or brought them back: a record of theirs was
 * written, or another reader merged into them. Taken away, that would stand with nobody.
 */
import { BELONGING, BELONGING_KINDS, ownersOf } from "#shared/model/who-is-named.ts";
import { DELETED, type StreamId } from "#shared/replication/rows/entry.ts";
import { type AnyRow, stampsOf } from "#shared/replication/rows/row.ts";
import type { DeskDb, LogRow } from "../database.ts";
import { rowsNaming } from "../erasing/rows-naming.ts";

/** What is read for it. */
export const WORK_KINDS: readonly string[] = [...new Set([...BELONGING_KINDS, "reader"])];

/** @returns their keys, `reader/id` */
export async function workedWith(
  db: DeskDb,
  { entry, seq, before, created = [] }: LogRow,
  stream: StreamId,
): Promise<ReadonlySet<string>> {
  const made = new Set(created);
  const readers = new Map<string, "made" | "back">();
  entry.ops.forEach((op, index) => {
    if (op.kind !== "reader") return;
    if (made.has(index)) readers.set(`reader/${op.id}`, "made");
    else if (op.cells[DELETED] === null && before[index]?.[DELETED] === true) readers.set(`reader/${op.id}`, "back");
  });
  if (readers.size === 0) return new Set();
  // stamps of one stream go back with its clock, its numbers never
  const isSince = (row: AnyRow): boolean =>
    stampsOf(row).some(([of, number, hlc]) => (of === stream ? number > seq : hlc > entry.hlc));
  const [belongings, merged] = await Promise.all([
    rowsNaming(db, BELONGING, [...readers.keys()]),
    // the cursor goes from one to the next: of thousands hardly one is there
    db
      .table<AnyRow>("reader")
      .where("as")
      .anyOf([...readers.keys()].map((key) => key.slice("reader/".length)))
      .toArray(),
  ]);
  const owned = [
    ...belongings.map(([kind, row]) => ({ row, owners: ownersOf(kind, row) })),
    ...merged.map((row) => ({ row, owners: [`reader/${row.as}`] })),
  ];
  return new Set(
    owned.flatMap(({ row, owners }) => {
      if (row.gone === 1) return [];
      // whoever was deleted may have records from before; whoever was not here has none
      return owners.filter((key) => readers.get(key) === "made" || (readers.get(key) === "back" && isSince(row)));
    }),
  );
}
