/**
 * The list of readers as far as it is in view. Places and rows come in pages, when one of their rows is
 * first drawn, and the last few pages are kept fresh; the rest of the list never comes into the page.
 */
import { useLiveQuery } from "dexie-react-hooks";
import { useCallback, useMemo, useRef, useState } from "react";
import { type Masked, masked } from "../../db/masked.ts";
import { readPeople } from "../../db/reader-class.ts";
import { useServices } from "../../desk-services/services.ts";
import { useNameOrder } from "../../desk-services/use-name-order.ts";
import type { NameOrder, ReaderListAsked, ReaderPart } from "../../platform/worker/reader-list-api.ts";

const PAGE = 64;
/** More rows than any screen shows at once: a page that is in view must never be dropped for another one. */
const KEPT = 8;
const MOST_FOUND = 2000;

/** What the list is asked for; the text narrows whatever else it shows. */
export interface ListQuestion extends Pick<ReaderListAsked, "segments" | "figure" | "order" | "outreach"> {
  readonly text: string;
}

export interface ReaderList extends Pick<ReaderPart, "total" | "all" | "problems"> {
  /** Undefined while it is on its way. */
  readonly rowAt: (index: number) => Masked<"reader"> | undefined;
  /** Whose row it is; known before the row is. */
  readonly idAt: (index: number) => string | undefined;
  /** Ids of the rows that are read, as one text: another one for other rows. */
  readonly inView: string;
  /** −1 for whoever is not listed. */
  readonly placeOf: (id: string) => Promise<number>;
  /** The question that it answers, as `keyOfQuestion` says it; one that was asked since is still on its way. */
  readonly answers: string;
  /** Why they could not be counted; then nobody is listed, and nothing is said of how many there are. */
  readonly failure: string | null;
  readonly again: () => void;
  /** Whether all readers are listed. */
  readonly isWhole: boolean;
  /** How many of these readers are listed. */
  readonly countOf: (ids: readonly string[]) => Promise<number>;
  /** The places `from` up to, and without, `to`, in view or not. */
  readonly idsOf: (from: number, to: number) => Promise<readonly string[]>;
}

export const keyOfQuestion = ({ text, segments, figure, outreach, order }: ListQuestion): string =>
  JSON.stringify({ text, segments, figure, outreach, order });

/** @returns undefined before the first answer; the answer before stays until the next is here */
export function useReaderList(question: ListQuestion): ReaderList | undefined {
  const { db, worker } = useServices();
  const names = useNameOrder();
  const changes = useReaderChanges(question);
  const { text: answered, ids: found = null } = useFound(question.text, changes, names);
  const asked = keyOfQuestion({ ...question, text: answered });
  const { key, ask } = usePages();
  const [turn, setTurn] = useState(0);

  const places = useLiveQuery(async () => {
    const { text: _text, ...of } = JSON.parse(asked) as ListQuestion; // written just above
    const wanted: ReaderListAsked = { ...of, found, names };
    const pages = key.split(",").map(Number);
    const asking = pages.map((page) => worker.readers.part(wanted, page * PAGE, (page + 1) * PAGE));
    const [parts, failure] = await Promise.all(asking).then(
      (found) => [found, null] as const,
      (error: unknown) => [[], error instanceof Error ? error.message : String(error)] as const,
    );
    const ids = parts.flatMap((part, at) =>
      part.ids.map((id, index) => [(pages[at] ?? 0) * PAGE + index, id] as const),
    );
    const { total = 0, all = 0, problems = [] } = parts[0] ?? {};
    const isWhole = found === null && of.segments.length === 0 && of.figure === null && of.outreach == null;
    return { wanted, total, all, problems, failure, ids: new Map(ids), answers: asked, isWhole };
  }, [worker, asked, key, changes, found, names, turn]);

  const wanted = [...(places?.ids.values() ?? [])].join();
  const rows = useLiveQuery(async () => {
    const people = await readPeople(db, wanted === "" ? [] : wanted.split(","));
    return new Map(people.flatMap((row) => (row === undefined ? [] : [[row.id, masked("reader", row)] as const])));
  }, [db, wanted]);

  return useMemo(() => {
    if (places === undefined) return undefined;
    const { total, all, problems, failure, answers, isWhole } = places;
    return {
      total,
      all,
      problems,
      failure,
      again: () => setTurn((now) => now + 1),
      answers,
      isWhole,
      rowAt: (index) => {
        const page = Math.floor(index / PAGE);
        if (!key.split(",").includes(String(page))) ask(page);
        return rows?.get(places.ids.get(index) ?? "");
      },
      idAt: (index) => places.ids.get(index),
      placeOf: (id) => worker.readers.placeOf(places.wanted, id),
      countOf: (ids) => worker.readers.countOf(places.wanted, ids),
      idsOf: async (from, to) => (await worker.readers.part(places.wanted, from, to)).ids,
      inView: wanted,
    };
  }, [worker, places, rows, wanted, key, ask]);
}

/** What is known of use, and the work that is open, moves readers in a list that asks for it. */
const BESIDE = ["interaction", "activity", "feedback", "task"] as const;

/** Another number whenever any reader has changed: each may have moved in the list. */
function useReaderChanges({ segments, figure, outreach, order }: ListQuestion): number {
  const { db } = useServices();
  const seen = useRef(-1);
  const isOfOutreach = outreach != null;
  const isOfUse = segments.length > 0 || figure !== null || isOfOutreach || order !== null;
  return useLiveQuery(
    async () => {
      // one row is read, the whole table is watched
      const tables = ["reader", ...(isOfUse ? BESIDE : []), ...(isOfOutreach ? ["outreach", "recipient"] : [])];
      for (const table of tables) await db.table(table).limit(1).toArray();
      return ++seen.current;
    },
    [db, isOfUse, isOfOutreach],
    0,
  );
}

interface Found {
  readonly text: string;
  readonly ids?: readonly string[];
}
const NOT_ASKED: Found = { text: "" };

/** Whom the search finds, undefined for all readers; the answer before stays until the next is here. */
function useFound(text: string, changes: number, order: NameOrder): Found {
  const { search } = useServices();
  return useLiveQuery(
    async (): Promise<Found> =>
      text.trim() === ""
        ? { text }
        : {
            text,
            ids: (await search.query({ text, limit: MOST_FOUND, seenToday: [], order })).hits.map((hit) => hit.id),
          },
    [search, text, changes, order],
    NOT_ASKED,
  );
}

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
