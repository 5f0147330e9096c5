/**
 * Rows of a long list, fetched by key for what is in view: a page when one of its rows is first drawn, and
 * the last few pages are kept fresh.
 */
import { useLiveQuery } from "dexie-react-hooks";
import { useCallback, useMemo, useRef, useState } from "react";
import { type Masked, masked } from "../../db/masked.ts";
import { useServices } from "../../db/services.ts";

const PAGE = 64;
/** More rows than any screen shows at once: a page that is in view must never be dropped for another one. */
const KEPT = 8;

/** @returns the row of an id, undefined while it is on its way */
export function useReaderRows(ids: readonly string[]): (index: number) => Masked<"reader"> | undefined {
  const { db } = useServices();
  const [pages, setPages] = useState<readonly number[]>([0]);
  const asked = useRef(new Set<number>());
  const key = pages.join();
  const rows = useLiveQuery(async () => {
    const wanted = key.split(",").flatMap((page) => ids.slice(Number(page) * PAGE, (Number(page) + 1) * PAGE));
    return new Map((await db.reader.bulkGet(wanted)).flatMap((row) => (row === undefined ? [] : [[row.id, masked("reader", row)] as const])));
  }, [db, ids, key]);

  const ask = useCallback((page: number) => {
    if (asked.current.has(page)) return;
    asked.current.add(page);
    // drawing may not set state; the pages of one frame are asked for together
    queueMicrotask(() => {
      const fresh = [...asked.current];
      asked.current.clear();
      if (fresh.length > 0) setPages((before) => (fresh.every((item) => before.includes(item)) ? before : [...new Set([...fresh, ...before])].slice(0, KEPT)));
    });
  }, []);

  return useMemo(
    () => (index) => {
      const page = Math.floor(index / PAGE);
      const row = rows?.get(ids[index] ?? "");
      if (row === undefined && !key.split(",").includes(String(page))) ask(page);
      return row;
    },
    [rows, ids, key, ask],
  );
}
