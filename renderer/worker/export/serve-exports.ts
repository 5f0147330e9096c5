/**
 * Writes readers, their use, service records or opinions as XLSX or CSV, masked unless asked otherwise. Every export is
 * recorded first: who, when, which protected fields, how many of whom, and of some readers which. Classes that the library calls sensitive never
 * leave: no interest in them, no question about them and no use of them.
 */
import { isSensitive, withoutSensitive } from "#shared/analysis/interests.ts";
import { ownHeader } from "#shared/import-export/own/own-format.ts";
import { type OwnRecord, writeOwnRow } from "#shared/import-export/own/own-row.ts";
import type { OwnKind } from "#shared/import-export/own/own-words.ts";
import { CSV_MARK, csvLine } from "#shared/import-export/table/write-csv.ts";
import { uuidV7 } from "#shared/kernel/ids.ts";
import type { Activity } from "#shared/model/activity.ts";
import type { Interaction } from "#shared/model/interaction.ts";
import type { Reader } from "#shared/model/reader.ts";
import { maskedFields, maskRow } from "#shared/model/readers/mask-row.ts";
import { exportId, MOST_IN_FILE_RECORD } from "#shared/model/reveal.ts";
import type { AnyRow } from "#shared/replication/rows/row.ts";
import type { DeskDb } from "../../db/database.ts";
import { readJurisdiction } from "../../db/read-house.ts";
import { participantsOf } from "../../db/taking-part.ts";
import { create } from "../../db/write/changes.ts";
import { readSensitiveClasses } from "../../db/write/library-setting.ts";
import {
  type ExportApi,
  type ExportedFile,
  type ExportRequest,
  MOST_IN_SHEET,
} from "../../platform/worker/export-api.ts";
import { readNames } from "../import/library-lists.ts";
import { localDay } from "../library-use/use-rows.ts";
import type { WorkerDeps } from "../worker-deps.ts";
import { sortByConsent, sortRecordsByConsent } from "./may-be-told.ts";
import { textWorkbook } from "./text-workbook.ts";

const SLICE = 2000;

export function createExportApi({ db, clock, random, installation, writer }: WorkerDeps): ExportApi {
  return {
    async run(request, onProgress) {
      const { kind, language, format, withProtected, ids, contact } = request;
      const asked = ids ?? (await idsOf(db, kind));
      const { told: all, leftOut, ofNobody } = await sortedFor(kind, asked, contact);
      if (format === "xlsx" && all.length > MOST_IN_SHEET) throw new RangeError("more records than a sheet takes");
      const [names, sensitive] = [await readNames(db, language), await readSensitiveClasses(db)];
      const style = { language, names, offsetMinutes: (ms: number) => -new Date(ms).getTimezoneOffset() };
      const header = ownHeader(kind, language, !withProtected);
      const rows: (readonly string[])[] = [];
      const texts: Uint8Array<ArrayBuffer>[] = [];
      const readers = new Set<string>();
      let written = 0;
      for (let from = 0; from < all.length; from += SLICE) {
        onProgress({ done: from, total: all.length });
        const records = await readRecords(db, kind, all.slice(from, from + SLICE));
        const people = kind === "reader" ? null : await peopleById(db, records);
        const together =
          kind === "interaction"
            ? await participantsOf(
                db,
                records.map(({ id }) => id),
              )
            : null;
        const slice = records.map((record) => {
          const shown = withProtected ? record : maskRow(kind, record);
          const person = typeof record.reader === "string" ? people?.get(record.reader) : undefined;
          const participants = together?.get(record.id)?.length;
          return writeOwnRow(kind, mayLeave(shown, sensitive), style, {
            ...person,
            ...(participants !== undefined && { participants: String(participants) }),
          });
        });
        if (format === "xlsx") for (const row of slice) rows.push(row);
        // millions of uses are more rows than a worker can hold, as text they are not
        else texts.push(encode(slice.map(csvLine).join("")));
        for (const { id, reader } of records)
          if (kind === "reader") readers.add(id);
          else if (typeof reader === "string") readers.add(reader);
        written += slice.length;
      }
      onProgress({ done: all.length, total: all.length });
      // a file that nobody can be told of is not given out
      await recordExport(request, written, [...readers]);
      const bytes =
        format === "xlsx" ? await textWorkbook(header, rows) : joined([encode(CSV_MARK + csvLine(header)), ...texts]);
      return { bytes, records: written, leftOut, ofNobody };
    },
    count: async (kind) => (await db.table(kind).count()) - (await db.table(kind).where("gone").equals(1).count()),
  };

  async function sortedFor(
    kind: OwnKind,
    asked: readonly string[],
    contact: ExportRequest["contact"],
  ): Promise<Pick<ExportedFile, "leftOut" | "ofNobody"> & { readonly told: readonly string[] }> {
    if (contact === undefined) return { told: asked, leftOut: [], ofNobody: 0 };
    const where = { today: localDay(clock.now()), place: await readJurisdiction(db) };
    return kind === "reader"
      ? { ...(await sortByConsent(db, asked, contact, where)), ofNobody: 0 }
      : sortRecordsByConsent(db, kind, asked, contact, where);
  }

  async function recordExport(
    { kind, staff, format, withProtected, ids, contact }: ExportRequest,
    records: number,
    readers: readonly string[],
  ): Promise<void> {
    const at = clock.now();
    // whom a purpose left out does not stand in it: her looks say nothing of a file that is not about her
    const isOfAll = ids === undefined && contact === undefined;
    const values = {
      about: {
        kind,
        id: exportId({ isOfAll, format, records, ...(contact !== undefined && { aim: contact }) }),
      },
      fields: withProtected ? [...maskedFields(kind)] : [],
      at,
      desk: installation,
      ...(staff !== "" && { staff }),
      reason: "export",
    };
    const parts = isOfAll || readers.length === 0 ? [{}] : inParts(readers).map((part) => ({ readers: [...part] }));
    const writing = await writer(staff);
    for (const part of parts) {
      const { confirmed } = await writing.run(
        "records.export",
        [create("reveal", uuidV7(at, random), { ...values, ...part })],
        { undoable: false },
      );
      if (!(await confirmed).ok) throw new Error("the export could not be recorded");
    }
  }
}

const inParts = (readers: readonly string[]): readonly (readonly string[])[] =>
  Array.from({ length: Math.ceil(readers.length / MOST_IN_FILE_RECORD) }, (_, at) =>
    readers.slice(at * MOST_IN_FILE_RECORD, (at + 1) * MOST_IN_FILE_RECORD),
  );

function mayLeave(record: OwnRecord, sensitive: readonly string[]): OwnRecord {
  const { interests, subjectClass, mainClass } = record as Pick<Reader, "interests"> &
    Pick<Interaction, "subjectClass"> &
    Pick<Activity, "mainClass">; // rows of any kind: who has the field has it so
  return {
    ...record,
    ...(interests !== undefined && { interests: withoutSensitive(interests, sensitive) }),
    ...(subjectClass !== undefined && isSensitive(subjectClass, sensitive) && { subjectClass: undefined }),
    ...(mainClass !== undefined && isSensitive(mainClass, sensitive) && { mainClass: undefined }),
  };
}

/** In this order equal libraries give equal files. */
const idsOf = async (db: DeskDb, kind: OwnKind): Promise<readonly string[]> =>
  await db.table<AnyRow, string>(kind).orderBy("id").primaryKeys();

async function readRecords(db: DeskDb, kind: OwnKind, ids: readonly string[]): Promise<readonly OwnRecord[]> {
  const rows: readonly (AnyRow | undefined)[] = await db.table<AnyRow, string>(kind).bulkGet([...ids]);
  return rows.filter((row) => row !== undefined && row.gone !== 1).map((row) => row as OwnRecord); // filtered in this line
}

const encoder = new TextEncoder();
const encode = (text: string): Uint8Array<ArrayBuffer> => encoder.encode(text);

function joined(parts: readonly Uint8Array<ArrayBuffer>[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

async function peopleById(
  db: DeskDb,
  records: readonly OwnRecord[],
): Promise<ReadonlyMap<string, Readonly<Record<string, string>>>> {
  const ids = [...new Set(records.flatMap(({ reader }) => (typeof reader === "string" ? [reader] : [])))];
  const readers = await db.reader.bulkGet(ids);
  return new Map(
    readers.flatMap((row) =>
      row === undefined || row.gone === 1
        ? []
        : [[row.id, { readerName: row.name ?? "", readerCard: row.card ?? "" }] as const],
    ),
  );
}
