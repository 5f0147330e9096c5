/** A reader with every record that was merged into it: one person, whichever of their ids is asked for. */
import { joinedRecord } from "#shared/model/readers/joined-record.ts";
import { mergedInto } from "#shared/model/readers/merged-into.ts";
import type { DeskDb, Row } from "./database.ts";

export interface ReaderClass {
  /** The person as shown: the smallest id, empty fields filled from the others. New writes go to this id. */
  readonly reader: Row<"reader">;
  /** All ids, for timelines and opinions. */
  readonly ids: readonly string[];
}

/** @returns undefined where nobody of them is left */
export async function readReaderClass(db: DeskDb, id: string): Promise<ReaderClass | undefined> {
  const found = new Map<string, Row<"reader">>();
  const wanted = [id];
  for (let next = wanted.pop(); next !== undefined; next = wanted.pop()) {
    if (found.has(next)) continue;
    const [row, joined] = await Promise.all([db.reader.get(next), db.reader.where("as").equals(next).primaryKeys()]);
    if (row === undefined) continue;
    found.set(next, row);
    if (row.as !== undefined) wanted.push(row.as);
    wanted.push(...joined);
  }
  const alive = [...found.values()].filter((row) => row.gone !== 1);
  const reader = joinedRecord("reader", alive);
  return reader === undefined ? undefined : { reader, ids: alive.map((row) => row.id) };
}

/** Under which id a person stands whose records were merged; of whoever was not, and of nobody, the same. */
export const readFirst = async (db: DeskDb, id: string): Promise<string> =>
  (await readReaderClass(db, id))?.reader.id ?? id;

/**
 * Readers as they are shown, for a list: whoever was merged with the values of all her records, under her first id.
 * @returns in the order of `ids`; undefined for whom there is none
 */
export async function readPeople(db: DeskDb, ids: readonly string[]): Promise<readonly (Row<"reader"> | undefined)[]> {
  const [rows, others] = await Promise.all([db.reader.bulkGet([...ids]), db.reader.where("as").anyOf(ids).toArray()]);
  const merged = new Set(others.map(({ as }) => as));
  // few of a list were ever merged
  return Promise.all(
    rows.map(async (row) =>
      row !== undefined && (row.as !== undefined || merged.has(row.id))
        ? ((await readReaderClass(db, row.id))?.reader ?? row)
        : row,
    ),
  );
}

/** All who were merged, for whoever reads every reader. */
export interface ReaderClasses {
  /** The id under which a person is counted; of whoever was not merged the same. */
  readonly mainOf: (id: string) => string;
  /** All of that person's records, whichever of them is named. */
  readonly idsOf: (id: string) => readonly string[];
  /** As shown, by that id: of those who were merged only. */
  readonly people: ReadonlyMap<string, Row<"reader">>;
}

export async function readMergedReaders(db: DeskDb): Promise<ReaderClasses> {
  const edges = (await db.reader.where("as").above("").toArray()).flatMap(({ id, as }) =>
    as === undefined ? [] : [[id, as] as const],
  );
  const rows = await db.reader.bulkGet([...new Set(edges.flat())]);
  const alive = rows.flatMap((row) => (row === undefined || row.gone === 1 ? [] : [row]));
  const main = mergedInto(edges, new Set(alive.map(({ id }) => id)));
  const mainOf = (id: string): string => main.get(id) ?? id;
  const classes = new Map<string, Row<"reader">[]>();
  for (const row of alive) classes.set(mainOf(row.id), [...(classes.get(mainOf(row.id)) ?? []), row]);
  const people = [...classes.values()].flatMap((records) => joinedRecord("reader", records) ?? []);
  const idsOf = (id: string): readonly string[] => classes.get(mainOf(id))?.map((row) => row.id) ?? [id];
  return { mainOf, idsOf, people: new Map(people.map((person) => [person.id, person])) };
}
