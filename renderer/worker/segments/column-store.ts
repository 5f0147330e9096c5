/** The columns that were asked so far, as the library stands; made anew when anything was written or the day is another. */
import { type Column, type ReaderColumns, SEGMENT_FIELDS, type SegmentField } from "#shared/analysis/reader-columns.ts";
import { dayToNumber } from "#shared/kernel/day.ts";
import type { ReadProgress } from "../../platform/statistics-api.ts";
import { readPlace } from "../kept/place.ts";
import type { LibraryView, LibraryViews } from "../statistics/library-view.ts";
import { localDay } from "../statistics/use-rows.ts";
import type { WorkerDeps } from "../worker-deps.ts";
import { columnOf, partsOf } from "./reader-columns.ts";
import { createReaderExtras } from "./reader-extras.ts";

export interface ColumnsNow extends ReaderColumns {
  /** YYYY-MM-DD, and days since 1970-01-01. */
  readonly day: string;
  readonly today: number;
}

export type ColumnStore = (fields: readonly string[], onProgress: (progress: ReadProgress) => void) => Promise<ColumnsNow>;

export function createColumnStore({ db, clock }: Pick<WorkerDeps, "db" | "clock">, views: LibraryViews): ColumnStore {
  const extras = createReaderExtras(db);
  let held: { readonly key: string; readonly view: LibraryView; readonly readers: readonly string[]; readonly columns: Partial<Record<SegmentField, Column>> } | null = null;
  let turn: Promise<unknown> = Promise.resolve();

  const bring = async (fields: readonly SegmentField[], onProgress: (progress: ReadProgress) => void): Promise<ColumnsNow> => {
    const day = localDay(clock.now());
    const place = await readPlace(db);
    const key = `${day} ${JSON.stringify(place)}`;
    if (held?.key !== key) {
      const view = await views.at({ branch: null, month: day.slice(0, 7) }, onProgress);
      held = { key, view, readers: view.placed.map(({ person }) => person.id), columns: {} };
    }
    const { view, readers, columns } = held;
    const missing = fields.filter((field) => columns[field] === undefined);
    if (missing.length > 0) {
      const further = await extras.now(place, partsOf(missing));
      for (const field of missing) {
        const column = columnOf(field, view, further);
        if (column !== undefined) columns[field] = column;
      }
    }
    return { readers, columns, day, today: dayToNumber(day) };
  };
  return (fields, onProgress) => {
    const known = [...new Set(fields)].filter((field): field is SegmentField => Object.hasOwn(SEGMENT_FIELDS, field));
    const next = turn.then(() => bring(known, onProgress));
    turn = next.catch(() => undefined);
    return next;
  };
}
