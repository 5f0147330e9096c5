/**
 * The inbox of conflicts: rows marked open, and what stood there before where this desk's own log still
 * knows it. Read anew whenever a row changes; never stored.
 */
import { useLiveQuery } from "dexie-react-hooks";
import { useEffect, useState } from "react";
import { hlcToMs } from "#shared/kernel/hlc.ts";
import type { Json } from "#shared/kernel/json.ts";
import { KINDS, type Kind, RECORDS } from "#shared/model/kinds.ts";
import { sameCodes } from "#shared/model/settings/branch-name.ts";
import { type Conflict, conflictsOf, sameCards } from "#shared/replication/rows/conflict-view.ts";
import { frontierOf } from "#shared/replication/rows/merge-cells.ts";
import type { AnyRow } from "#shared/replication/rows/row.ts";
import { useActs } from "../../../acts/use-acts.ts";
import type { DeskDb, Row } from "../../../db/database.ts";
import { readSyncLog } from "../../../db/exchange/sync-log.ts";
import { OF_IMPORTS } from "../../../db/imported-until.ts";
import { ownStreamOf } from "../../../db/journal/own-stream.ts";
import { readFirst } from "../../../db/reader-class.ts";
import { useServices } from "../../../desk-services/services.ts";
import { useCalmQuery } from "../../../desk-services/use-calm-query.ts";
import type { SearchApi } from "../../../platform/worker/worker-api.ts";

/** What a cell held before this desk's own write. */
export interface Before {
  readonly value: Json;
  /** Null where another desk wrote it: the log holds only own entries. */
  readonly at: number | null;
  readonly staff: string | null;
}

export interface OpenRecord {
  readonly kind: Kind;
  readonly id: string;
  readonly row: AnyRow;
  readonly conflicts: readonly Conflict[];
  /** By cell. */
  readonly before: ReadonlyMap<string, Before>;
  /** By id, those into whom it was merged where that is asked. */
  readonly into: ReadonlyMap<string, MergedInto>;
}

export interface MergedInto {
  /** Whoever they are merged into by now. */
  readonly first: string;
  readonly row: Row<"reader"> | undefined;
}

export interface OpenRecords {
  readonly own: string | null;
  readonly records: readonly OpenRecord[];
}

const CONFLICTING = KINDS.filter((kind) => RECORDS[kind].inbox);
/** Reading a short table whole costs less than an index. */
const isShort = (kind: Kind): boolean => RECORDS[kind].rows === "few";
/** More than a person decides in one sitting; the rest follows when these are done. */
const MOST = 200;

interface Found {
  readonly kind: Kind;
  readonly row: AnyRow;
  readonly conflicts: readonly Conflict[];
}

/** In one transaction, each table at one go: it is read after every act. */
async function findOpen(db: DeskDb, own: string | null): Promise<readonly Found[]> {
  const rowsOf = (kind: Kind): PromiseLike<readonly AnyRow[]> => {
    const table = db.table<AnyRow>(kind);
    return isShort(kind) ? table.toArray() : table.where("open").equals(1).limit(MOST).toArray();
  };
  const found = await db.transaction(
    "r",
    [...CONFLICTING],
    async () => await Promise.all(CONFLICTING.map(async (kind) => (await rowsOf(kind)).map((row) => ({ kind, row })))),
  );
  return found.flat().flatMap(({ kind, row }) => {
    // nobody could tell two of the program's own notes apart: the later stands
    const isAsked = row.open === 1 && !(kind === "setting" && row.id.startsWith(OF_IMPORTS));
    const conflicts = isAsked ? conflictsOf(kind, row, own) : [];
    return conflicts.length === 0 ? [] : [{ kind, row, conflicts }];
  });
}

/** Undefined until they are read. */
export function useOpenRecords(): OpenRecords | undefined {
  const { db } = useServices();
  return useLiveQuery(async () => {
    const own = await ownStreamOf(db);
    const found = await findOpen(db, own);
    const records = await Promise.all(
      found.map(
        async (open): Promise<OpenRecord> => ({
          ...open,
          id: open.row.id,
          before: await beforeOf(db, own, open),
          into: await mergedInto(db, open),
        }),
      ),
    );
    return { own, records };
  }, [db]);
}

/** How many fields, cards and short codes wait for a decision, for the badge in the rail. */
export function useConflictCount(): number {
  const { db } = useServices();
  const cards = useSameCards();
  const codes = useSameCodes();
  return (useCalmQuery(db, countOpen) ?? 0) + cards.length + codes.length;
}

/** The same at this moment. */
export async function countToDecide(db: DeskDb, search: Pick<SearchApi, "sameCards">): Promise<number> {
  const cards = await standingGroups(db, await search.sameCards());
  const codes = await readSameCodes(db);
  return (await countOpen(db)) + cards.length + codes.length;
}

const countOpen = async (db: DeskDb): Promise<number> =>
  (await findOpen(db, null)).reduce((sum, { conflicts }) => sum + conflicts.length, 0);

async function beforeOf(
  db: DeskDb,
  own: string | null,
  { row, conflicts }: Found,
): Promise<ReadonlyMap<string, Before>> {
  const before = new Map<string, Before>();
  for (const conflict of conflicts) {
    const mine = conflict.tag === "values" ? conflict.sides.find(({ of }) => of[0] === own) : undefined;
    if (conflict.tag !== "values" || mine === undefined) continue;
    const log = await db.log.get(mine.of[1]);
    const index = log?.entry.ops.findIndex((op) => op.id === row.id && conflict.cell in op.cells) ?? -1;
    if (log === undefined || index < 0) continue;
    const by = log.beforeBy[index]?.[conflict.cell];
    // what was read then and stands there still was unseen by this side: it is the other side, and nothing before both
    const isRival = frontierOf(conflict.kind, row, conflict.cell).some(
      (write) => by != null && write.by[0] === by[0] && write.by[1] === by[1],
    );
    if (by === null || isRival) continue;
    const entry = by != null && by[0] === own ? (await db.log.get(by[1]))?.entry : undefined;
    before.set(conflict.cell, {
      value: log.before[index]?.[conflict.cell] ?? null,
      at: entry === undefined ? null : hlcToMs(entry.hlc),
      staff: entry?.staff ?? null,
    });
  }
  return before;
}

async function mergedInto(db: DeskDb, { conflicts }: Found): Promise<ReadonlyMap<string, MergedInto>> {
  const ids = conflicts.flatMap((conflict) =>
    conflict.tag === "merges" ? conflict.sides.flatMap(({ into }) => into ?? []) : [],
  );
  return new Map(
    await Promise.all(
      ids.map(async (id) => [id, { first: await readFirst(db, id), row: await db.reader.get(id) }] as const),
    ),
  );
}

export type SameCard = readonly Row<"reader">[];

/**
 * Readers with one card, a group each, smallest id first; groups by their first id. Looked for after every exchange, which alone brings such, and
 * once something is taken back, which brings them again. Whether a group still stands is read with every change.
 */
export function useSameCards(): readonly SameCard[] {
  const { db, search } = useServices();
  const lastSync = useLiveQuery(async () => (await readSyncLog(db))[0]?.report.endedAt ?? 0, [db]);
  const turns = useTurns();
  const [found, setFound] = useState<readonly (readonly string[])[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each turn is a reason to look again
  useEffect(() => {
    if (lastSync === undefined) return;
    let shown = true;
    void search.sameCards().then((groups) => shown && setFound(groups));
    return () => {
      shown = false;
    };
  }, [search, lastSync, turns]);
  return useLiveQuery(async () => await standingGroups(db, found), [db, found]) ?? NO_GROUPS;
}

/** Branches with one short code, and all that there are. */
export interface SameCode {
  readonly branches: readonly Row<"branch">[];
  readonly all: readonly Row<"branch">[];
}

const NO_CODES: readonly SameCode[] = [];

async function readSameCodes(db: DeskDb): Promise<readonly SameCode[]> {
  const all = (await db.branch.toArray()).filter(({ gone, as }) => gone !== 1 && as === undefined);
  return sameCodes(all).map((ids) => ({ branches: all.filter(({ id }) => ids.includes(id)), all }));
}

export const useSameCodes = (): readonly SameCode[] => useCalmQuery(useServices().db, readSameCodes) ?? NO_CODES;

const NO_GROUPS: readonly SameCard[] = [];

/** How often an act was taken back or done again since this is shown. */
function useTurns(): number {
  const acts = useActs();
  const [turns, setTurns] = useState(0);
  useEffect(
    () => acts.listen((news) => news.tag === "saved" && news.deed.tag === "turned" && setTurns((before) => before + 1)),
    [acts],
  );
  return turns;
}

async function standingGroups(db: DeskDb, found: readonly (readonly string[])[]): Promise<readonly SameCard[]> {
  const read = await Promise.all(found.map((ids) => db.reader.bulkGet([...ids].sort())));
  const groups = read.flatMap((rows) => {
    const people = rows.flatMap((row) => (row === undefined || row.gone === 1 || row.as !== undefined ? [] : [row]));
    const same = new Set(
      sameCards(people.flatMap(({ card, id }) => (card === undefined ? [] : [[card, id] as const]))).flat(),
    );
    return same.size > 1 ? [people.filter(({ id }) => same.has(id))] : [];
  });
  return groups.sort(([a], [b]) => ((a?.id ?? "") < (b?.id ?? "") ? -1 : 1));
}
