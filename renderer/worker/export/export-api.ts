/**
 * Writes readers, service records or opinions as XLSX or CSV, masked unless asked otherwise. Every export is
 * recorded first: who, when, which protected fields, how many of whom. Classes that the library calls sensitive never leave: no interest in them, and no question about them.
 */
import { isSensitive, withoutSensitive } from "#shared/analysis/interests.ts";
import type { OwnKind } from "#shared/exchange/own-format.ts";
import { ownHeader } from "#shared/exchange/own-format.ts";
import { type OwnRecord, writeOwnRow } from "#shared/exchange/own-row.ts";
import { CSV_MARK, csvLine } from "#shared/exchange/write-csv.ts";
import { uuidV7 } from "#shared/kernel/ids.ts";
import type { Interaction } from "#shared/model/interaction.ts";
import { maskedFields, maskRow } from "#shared/model/mask-row.ts";
import type { Reader } from "#shared/model/reader.ts";
import { EXPORT_OF_ALL, EXPORT_OF_SOME } from "#shared/model/reveal.ts";
import type { AnyRow } from "#shared/replication/row.ts";
import { create } from "../../db/changes.ts";
import type { DeskDb } from "../../db/database.ts";
import { readSensitiveClasses } from "../../db/library-setting.ts";
import type { ExportApi, ExportRequest } from "../../platform/export-api.ts";
import { readNames } from "../import/library-lists.ts";
import type { WorkerDeps } from "../worker-deps.ts";
import { textWorkbook } from "./text-workbook.ts";

const SLICE = 2000;

export function createExportApi({ db, clock, random, installation, writer }: WorkerDeps): ExportApi {
  return {
    async run(request, onProgress) {
      const { kind, language, format, withProtected, ids } = request;
      const records = await readRecords(db, kind, ids);
      await recordExport(request, records.length);
      const [names, sensitive] = [await readNames(db, language), await readSensitiveClasses(db)];
      const people = kind === "reader" ? null : await peopleById(db, records);
      const style = { language, names, offsetMinutes: (ms: number) => -new Date(ms).getTimezoneOffset() };
      const header = ownHeader(kind, language, !withProtected);
      const rows: (readonly string[])[] = [];
      for (const [order, record] of records.entries()) {
        const shown = withProtected ? record : maskRow(kind, record);
        const person = typeof record.reader === "string" ? people?.get(record.reader) : undefined;
        rows.push(writeOwnRow(kind, mayLeave(shown, sensitive), style, person));
        if (order % SLICE === 0) {
          onProgress({ done: order, total: records.length });
          await new Promise((resolve) => setTimeout(resolve, 0));
        }
      }
      onProgress({ done: records.length, total: records.length });
      const bytes = format === "xlsx" ? await textWorkbook(header, rows) : new TextEncoder().encode(CSV_MARK + csvLine(header) + rows.map(csvLine).join(""));
      return { bytes, records: records.length };
    },
  };

  async function recordExport({ kind, staff, format, withProtected, ids }: ExportRequest, records: number): Promise<void> {
    const at = clock.now();
    const what = `${ids === undefined ? EXPORT_OF_ALL : EXPORT_OF_SOME}${format}-${records}`;
    const values = { about: { kind, id: what }, fields: withProtected ? [...maskedFields(kind)] : [], at, desk: installation, ...(staff !== "" && { staff }), reason: "export" };
    const { confirmed } = await (await writer(staff)).run("records.export", [create("reveal", uuidV7(at, random), values)], { undoable: false });
    // a file that nobody can be told of is not given out
    if (!(await confirmed).ok) throw new Error("the export could not be recorded");
  }
}

function mayLeave(record: OwnRecord, sensitive: readonly string[]): OwnRecord {
  const { interests, subjectClass } = record as Pick<Reader, "interests"> & Pick<Interaction, "subjectClass">; // rows of any kind: who has the field has it so
  return {
    ...record,
    ...(interests !== undefined && { interests: withoutSensitive(interests, sensitive) }),
    ...(subjectClass !== undefined && isSensitive(subjectClass, sensitive) && { subjectClass: undefined }),
  };
}

/** In the order of their ids, so that equal libraries give equal files. */
async function readRecords(db: DeskDb, kind: OwnKind, ids: readonly string[] | undefined): Promise<readonly OwnRecord[]> {
  const table = kind === "reader" ? db.reader : kind === "interaction" ? db.interaction : db.feedback;
  const rows = (ids === undefined ? await table.orderBy("id").toArray() : await table.bulkGet([...ids])) as readonly (AnyRow | undefined)[]; // rows of any of the three kinds
  return rows.filter((row) => row !== undefined && row.gone !== 1).map((row) => row as OwnRecord); // filtered in this line
}

async function peopleById(db: DeskDb, records: readonly OwnRecord[]): Promise<ReadonlyMap<string, Readonly<Record<string, string>>>> {
  const ids = [...new Set(records.flatMap(({ reader }) => (typeof reader === "string" ? [reader] : [])))];
  const readers = await db.reader.bulkGet(ids);
  return new Map(readers.flatMap((row) => (row === undefined || row.gone === 1 ? [] : [[row.id, { readerName: row.name ?? "", readerCard: row.card ?? "" }] as const])));
}
