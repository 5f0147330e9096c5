/** Reads the inbox: every opinion that asks for something, and the newest of all of them for the last view. */
import { useLiveQuery } from "dexie-react-hooks";
import { useMemo } from "react";
import { byUrgency, countViews, inView, type ViewAt, type ViewId } from "#shared/analysis/lists/inbox-views.ts";
import type { AnyRow } from "#shared/replication/rows/row.ts";
import {
  countOpinions,
  type ListedOpinion,
  readNewestOpinions,
  readOpinions,
  readUnfinished,
  type Unfinished,
} from "../../db/lists/opinions-listed.ts";
import type { House } from "../../db/read-house.ts";
import { type AnswerApart, answersApart } from "../../db/write/answers-apart.ts";
import { useServices } from "../../desk-services/services.ts";
import { useHouse } from "../../desk-services/use-house.ts";
import { useReadersCalledOut } from "../../desk-services/use-reader-names.ts";

export type OpinionRow = ListedOpinion;

export interface Inbox {
  readonly rows: readonly OpinionRow[];
  readonly counts: Readonly<Record<ViewId, number>>;
  /** There are more than are shown. */
  readonly more: boolean;
  readonly house: House;
  /** Names of the readers in `rows`. */
  readonly readers: ReadonlyMap<string, string>;
  /** The same as a queue may read them. */
  readonly calledOut: ReadonlyMap<string, string>;
  /** What was written about one of them, as the desk may show it. */
  readonly wordsAbout: (id: string | undefined, words: string) => string;
}

export const PAGE = 200;

/**
 * @param limit most rows of the view of all opinions
 * @param held opinions that stay in the list although what was done to them has taken them out of the view: nobody has
 * moved on yet
 */
export function useInbox(view: ViewId, at: ViewAt, limit: number, held: readonly string[]): Inbox | undefined {
  const { db } = useServices();
  const open = useLiveQuery(async () => await readUnfinished(db), [db]);
  const total = useLiveQuery(async () => await countOpinions(db), [db]);
  const newest = useLiveQuery(
    async () => (view === "all" ? await readNewestOpinions(db, limit) : NO_ROWS),
    [db, view, limit],
  );
  const heldKey = held.join();
  const kept = useLiveQuery(async () => await readOpinions(db, held), [db, heldKey], NO_ROWS);
  const house = useHouse();
  const { today, staff } = at;

  const rows = useMemo(() => {
    if (open === undefined || newest === undefined) return undefined;
    return view === "all"
      ? newest
      : inOrder(
          open,
          open.all.filter((row) => inView(view, row, { today, staff })),
          // of those that were held before there are some, until it is read again
          kept.filter(({ id }) => held.includes(id)),
          limit,
        );
  }, [open, newest, kept, held, view, today, staff, limit]);
  const called = useReadersCalledOut((rows ?? []).flatMap(({ reader }) => reader ?? []));

  return useMemo(() => {
    if (rows === undefined || open === undefined) return undefined;
    const counts = { ...countViews(open.all, { today, staff }), all: total ?? 0 };
    const { names: calledOut, fullNames: readers, wordsAbout } = called;
    return { rows, counts, more: rows.length >= limit && counts[view] > limit, house, readers, calledOut, wordsAbout };
  }, [rows, open, total, today, staff, limit, view, house, called]);
}

function inOrder(
  { shown }: Unfinished,
  all: Unfinished["all"],
  kept: readonly OpinionRow[],
  limit: number,
): readonly OpinionRow[] {
  const first = shown(
    all
      .toSorted(byUrgency)
      .slice(0, limit)
      .map(({ id }) => id),
  );
  const there = new Set(first.map(({ id }) => id));
  return [...first, ...kept.filter(({ id }) => !there.has(id))].toSorted(byUrgency);
}

const NO_ROWS: readonly OpinionRow[] = [];

/** One opinion, also when it has left the view. */
export function useOpinion(id: string | null): OpinionRow | undefined {
  const { db } = useServices();
  return useLiveQuery(async () => (id === null ? undefined : (await readOpinions(db, [id]))[0]), [db, id]);
}

const NONE_APART: readonly AnswerApart[] = [];

export function useAnswersApart(id: string): readonly AnswerApart[] {
  const { db } = useServices();
  return useLiveQuery(
    async () => {
      const row = await db.table<AnyRow>("feedback").get(id);
      return row?.open === 1 ? answersApart(row) : NONE_APART;
    },
    [db, id],
    NONE_APART,
  );
}
