/**
 * Erases a reader everywhere: one line of the ledger for each of her ids, with all that belongs to her. Looks
 * at her stay under a case number. Rows and search go with the command; the worker's purge and the next exchanges do
 * the rest. Nobody can take it back.
 */
import { assert } from "#shared/kernel/assert.ts";
import type { EraseReason } from "#shared/model/erased.ts";
import { isKind } from "#shared/model/kinds.ts";
import { OUTLIVING } from "#shared/model/who-is-named.ts";
import { casesAmong, numberOp } from "#shared/replication/erasing/case-numbers.ts";
import { type Ledger, namedBy } from "#shared/replication/erasing/ledger.ts";
import type { DeskDb } from "../database.ts";
import { type Change, create } from "../write/changes.ts";
import { belongingsOf } from "./belongings.ts";
import { linesAtOnce } from "./ledger-lines.ts";
import { type KindRow, rowsNaming } from "./rows-naming.ts";
import { rowsWith } from "./rows-with.ts";

/** What an erasing would take along, by kind. */
export interface ErasePlan {
  /** All ids of the person, the deleted ones too. */
  readonly ids: readonly string[];
  /** `kind/id` */
  readonly records: readonly string[];
  readonly counts: Readonly<Record<string, number>>;
  /** Looks at her and at what belongs to her, which stay. */
  readonly looks: readonly KindRow[];
}

export async function planErasing(db: DeskDb, reader: string): Promise<ErasePlan> {
  const ids = await allIds(db, reader);
  const owners: Ledger = new Set(ids.map((id) => `reader/${id}`));
  const records = (await belongingsOf(db, owners)).map(({ key }) => key).sort();
  const counts: Record<string, number> = {};
  for (const { kind } of records.map(namedBy)) counts[kind] = (counts[kind] ?? 0) + 1;
  const about: Ledger = new Set([...owners, ...records]);
  const looks = casesAmong(await rowsNaming(db, OUTLIVING, [...about]), about);
  return { ids, records, counts, looks };
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

export interface EraseOrder {
  readonly at: number;
  readonly reason: EraseReason;
  readonly by?: string;
}

/** Looks that one entry numbers. */
const MOST_LOOKS = 1000;

/**
 * What the commands write, one list for each: an entry has its bounds. The number comes in entries of its own: none
 * names a reader and her case.
 */
export function eraseChanges(plan: ErasePlan, said: EraseOrder, caseNumber: string): readonly (readonly Change[])[] {
  const numbering: (readonly Change[])[] = [];
  for (let from = 0; from < plan.looks.length; from += MOST_LOOKS)
    numbering.push(plan.looks.slice(from, from + MOST_LOOKS).map((look) => numbered(look, caseNumber)));
  return [...ledgerChanges(plan, said), ...numbering];
}

function numbered(look: KindRow, caseNumber: string): Change {
  const { kind, id, cells } = numberOp(look, caseNumber);
  assert(isKind(kind), "a look is of a known kind");
  return { act: "cells", kind, id, cells };
}

function ledgerChanges({ ids, records }: ErasePlan, said: EraseOrder): readonly (readonly Change[])[] {
  const [first = "", ...others] = ids;
  const [whole, ...further] = linesAtOnce({ id: first, records: [...records] });
  const lineOf = (id: string, part: readonly string[]): Change => create("erased", id, { ...said, records: part });
  return [
    [lineOf(first, whole?.records ?? []), ...others.map((id) => lineOf(id, []))],
    ...further.map((part) => [lineOf(first, part.records)]),
  ];
}
