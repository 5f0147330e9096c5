/**
 * Reads one reader with everything that belongs to them. Records that were merged count as one: the page of
 * either id shows the class, its timelines united.
 */
import { useLiveQuery } from "dexie-react-hooks";
import { useEffect, useMemo, useState } from "react";
import {
  type Belongings,
  createdAt,
  lastRecordsSince,
  readBelongings,
  readOlderRecords,
  withOlder,
} from "../../db/lists/reader-belongings.ts";
import { type Masked, masked } from "../../db/masked.ts";
import { readReaderClass } from "../../db/reader-class.ts";
import { useServices } from "../../desk-services/services.ts";
import { type TimelineItem, timelineOf } from "./timeline.ts";

export interface ReaderView {
  /** The id that new writes go to. */
  readonly id: string;
  readonly reader: Masked<"reader">;
  /** All ids of the class; one where nothing was merged. */
  readonly ids: readonly string[];
}

/** Null: there is no such reader, or it was deleted. */
export const useReader = (id: string): ReaderView | null | undefined => {
  const { db } = useServices();
  return useLiveQuery(async () => {
    const person = await readReaderClass(db, id);
    return person === undefined
      ? null
      : { id: person.reader.id, reader: masked("reader", person.reader), ids: person.ids };
  }, [db, id]);
};

/** Undefined until the last of it is read; the older records come into it after that. */
export function useBelongings(view: ReaderView | null | undefined): Belongings | undefined {
  const { db } = useServices();
  const [ids, imports] = [view?.ids.join() ?? "", view?.reader.imports?.join() ?? ""];
  const since = useLastSince(ids);
  const last = useLiveQuery(
    async () => (since === undefined ? undefined : readBelongings(db, listOf(ids), listOf(imports), since)),
    [db, ids, imports, since],
  );
  const isThere = last !== undefined;
  const older = useLiveQuery(
    async () => (isThere && since !== undefined && since > -Infinity ? readOlderRecords(db, listOf(ids), since) : null),
    [db, ids, since, isThere],
  );
  return useMemo(() => (last !== undefined && older ? withOlder(last, older) : last), [last, older]);
}

/** Found once: where it moved with each new record, all older ones would be read again. */
function useLastSince(ids: string): number | undefined {
  const { db } = useServices();
  const [since, setSince] = useState<number | undefined>(undefined);
  useEffect(() => {
    let isWanted = true;
    lastRecordsSince(db, listOf(ids)).then(
      (found) => isWanted && setSince(found),
      (error: unknown) =>
        isWanted &&
        setSince(() => {
          throw error;
        }),
    );
    return () => {
      isWanted = false;
    };
  }, [db, ids]);
  return since;
}

const listOf = (joined: string): readonly string[] => (joined === "" ? [] : joined.split(","));

export function useTimeline(belongings: Belongings | undefined): readonly TimelineItem[] {
  return useMemo(() => {
    if (belongings === undefined) return [];
    const stamps = new Map(
      [...belongings.interactions, ...belongings.takenPart, ...belongings.opinions, ...belongings.tasks].map(
        (row) => [row.id, row.w] as const,
      ),
    );
    return timelineOf(
      belongings,
      (day) => Date.parse(`${day}T23:59:59`),
      (id) => createdAt(id, stamps.get(id)),
    );
  }, [belongings]);
}

/** Pinyin with tone marks; what was set by hand comes first. */
export function useReaderReading(reader: Masked<"reader"> | undefined): string | undefined {
  const { search } = useServices();
  const name = reader?.name;
  const guessed = useLiveQuery(async () => (name === undefined ? "" : search.reading(name)), [search, name]);
  return reader?.reading ?? guessed;
}
