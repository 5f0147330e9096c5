/**
 * Reads one reader with everything that belongs to them. Records that were merged count as one: the page of
 * either id shows the class, its timelines united.
 */
import { useLiveQuery } from "dexie-react-hooks";
import { useMemo } from "react";
import * as v from "valibot";
import { hlcToMs } from "#shared/kernel/hlc.ts";
import type { DeskDb } from "../../db/database.ts";
import { rowsWith } from "../../db/erasing/rows-with.ts";
import { type Masked, masked, maskedRows } from "../../db/masked.ts";
import { readReaderClass } from "../../db/reader-class.ts";
import { participantsOf, recordsWith } from "../../db/taking-part.ts";
import { readSensitiveClasses } from "../../db/write/library-setting.ts";
import { useServices } from "../../desk-services/services.ts";
import { type TimelineItem, type TimelineSources, timelineOf } from "./timeline.ts";

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

export interface Belongings {
  readonly interactions: readonly Masked<"interaction">[];
  /** Records of others in which she took part. */
  readonly takenPart: readonly Masked<"interaction">[];
  /** Of both, how many took part beside the one it was logged for. */
  readonly participants: ReadonlyMap<string, number>;
  readonly opinions: readonly Masked<"feedback">[];
  readonly tasks: readonly Masked<"task">[];
  readonly activity: readonly Masked<"activity">[];
  readonly imports: TimelineSources["imports"];
  /** Classes that no interest is inferred from. */
  readonly sensitive: readonly string[];
}

const MIN = -Infinity;
/** Greater than any key of a compound index. */
const MAX: readonly never[] = [];

export function useBelongings(view: ReaderView | null | undefined): Belongings | undefined {
  const { db } = useServices();
  const key = view?.ids.join();
  return useLiveQuery(async () => {
    const ids = key?.split(",") ?? [];
    const each = <T>(read: (id: string) => Promise<readonly T[]>): Promise<readonly T[]> =>
      Promise.all(ids.map(read)).then((lists) => lists.flat());
    const [interactions, opinions, promised, about, activity] = await Promise.all([
      each((id) => db.interaction.where("[reader+at]").between([id, MIN], [id, MAX]).toArray()),
      each((id) => db.feedback.where("reader").equals(id).toArray()),
      each((id) => db.task.where("promisedTo").equals(id).toArray()),
      each((id) => db.task.where("about.id").equals(id).toArray()),
      each((id) => db.activity.where("[reader+on]").between([id, ""], [id, "\uffff"]).toArray()),
    ]);
    const behind = await rowsWith(
      db.task,
      "about.id",
      [...interactions, ...opinions].map((row) => row.id),
    );
    const own = new Set(interactions.map((row) => row.id));
    const takenPart = (await recordsWith(db, ids)).filter((row) => !own.has(row.id));
    const together = await participantsOf(
      db,
      [...interactions, ...takenPart].map((row) => row.id),
    );
    const tasks = [...new Map([...promised, ...about, ...behind].map((row) => [row.id, row])).values()];
    return {
      interactions: maskedRows("interaction", interactions),
      takenPart: maskedRows("interaction", takenPart),
      participants: new Map([...together].map(([id, readers]) => [id, new Set(readers).size])),
      opinions: maskedRows("feedback", opinions),
      tasks: maskedRows("task", tasks),
      activity: maskedRows("activity", activity),
      imports: await importsOf(db, view?.reader.imports ?? []),
      sensitive: await readSensitiveClasses(db),
    };
  }, [db, key, view?.reader.imports?.join()]);
}

const importReport = v.object({ at: v.number(), file: v.string() });

/** From the reports, which every desk has; an import whose report has not come yet is dated by this desk's log. */
export async function importsOf(db: DeskDb, ids: readonly string[]): Promise<Belongings["imports"]> {
  const settings = await db.setting.bulkGet(ids.map((id) => `import-batch-${id}`));
  const found = ids.map(async (id, index) => {
    const report = v.safeParse(importReport, settings[index]?.value);
    if (report.success) return [{ id, ...report.output }];
    const own = await db.log.where("batchId").equals(id).first();
    return own === undefined ? [] : [{ id, at: hlcToMs(own.entry.hlc) }];
  });
  return (await Promise.all(found)).flat();
}

/** When a record was made: its id says it, or else its last write. */
export const createdAt = (id: string, w: readonly unknown[] | undefined): number =>
  id.charAt(14) === "7" ? Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16) : hlcToMs(String(w?.[2] ?? "0"));

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
