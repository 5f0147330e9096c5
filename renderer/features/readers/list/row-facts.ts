/**
 * What the rows in view tell beyond the record: use, from the worker, and open work. Read only while a column shows it,
 * after the names, which never wait for it; what is known stays on the screen until it is known anew.
 */
import { useLiveQuery } from "dexie-react-hooks";
import { useEffect, useState } from "react";
import { readOpenWork } from "../../../db/lists/open-work-counts.ts";
import { type Services, useServices } from "../../../desk-services/services.ts";
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
    async () => (wantsOpen && key !== "" ? await readOpenWork(db, key.split(",")) : undefined),
    [db, wantsOpen, key],
  );
  return { usedBy: (id) => use.get(id), openOf: (id) => (open === undefined ? undefined : (open.get(id) ?? 0)) };
}

/** Of readers who are in no view, for the paper; what the worker does not tell is left out. */
export async function readRowFacts(
  { db, worker }: Pick<Services, "db" | "worker">,
  ids: readonly string[],
  columns: readonly ListColumn[],
): Promise<RowFacts> {
  const use = columns.some(isOfUse) ? await worker.segments.knownUse(ids).catch(() => []) : [];
  const open = columns.includes("open") ? await readOpenWork(db, ids) : new Map<string, number>();
  const used = new Map(ids.map((id, index) => [id, use[index] ?? null]));
  return { usedBy: (id) => used.get(id), openOf: (id) => open.get(id) ?? 0 };
}
