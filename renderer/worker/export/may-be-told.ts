/** Of readers for whom a file is made to contact them: who may be, by the one function, and of all others why not. */

import type { OwnKind } from "#shared/import-export/own/own-words.ts";
import { type ContactQuestion, mayContact, type NoContactReason } from "#shared/model/consent/may-contact.ts";
import type { AnyRow } from "#shared/replication/rows/row.ts";
import type { DeskDb, Row } from "../../db/database.ts";
import { readMergedReaders, readPeople } from "../../db/reader-class.ts";
import type { ExportContact, NotInFile } from "../../platform/worker/export-api.ts";

interface Sorted {
  readonly told: readonly string[];
  /** The most first. */
  readonly leftOut: readonly NotInFile[];
}

const SLICE = 2000;

export async function sortByConsent(
  db: DeskDb,
  ids: readonly string[],
  { purpose, channel }: ExportContact,
  where: Pick<ContactQuestion, "today" | "place">,
): Promise<Sorted> {
  const { mainOf, people } = await readMergedReaders(db);
  const told: string[] = [];
  const leftOut = new Map<NoContactReason, string[]>();
  for (let from = 0; from < ids.length; from += SLICE) {
    const rows = await db.reader.bulkGet(ids.slice(from, from + SLICE));
    const persons = rows.flatMap((row) => {
      // of several records of one person the main one is her line
      if (row === undefined || row.gone === 1 || mainOf(row.id) !== row.id) return [];
      return [people.get(row.id) ?? row];
    });
    const guardians = await guardiansOf(db, persons);
    for (const reader of persons) {
      const guardian = guardians.get(reader.guardian ?? "");
      const answer = mayContact({ reader, guardian, channel, purpose, ...where });
      const known = answer.may ? told : leftOut.get(answer.reason);
      if (known !== undefined) known.push(reader.id);
      else if (!answer.may) leftOut.set(answer.reason, [reader.id]);
    }
  }
  return {
    told,
    leftOut: [...leftOut]
      .map(([reason, readers]) => ({ reason, readers }))
      .sort((a, b) => b.readers.length - a.readers.length || (a.reason < b.reason ? -1 : 1)),
  };
}

interface SortedRecords extends Sorted {
  /** Of nobody who is known: whoever wrote it has agreed to nothing. */
  readonly ofNobody: number;
}

/** The same of records: told of are those of readers who may be told. */
export async function sortRecordsByConsent(
  db: DeskDb,
  kind: Exclude<OwnKind, "reader">,
  ids: readonly string[],
  contact: ExportContact,
  where: Pick<ContactQuestion, "today" | "place">,
): Promise<SortedRecords> {
  const { mainOf } = await readMergedReaders(db);
  const readerOf = new Map<string, string>();
  let ofNobody = 0;
  for (let from = 0; from < ids.length; from += SLICE) {
    const rows: readonly (AnyRow | undefined)[] = await db
      .table<AnyRow, string>(kind)
      .bulkGet(ids.slice(from, from + SLICE));
    for (const row of rows) {
      if (row === undefined || row.gone === 1) continue;
      if (typeof row.reader === "string") readerOf.set(row.id, mainOf(row.reader));
      else ofNobody += 1;
    }
  }
  const { told, leftOut } = await sortByConsent(db, [...new Set(readerOf.values())], contact, where);
  const may = new Set(told);
  return { told: ids.filter((id) => may.has(readerOf.get(id) ?? "")), leftOut, ofNobody };
}

async function guardiansOf(
  db: DeskDb,
  children: readonly Row<"reader">[],
): Promise<ReadonlyMap<string, Row<"reader">>> {
  const ids = [...new Set(children.flatMap(({ guardian }) => guardian ?? []))];
  const rows = await readPeople(db, ids);
  return new Map(
    ids.flatMap((id, place) => {
      const row = rows[place];
      return row === undefined || row.gone === 1 ? [] : [[id, row] as const];
    }),
  );
}
