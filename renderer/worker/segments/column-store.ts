/**
 * The columns that were asked so far, as the library stands: who has changed is read again; all are made anew when the
 * day or the rules are others.
 */

import {
  type Column,
  type ReaderColumns,
  SEGMENT_FIELDS,
  type SegmentField,
} from "#shared/analysis/segments/reader-columns.ts";
import { oneAtATime } from "#shared/kernel/one-at-a-time.ts";
import type { Where } from "#shared/model/consent/may-contact.ts";
import { readJurisdiction } from "../../db/read-house.ts";
import { readSensitiveClasses } from "../../db/write/library-setting.ts";
import type { OnProgress } from "../../platform/worker/statistics-api.ts";
import type { LibraryView, LibraryViews } from "../library-use/library-view.ts";
import { localDay } from "../library-use/use-rows.ts";
import type { WorkerDeps } from "../worker-deps.ts";
import { type ColumnExtras, columnOf, columnWith, partsOf } from "./make-columns.ts";
import { createReaderExtras } from "./reader-extras.ts";

export interface ColumnsNow extends ReaderColumns {
  /** YYYY-MM-DD, and days since 1970-01-01. */
  readonly day: string;
  readonly today: number;
  /** Classes that nobody is put into a group by. */
  readonly sensitive: readonly string[];
}

export type ColumnStore = (fields: readonly string[], onProgress: OnProgress) => Promise<ColumnsNow>;

export function createColumnStore({ db, clock }: Pick<WorkerDeps, "db" | "clock">, views: LibraryViews): ColumnStore {
  const extras = createReaderExtras(db);
  let held: Held | null = null;
  const inTurn = oneAtATime();

  const bring = async (fields: readonly SegmentField[], onProgress: OnProgress): Promise<ColumnsNow> => {
    const month = localDay(clock.now()).slice(0, 7);
    const view = await views.at({ branch: null, month }, onProgress);
    const sensitive = await readSensitiveClasses(db);
    const where = { today: view.last, place: await readJurisdiction(db) };
    const question = `${view.last} ${where.place} ${JSON.stringify(view.rules)} ${sensitive.join()}`;
    const changed = held?.question === question ? changedPlaces(held.placed, view.placed) : null;
    held =
      held === null || changed === null
        ? { question, placed: view.placed, readers: idsOf(view.placed), columns: {} }
        : changed.length === 0
          ? held
          : await brought(held, changed, view, sensitive, where);
    const { readers, columns } = held;
    const missing = fields.filter((field) => columns[field] === undefined);
    if (missing.length > 0) {
      const further = await readFurther(view, missing, sensitive, where);
      for (const field of missing) {
        const column = await columnOf(field, view, further, onProgress);
        if (column !== undefined) columns[field] = column;
      }
    }
    return { readers, columns, day: view.last, today: view.day, sensitive };
  };
  const readFurther = async (
    { placed }: LibraryView,
    fields: readonly SegmentField[],
    sensitive: readonly string[],
    where: Where,
  ): Promise<ColumnExtras> => ({
    ...(await extras.now(
      placed.map(({ person }) => person),
      partsOf(fields),
      where,
    )),
    sensitive,
  });
  /** Others may still count by the columns as they were: those stay as they are. */
  const brought = async (
    { question, columns }: Held,
    changed: readonly number[],
    view: LibraryView,
    sensitive: readonly string[],
    where: Where,
  ): Promise<Held> => {
    const fields = (Object.keys(columns) as SegmentField[]).filter((field) => columns[field] !== undefined); // its keys are fields
    const further = await readFurther(view, fields, sensitive, where);
    const next: Held["columns"] = {};
    for (const field of fields) {
      const before = columns[field];
      const column = before && columnWith(field, before, changed, view, further);
      if (column !== undefined) next[field] = column;
    }
    return { question, placed: view.placed, readers: idsOf(view.placed), columns: next };
  };
  return (fields, onProgress) => {
    const known = [...new Set(fields)].filter((field): field is SegmentField => Object.hasOwn(SEGMENT_FIELDS, field));
    return inTurn(() => bring(known, onProgress));
  };
}

interface Held {
  readonly question: string;
  readonly placed: LibraryView["placed"];
  readonly readers: readonly string[];
  readonly columns: Partial<Record<SegmentField, Column>>;
}

const idsOf = (placed: LibraryView["placed"]): readonly string[] => placed.map(({ person }) => person.id);

/** With more than this, all at once is quicker. */
const MOST_CHANGED = 1000;

/** Who has not changed is the same object. Null where there are others, fewer or too many of them. */
function changedPlaces(before: LibraryView["placed"], now: LibraryView["placed"]): readonly number[] | null {
  if (before === now) return [];
  if (before.length !== now.length) return null;
  const changed: number[] = [];
  for (let place = 0; place < now.length && changed.length <= MOST_CHANGED; place++)
    if (before[place] !== now[place]) changed.push(place);
  return changed.length > MOST_CHANGED ? null : changed;
}
