/**
 * The list of readers as far as it is in view. Places and rows come in pages, when one of their rows is
 * first drawn, and the last few pages are kept fresh; the rest of the list never comes into the page.
 */
import { useLiveQuery } from "dexie-react-hooks";
import { useCallback, useMemo, useRef, useState } from "react";
import { type Masked, masked } from "../../db/masked.ts";
import { readPeople } from "../../db/reader-class.ts";
import { useServices } from "../../desk-services/services.ts";
import type { ReaderListApi } from "../../platform/worker/worker-api.ts";

const PAGE = 64;
/** More rows than any screen shows at once: a page that is in view must never be dropped for another one. */
const KEPT = 8;
const MOST_FOUND = 2000;

export interface ReaderList {
  readonly total: number;
  /** Undefined while it is on its way. */
  readonly rowAt: (index: number) => Masked<"reader"> | undefined;
  /** Whose row it is; known before the row is. */
  readonly idAt: (index: number) => string | undefined;
  /** Ids of the rows that are read, as one text: another one for other rows. */
  readonly inView: string;
  /** −1 for whoever is not listed. */
  readonly placeOf: (id: string) => Promise<number>;
  /** The text that it answers; one that was typed since is still on its way. */
  readonly text: string;
  /** Whom the text has found; null for all readers. */
  readonly found: ReadonlySet<string> | null;
  /** The places `from` up to, and without, `to`, in view or not. */
  readonly idsOf: (from: number, to: number) => Promise<readonly string[]>;
}

/** @param text narrows the list; all readers where it is empty @returns undefined before the first answer */
export function useReaderList(text: string): ReaderList | undefined {
  const { db, worker } = useServices();
  const changes = useReaderChanges();
  const { text: answered, ids: found } = useFound(text, changes);
  const source = useMemo(
    (): ReaderListApi =>
      found === undefined
        ? { part: (from, to) => worker.readers.part(from, to), placeOf: (id) => worker.readers.placeOf(id) }
        : partsOf(found),
    [found, worker],
  );
  const foundSet = useMemo(() => (found === undefined ? null : new Set(found)), [found]);
  const { key, ask } = usePages();

  const places = useLiveQuery(async () => {
    const pages = key.split(",").map(Number);
    const parts = await Promise.all(pages.map((page) => source.part(page * PAGE, (page + 1) * PAGE)));
    const ids = parts.flatMap((part, at) =>
      part.ids.map((id, index) => [(pages[at] ?? 0) * PAGE + index, id] as const),
    );
    return { source, total: parts[0]?.total ?? 0, ids: new Map(ids), text: answered, found: foundSet };
  }, [source, key, changes, answered, foundSet]);

  const wanted = [...(places?.ids.values() ?? [])].join();
  const rows = useLiveQuery(async () => {
    const found = await readPeople(db, wanted === "" ? [] : wanted.split(","));
    return new Map(found.flatMap((row) => (row === undefined ? [] : [[row.id, masked("reader", row)] as const])));
  }, [db, wanted]);

  return useMemo(() => {
    if (places === undefined) return undefined;
    return {
      total: places.total,
      rowAt: (index) => {
        const page = Math.floor(index / PAGE);
        if (!key.split(",").includes(String(page))) ask(page);
        return rows?.get(places.ids.get(index) ?? "");
      },
      idAt: (index) => places.ids.get(index),
      placeOf: (id) => places.source.placeOf(id),
      idsOf: async (from, to) => (await places.source.part(from, to)).ids,
      inView: wanted,
      text: places.text,
      found: places.found,
    };
  }, [places, rows, wanted, key, ask]);
}

/** Another number whenever any reader has changed: each may have moved in the list. */
function useReaderChanges(): number {
  const { db } = useServices();
  const seen = useRef(-1);
  return useLiveQuery(
    async () => {
      // one row is read, the whole table is watched
      await db.reader.limit(1).toArray();
      return ++seen.current;
    },
    [db],
    0,
  );
}

interface Found {
  readonly text: string;
  readonly ids?: readonly string[];
}
const NOT_ASKED: Found = { text: "" };

/** Whom the search finds, undefined for all readers; the answer before stays until the next is here. */
function useFound(text: string, changes: number): Found {
  const { search } = useServices();
  return useLiveQuery(
    async (): Promise<Found> =>
      text.trim() === ""
        ? { text }
        : { text, ids: (await search.query({ text, limit: MOST_FOUND, seenToday: [] })).hits.map((hit) => hit.id) },
    [search, text, changes],
    NOT_ASKED,
  );
}

const partsOf = (ids: readonly string[]): ReaderListApi => ({
  part: async (from, to) => ({ ids: ids.slice(from, to), total: ids.length }),
  placeOf: async (id) => ids.indexOf(id),
});

/** The pages that are wanted, the latest first. */
function usePages(): { readonly key: string; readonly ask: (page: number) => void } {
  const [pages, setPages] = useState<readonly number[]>([0]);
  const asked = useRef(new Set<number>());
  const ask = useCallback((page: number) => {
    if (asked.current.has(page)) return;
    asked.current.add(page);
    // drawing may not set state; the pages of one frame are asked for together
    queueMicrotask(() => {
      const fresh = [...asked.current];
      asked.current.clear();
      if (fresh.length > 0)
        setPages((before) =>
          fresh.every((item) => before.includes(item)) ? before : [...new Set([...fresh, ...before])].slice(0, KEPT),
        );
    });
  }, []);
  return { key: pages.join(), ask };
}
