/**
 * What the rows in view tell beyond the record: use, from the worker, and open work. Read only while a column shows it,
 * after the names, which never wait for it; what is known stays on the screen until it is known anew.
 */
import { useLiveQuery } from "dexie-react-hooks";
import { useEffect, useState } from "react";
import { isOpen } from "#shared/model/feedback.ts";
import type { DeskDb } from "../../../db/database.ts";
import { rowsWith } from "../../../db/erasing/rows-with.ts";
import { useServices } from "../../../desk-services/services.ts";
import type { UseOfReader } from "../../../platform/worker/segments-api.ts";
import type { ReaderList } from "../readers-in-view.ts";
import { isOfUse, type ListColumn } from "./list-columns.ts";

export interface RowFacts {
  /** Undefined while it is on its way, null for whoever is not counted as a reader. */
  readonly usedBy: (id: string) => UseOfReader | null | undefined;
  /** Undefined while it is on its way. */
  readonly openOf: (id: string) => number | undefined;
}

const NO_USE: ReadonlyMap<string, UseOfReader | null> = new Map();

export function useRowFacts(list: ReaderList | undefined, columns: readonly ListColumn[]): RowFacts {
  const { db, worker } = useServices();
  const [use, setUse] = useState(NO_USE);
  const wantsUse = columns.some(isOfUse);
  const key = list?.inView ?? "";
  useEffect(() => {
    // a new list comes with every change of a reader, so that use follows too
    if (!wantsUse || key === "" || list === undefined) return undefined;
    let isWanted = true;
    const ids = key.split(",");
    worker.segments.knownUse(ids).then(
      (found) => isWanted && setUse(new Map(ids.map((id, index) => [id, found[index] ?? null]))),
      // the rows stay as they are
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, [worker, wantsUse, key, list]);

  const wantsOpen = columns.includes("open");
  const open = useLiveQuery(
    () => (wantsOpen && key !== "" ? readOpenWork(db, key.split(",")) : undefined),
    [db, wantsOpen, key],
  );
  return { usedBy: (id) => use.get(id), openOf: (id) => (open === undefined ? undefined : (open.get(id) ?? 0)) };
}

/** Tasks that are not done, of a reader or of an opinion of hers, and opinions without an answer. */
async function readOpenWork(db: DeskDb, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const merged = await db.reader.where("as").anyOf(ids).toArray();
  const mainOf = new Map([
    ...ids.map((id) => [id, id] as const),
    ...merged.map((row) => [row.id, row.as ?? row.id] as const),
  ]);
  const all = [...mainOf.keys()];
  const opinions = (await rowsWith(db.feedback, "reader", all)).filter((row) => row.gone !== 1);
  const whose = new Map(opinions.map((row) => [row.id, row.reader ?? ""]));
  const [promised, about] = await Promise.all([
    rowsWith(db.task, "promisedTo", all),
    rowsWith(db.task, "about.id", [...all, ...whose.keys()]),
  ]);
  const work = new Map<string, string>();
  for (const row of opinions) if (isOpen(row)) work.set(row.id, whose.get(row.id) ?? "");
  for (const row of [...promised, ...about]) {
    const of = row.about?.id ?? "";
    if (row.gone !== 1 && row.done === undefined) work.set(row.id, row.promisedTo ?? whose.get(of) ?? of);
  }
  const counts = new Map<string, number>();
  for (const reader of work.values()) {
    const main = mainOf.get(reader);
    if (main !== undefined) counts.set(main, (counts.get(main) ?? 0) + 1);
  }
  return counts;
}
