/**
 * Erases a reader everywhere: one line of the ledger for each of her ids, with all that belongs to her. Rows
 * and search go with the command; the worker's purge and the next exchanges do the rest. Nobody can take it back.
 */
import type { EraseReason } from "#shared/model/erased.ts";
import { type Ledger, namedBy } from "#shared/replication/ledger.ts";
import { belongingsOf } from "./belongings.ts";
import { type Change, create } from "./changes.ts";
import type { DeskDb } from "./database.ts";
import { linesAtOnce } from "./ledger-lines.ts";
import { rowsWith } from "./rows-with.ts";

/** What an erasing would take along, by kind. */
export interface ErasePlan {
  /** All ids of the person, the deleted ones too. */
  readonly ids: readonly string[];
  /** `kind/id` */
  readonly records: readonly string[];
  readonly counts: Readonly<Record<string, number>>;
}

export async function planErasing(db: DeskDb, reader: string): Promise<ErasePlan> {
  const ids = await allIds(db, reader);
  const owners: Ledger = new Set(ids.map((id) => `reader/${id}`));
  const records = (await belongingsOf(db, owners)).map(({ key }) => key).sort();
  const counts: Record<string, number> = {};
  for (const { kind } of records.map(namedBy)) counts[kind] = (counts[kind] ?? 0) + 1;
  return { ids, records, counts };
}

/** Both ways along the aliases; a deleted duplicate is hers as well. */
async function allIds(db: DeskDb, reader: string): Promise<readonly string[]> {
  const ids = new Set<string>();
  for (let next = [reader]; next.length > 0; ) {
    for (const id of next) ids.add(id);
    const rows = await db.reader.bulkGet(next);
    const merged = await rowsWith(db.reader, "as", next);
    const found = [...rows.flatMap((row) => (row?.as === undefined ? [] : [row.as])), ...merged.map(({ id }) => id)];
    next = [...new Set(found)].filter((id) => !ids.has(id));
  }
  return [...ids].sort();
}

/** What the commands write, one list for each: an entry has its bounds. */
export function eraseChanges({ ids, records }: ErasePlan, said: { readonly at: number; readonly reason: EraseReason; readonly by?: string }): readonly (readonly Change[])[] {
  const [first = "", ...others] = ids;
  const [whole, ...further] = linesAtOnce({ id: first, records: [...records] });
  const lineOf = (id: string, part: readonly string[]): Change => create("erased", id, { ...said, records: part });
  return [[lineOf(first, whole?.records ?? []), ...others.map((id) => lineOf(id, []))], ...further.map((part) => [lineOf(first, part.records)])];
}
