/** The columns that were asked so far, as the library stands; made anew when anything was written or the day is another. */
import { type Column, type ReaderColumns, SEGMENT_FIELDS, type SegmentField } from "#shared/analysis/reader-columns.ts";
import { readSensitiveClasses } from "../../db/library-setting.ts";
import type { ReadProgress } from "../../platform/statistics-api.ts";
import type { LibraryView, LibraryViews } from "../statistics/library-view.ts";
import { localDay } from "../statistics/use-rows.ts";
import type { WorkerDeps } from "../worker-deps.ts";
import { columnOf, partsOf } from "./reader-columns.ts";
import { createReaderExtras } from "./reader-extras.ts";

export interface ColumnsNow extends ReaderColumns {
  /** YYYY-MM-DD, and days since 1970-01-01. */
  readonly day: string;
  readonly today: number;
  /** Classes that nobody is put into a group by. */
  readonly sensitive: readonly string[];
}

export type ColumnStore = (fields: readonly string[], onProgress: (progress: ReadProgress) => void) => Promise<ColumnsNow>;

export function createColumnStore({ db, clock }: Pick<WorkerDeps, "db" | "clock">, views: LibraryViews): ColumnStore {
  const extras = createReaderExtras(db);
  let held: Held | null = null;
  let turn: Promise<unknown> = Promise.resolve();

  const bring = async (fields: readonly SegmentField[], onProgress: (progress: ReadProgress) => void): Promise<ColumnsNow> => {
    const month = localDay(clock.now()).slice(0, 7);
    const view = await views.at({ branch: null, month }, onProgress);
    const sensitive = await readSensitiveClasses(db);
    const question = `${view.last} ${JSON.stringify(view.rules)} ${sensitive.join()}`;
    if (held === null || held.question !== question || !isSame(held.view.placed, view.placed)) held = { question, view, readers: view.placed.map(({ person }) => person.id), columns: {} };
    const { readers, columns } = held;
    const missing = fields.filter((field) => columns[field] === undefined);
    if (missing.length > 0) {
      const further = await extras.now(
        view.placed.map(({ person }) => person),
        partsOf(missing),
        sensitive,
      );
      for (const field of missing) {
        const column = await columnOf(field, view, further);
        if (column !== undefined) columns[field] = column;
      }
    }
    return { readers, columns, day: view.last, today: view.day, sensitive };
  };
  return (fields, onProgress) => {
    const known = [...new Set(fields)].filter((field): field is SegmentField => Object.hasOwn(SEGMENT_FIELDS, field));
    const next = turn.then(() => bring(known, onProgress));
    turn = next.catch(() => undefined);
    return next;
  };
}

interface Held {
  readonly question: string;
  readonly view: LibraryView;
  readonly readers: readonly string[];
  readonly columns: Partial<Record<SegmentField, Column>>;
}

/** Who has not changed is the same object. */
const isSame = (before: LibraryView["placed"], now: LibraryView["placed"]): boolean => before === now || (before.length === now.length && before.every((item, place) => item === now[place]));
