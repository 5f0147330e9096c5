/**
 * The library's use in memory: who the readers are, what they did by day, and how many minutes colleagues gave
 * them. Read once, then brought along: after own commands only their readers are read again, after an exchange
 * all of it.
 */
import { replaceUses } from "#shared/analysis/replace-uses.ts";
import { buildUses, type ReaderUses, type UseRow, type Uses, usesOf } from "#shared/analysis/uses.ts";
import { dayToNumber } from "#shared/kernel/day.ts";
import type { Entry } from "#shared/replication/entry.ts";
import type { DeskDb, Row } from "../../db/database.ts";
import type { ReadProgress } from "../../platform/statistics-api.ts";
import { isSameElsewhere, type Place, readPlace } from "../search/place.ts";
import { factsOf, type ReaderFacts } from "./reader-facts.ts";
import { localDay, usesOfActivities, usesOfContacts, usesOfOpinions } from "./use-rows.ts";

/** Minutes of service records by reader: the day (since 1970-01-01) and how many. */
export type MinutesOfReaders = ReadonlyMap<string, readonly (readonly [day: number, minutes: number])[]>;

export interface LibraryUse {
  readonly readers: ReadonlyMap<string, ReaderFacts>;
  readonly uses: Uses;
  readonly minutes: MinutesOfReaders;
}

/** With more own commands since, reading everything is quicker. */
const MOST_ENTRIES = 500;
const CHUNK = 5000;

export function createLibraryUse(db: DeskDb): { readonly now: (onProgress: (progress: ReadProgress) => void) => Promise<LibraryUse> } {
  let held: { readonly place: Place; readonly use: LibraryUse } | null = null;
  let turn: Promise<unknown> = Promise.resolve();

  const bring = async (onProgress: (progress: ReadProgress) => void): Promise<LibraryUse> => {
    const place = await readPlace(db);
    const touched = held === null ? null : await readersTouched(db, held.place, place);
    const use = held === null || touched === null ? await readAll(db, onProgress) : touched.length === 0 ? held.use : await readAgain(db, held.use, touched);
    held = { place, use };
    return use;
  };
  return {
    now: (onProgress) => {
      const next = turn.then(() => bring(onProgress));
      turn = next.catch(() => undefined);
      return next;
    },
  };
}

/** Readers of the own entries in between; null where only all rows tell. */
async function readersTouched(db: DeskDb, then: Place, now: Place): Promise<readonly string[] | null> {
  const [from, to] = [then.own.seq, now.own.seq];
  if (!isSameElsewhere(then, now) || to < from || to - from > MOST_ENTRIES || then.own.stream !== now.own.stream) return null;
  const rows = await db.log.where("seq").between(from, to, false, true).toArray();
  if (rows.length !== to - from) return null;
  const ids = new Set<string>();
  for (const { entry, before } of rows) {
    for (const id of readersOf(entry)) ids.add(id);
    // whose record it was until then
    for (const cells of before) if (typeof cells.reader === "string") ids.add(cells.reader);
    const records = entry.ops.filter(({ kind }) => kind === "interaction" || kind === "feedback" || kind === "activity");
    for (const { kind, id } of records) {
      const reader = ((await db.table(kind).get(id)) as { readonly reader?: string } | undefined)?.reader; // rows of the kind
      if (reader !== undefined) ids.add(reader);
    }
    // another main record: its class is another one
    if (entry.ops.some(({ kind, cells }) => kind === "reader" && ".alias" in cells)) return null;
  }
  return [...ids];
}

const readersOf = (entry: Entry): readonly string[] => entry.ops.flatMap(({ kind, id }) => (kind === "reader" ? [id] : []));

async function readAll(db: DeskDb, onProgress: (progress: ReadProgress) => void): Promise<LibraryUse> {
  const tables = [db.reader, db.activity, db.interaction, db.feedback] as const;
  const counts = await Promise.all(tables.map((table) => table.count()));
  const total = counts.reduce((sum, count) => sum + count, 0);
  let done = 0;
  const read = <T>(rows: readonly T[]): readonly T[] => {
    done += rows.length;
    onProgress({ done, total });
    return rows;
  };
  onProgress({ done, total });
  const readers = new Map<string, ReaderFacts>();
  const mainOf = new Map<string, string>();
  for await (const rows of chunks<Row<"reader">>(db, "reader")) for (const row of read(rows)) takeReader(row, readers, mainOf);
  const readerOf = (id: string): string => mainOf.get(id) ?? id;
  const found: UseRow[] = [];
  const minutes = new Map<string, [number, number][]>();
  for await (const rows of chunks<Row<"activity">>(db, "activity")) for (const use of usesOfActivities(read(rows), readerOf)) found.push(use);
  for await (const rows of chunks<Row<"interaction">>(db, "interaction")) {
    for (const use of usesOfContacts(read(rows), readerOf)) found.push(use);
    addMinutes(rows, readerOf, minutes);
  }
  for await (const rows of chunks<Row<"feedback">>(db, "feedback")) for (const use of usesOfOpinions(read(rows), readerOf)) found.push(use);
  // of records whose reader is not here nothing is counted
  for (const id of minutes.keys()) if (!readers.has(id)) minutes.delete(id);
  return { readers, uses: buildUses([...readers.keys()], found).uses, minutes };
}

function takeReader(row: Row<"reader">, readers: Map<string, ReaderFacts>, mainOf: Map<string, string>): void {
  if (row.gone === 1) return;
  if (row.as === undefined) readers.set(row.id, factsOf(row));
  else mainOf.set(row.id, row.as);
}

/** A class of merged records is read under its main one. */
async function readAgain(db: DeskDb, use: LibraryUse, ids: readonly string[]): Promise<LibraryUse> {
  const readers = new Map(use.readers);
  const minutes = new Map(use.minutes);
  const changed = new Map<string, ReaderUses>();
  for (const touched of ids) {
    const row = await db.reader.get(touched);
    const id = row?.as ?? touched;
    const main = row?.as === undefined ? row : await db.reader.get(id);
    const isHere = main !== undefined && main.gone !== 1;
    if (isHere) readers.set(id, factsOf(main));
    else readers.delete(id);
    const { rows, minutes: own } = isHere ? await rowsOfReader(db, [id, ...(await aliasesOf(db, id))]) : { rows: [], minutes: [] };
    changed.set(id, usesOf(buildUses([id], rows).uses, 0));
    minutes.set(id, own);
  }
  return { readers, uses: replaceUses(use.uses, changed), minutes };
}

export const aliasesOf = async (db: DeskDb, id: string): Promise<readonly string[]> => (await db.reader.where("as").equals(id).primaryKeys()) as readonly string[]; // ids are texts

/** @param ids the main record, then those that were merged into it */
export async function rowsOfReader(db: DeskDb, ids: readonly string[]): Promise<{ readonly rows: readonly UseRow[]; readonly minutes: readonly [number, number][] }> {
  const [main = ""] = ids;
  const readerOf = (): string => main;
  const rows: UseRow[] = [];
  const minutes = new Map<string, [number, number][]>();
  for (const id of ids) {
    rows.push(...usesOfActivities(await db.activity.where("[reader+on]").between([id, ""], [id, "\uffff"]).toArray(), readerOf));
    const contacts = await db.interaction.where("[reader+at]").between([id, -Infinity], [id, Infinity]).toArray();
    rows.push(...usesOfContacts(contacts, readerOf));
    addMinutes(contacts, readerOf, minutes);
    rows.push(...usesOfOpinions(await db.feedback.where("reader").equals(id).toArray(), readerOf));
  }
  return { rows, minutes: minutes.get(main) ?? [] };
}

function addMinutes(rows: readonly Row<"interaction">[], readerOf: (id: string) => string, minutes: Map<string, [number, number][]>): void {
  for (const { reader, at, minutes: took, gone } of rows) {
    if (reader === undefined || at === undefined || took === undefined || took <= 0 || gone === 1) continue;
    const id = readerOf(reader);
    const own = minutes.get(id) ?? [];
    own.push([dayToNumber(localDay(at)), took]);
    minutes.set(id, own);
  }
}

async function* chunks<R extends { readonly id: string }>(db: DeskDb, table: string): AsyncGenerator<readonly R[]> {
  const after = (id: string): Promise<readonly R[]> => db.table<R, string>(table).where("id").above(id).limit(CHUNK).toArray();
  let next = after("");
  for (;;) {
    const rows = await next;
    const last = rows.at(-1);
    if (last === undefined) return;
    next = after(last.id);
    yield rows;
  }
}
