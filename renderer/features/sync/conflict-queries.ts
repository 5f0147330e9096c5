/**
 * The inbox of conflicts: rows marked open, several records with one card, and what stood there before
 * where this desk's own log still knows it. Read anew whenever a row changes; never stored.
 */
import { useLiveQuery } from "dexie-react-hooks";
import type { Json } from "#shared/kernel/json.ts";
import type { Kind } from "#shared/model/kinds.ts";
import { type Conflict, conflictsOf, sameCards } from "#shared/replication/conflicts.ts";
import type { AnyRow } from "#shared/replication/row.ts";
import type { DeskDb } from "../../db/database.ts";
import { useServices } from "../../db/services.ts";

export interface OpenRecord {
  readonly kind: Kind;
  readonly id: string;
  readonly row: AnyRow;
  readonly conflicts: readonly Conflict[];
  /** Cell → the value before this desk's own write. */
  readonly before: ReadonlyMap<string, Json>;
}

const INDEXED = ["reader", "feedback", "interaction", "task"] as const;
/** Short tables: reading them whole costs less than an index. */
const SHORT = ["staff", "branch", "setting", "code"] as const;
/** More than a person decides in one sitting; the rest follows when these are done. */
const MOST = 200;

export function useOpenRecords(): readonly OpenRecord[] | undefined {
  const { db } = useServices();
  return useLiveQuery(async () => {
    const own = (await db.streams.filter((stream) => stream.own === 1).first())?.stream ?? null;
    const indexed = await Promise.all(INDEXED.map(async (kind) => (await db.table<AnyRow>(kind).where("open").equals(1).limit(MOST).toArray()).map((row) => ({ kind, row }))));
    const short = await Promise.all(
      SHORT.map(async (kind) =>
        (
          await db
            .table<AnyRow>(kind)
            .filter((row) => row.open === 1)
            .toArray()
        ).map((row) => ({ kind, row })),
      ),
    );
    const found = [...indexed.flat(), ...short.flat()];
    const records = await Promise.all(
      found.map(async ({ kind, row }): Promise<OpenRecord> => {
        const conflicts = conflictsOf(kind, row, own);
        return { kind, id: row.id, row, conflicts, before: await beforeOf(db, own, row.id, conflicts) };
      }),
    );
    return records.filter((record) => record.conflicts.length > 0);
  }, [db]);
}

async function beforeOf(db: DeskDb, own: string | null, id: string, conflicts: readonly Conflict[]): Promise<ReadonlyMap<string, Json>> {
  const before = new Map<string, Json>();
  for (const conflict of conflicts) {
    const mine = conflict.tag === "values" ? conflict.sides.find(({ by }) => by[0] === own) : undefined;
    if (conflict.tag !== "values" || mine === undefined) continue;
    const log = await db.log.get(mine.by[1]);
    const index = log?.entry.ops.findIndex((op) => op.id === id && conflict.cell in op.cells) ?? -1;
    const value = log?.before[index]?.[conflict.cell];
    if (value !== undefined) before.set(conflict.cell, value);
  }
  return before;
}

/** Groups of readers with one card, by id. */
export function useSameCards(): readonly (readonly string[])[] {
  const { db } = useServices();
  const groups = useLiveQuery(async () => {
    const cards: (readonly [string, string])[] = [];
    // keys only: rows are fetched for the few groups that are found
    await db.reader.orderBy("card").eachKey((card, { primaryKey }) => cards.push([String(card), primaryKey]));
    const found = sameCards(cards);
    const alive = await Promise.all(found.map(async (ids) => (await db.reader.bulkGet([...ids])).flatMap((row) => (row === undefined || row.gone === 1 || row.as !== undefined ? [] : [row.id]))));
    return alive.filter((ids) => ids.length > 1);
  }, [db]);
  return groups ?? NONE;
}

const NONE: readonly (readonly string[])[] = [];

/** How many records wait for a decision, for the badge in the rail. */
export function useConflictCount(): number {
  const { db } = useServices();
  const count = useLiveQuery(async () => (await Promise.all(INDEXED.map((kind) => db.table(kind).where("open").equals(1).count()))).reduce((sum, part) => sum + part, 0), [db]);
  return count ?? 0;
}
