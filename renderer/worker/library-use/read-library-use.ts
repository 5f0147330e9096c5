/** Reads the library's use from the rows: all of it once, with its months, afterwards a few readers or days. */
import { dayToNumber, numberToDay } from "#shared/kernel/day.ts";
import { isAtDesk, isUse, wasNotReached } from "#shared/model/interaction.ts";
import type { DeskDb, Row } from "../../db/database.ts";
import { readMergedReaders, readReaderClass } from "../../db/reader-class.ts";
import { byRecord, participantsOf, recordsWith } from "../../db/taking-part.ts";
import type { OnProgress } from "../../platform/worker/statistics-api.ts";
import { type BusyDays, createBusyCount } from "./busy-days.ts";
import { createBranchOn } from "./former-branches.ts";
import { createMonthCount, type MonthTallies } from "./month-tallies.ts";
import { packFacts } from "./packed-facts.ts";
import { factsOf, type ReaderFacts } from "./reader-facts.ts";
import { createUseReading, type LibraryReading, type ReaderUse, readersOfColumns } from "./reader-use.ts";
import { localDay, partsOfContacts, type ReaderOf, usesOfActivities, usesOfOpinions } from "./use-rows.ts";

const CHUNK = 5000;
const DAY_MS = 86_400_000;

export async function readAll(
  db: DeskDb,
  onProgress: OnProgress,
): Promise<{ readonly readers: readonly ReaderUse[]; readonly busy: BusyDays; readonly months: MonthTallies }> {
  const tables = [db.reader, db.activity, db.interaction, db.feedback] as const;
  const counts = await Promise.all(tables.map((table) => table.count()));
  const total = counts.reduce((sum, count) => sum + count, 0);
  let done = 0;
  const read = <T>(rows: readonly T[]): readonly T[] => {
    done += rows.length;
    onProgress({ step: "reading", done, total });
    return rows;
  };
  onProgress({ step: "reading", done, total });
  const facts = new Map<string, ReaderFacts>();
  const { mainOf, people } = await readMergedReaders(db);
  for await (const rows of chunks<Row<"reader">>(db, "reader")) {
    for (const row of read(rows)) {
      if (row.gone !== 1 && mainOf(row.id) === row.id) facts.set(row.id, factsOf(people.get(row.id) ?? row));
    }
  }
  const readerOf: ReaderOf = mainOf;
  const reading = createUseReading([...facts.keys()]);
  const busy = createBusyCount();
  const branchOn = createBranchOn();
  const months = createMonthCount((id, day) => {
    const of = facts.get(mainOf(id));
    return of && branchOn(of, day);
  });
  for await (const rows of chunks<Row<"activity">>(db, "activity")) {
    for (const use of usesOfActivities(read(rows), readerOf)) reading.use(use);
    for (const row of rows) months.use(row);
  }
  // few records have any
  const participants = byRecord(await db.participant.toArray());
  for await (const rows of chunks<Row<"interaction">>(db, "interaction")) {
    takeContacts(read(rows), participants, readerOf, reading);
    for (const row of rows) {
      busy.add(row);
      months.contact(row);
    }
  }
  for await (const rows of chunks<Row<"feedback">>(db, "feedback"))
    for (const use of usesOfOpinions(read(rows), readerOf)) reading.use(use);
  return {
    readers: readersOfColumns(reading.built(), packFacts([...facts.values()])),
    busy: busy.days(),
    months: months.months(),
  };
}

export interface ReaderRead {
  readonly id: string;
  /** Null where there is no such reader any more, or one who was merged into another. */
  readonly use: ReaderUse | null;
}

/** A class of merged records is read under its main one, and under no other. */
export async function readReader(db: DeskDb, asked: string): Promise<readonly ReaderRead[]> {
  const person = await readReaderClass(db, asked);
  if (person === undefined) return [{ id: asked, use: null }];
  const { id } = person.reader;
  const reading = createUseReading([id]);
  const ids = new Set(person.ids);
  const readerOf: ReaderOf = (each) => (ids.has(each) ? id : each);
  const contacts = new Map((await recordsWith(db, person.ids)).map((row) => [row.id, row]));
  for (const each of person.ids) {
    const [activities, own, opinions] = await Promise.all([
      db.activity.where("[reader+on]").between([each, ""], [each, "\uffff"]).toArray(),
      db.interaction.where("[reader+at]").between([each, -Infinity], [each, Infinity]).toArray(),
      db.feedback.where("reader").equals(each).toArray(),
    ]);
    for (const use of usesOfActivities(activities, readerOf)) reading.use(use);
    for (const row of own) contacts.set(row.id, row);
    for (const use of usesOfOpinions(opinions, readerOf)) reading.use(use);
  }
  takeContacts([...contacts.values()], await participantsOf(db, [...contacts.keys()]), readerOf, reading);
  const [use = null] = readersOfColumns(reading.built(), packFacts([factsOf(person.reader)]));
  const others = [...new Set([asked, ...person.ids])].filter((each) => each !== id);
  return [{ id, use }, ...others.map((each) => ({ id: each, use: null }))];
}

/** @param days since 1970-01-01 */
export async function readBusy(db: DeskDb, days: Iterable<number>): Promise<BusyDays> {
  const busy = createBusyCount();
  for (const day of days) {
    const from = new Date(`${numberToDay(day)}T00:00`).getTime();
    // a day can be an hour longer
    const rows = await db.interaction
      .where("at")
      .between(from, from + DAY_MS + DAY_MS / 24, true, false)
      .toArray();
    for (const row of rows) if (row.at !== undefined && dayToNumber(localDay(row.at)) === day) busy.add(row);
  }
  return busy.days();
}

function takeContacts(
  rows: readonly Row<"interaction">[],
  participants: ReadonlyMap<string, readonly string[]>,
  readerOf: ReaderOf,
  reading: LibraryReading,
): void {
  for (const { row, reader, day, count, minutes } of partsOfContacts(rows, participants, readerOf)) {
    if (isUse(row)) reading.use({ reader, day, kind: "contact", amount: count });
    if (isAtDesk(row)) reading.use({ reader, day, kind: "at-desk", amount: 1 });
    // who did not answer was given nothing
    if (!wasNotReached(row)) reading.contact(reader, day, count, minutes, row.direction === "out");
  }
}

async function* chunks<R extends { readonly id: string }>(db: DeskDb, table: string): AsyncGenerator<readonly R[]> {
  const after = (id: string): Promise<readonly R[]> =>
    db.table<R, string>(table).where("id").above(id).limit(CHUNK).toArray();
  let next = after("");
  for (;;) {
    const rows = await next;
    const last = rows.at(-1);
    if (last === undefined) return;
    next = after(last.id);
    yield rows;
  }
}
