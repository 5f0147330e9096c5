/** Reads a file of holidays: a calendar file here, a table by the worker, as an import does. */
import type { FileFailure } from "#shared/import-export/cells/problems.ts";
import type { HolidayList } from "#shared/import-export/holidays/holiday-days.ts";
import { holidaysInCalendar, isCalendarFile } from "#shared/import-export/holidays/holiday-ics.ts";
import { holidaysInRows } from "#shared/import-export/holidays/holiday-rows.ts";
import { type Decode, decodeStrictly, guessEncoding } from "#shared/import-export/table/encoding.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import type { Services } from "../../../desk-services/services.ts";

/** A list of a year has a few hundred lines. */
const MOST_BYTES = 4 * 1024 * 1024;

export type HolidayFileFailure = FileFailure | { readonly tag: "holidays-too-large" | "holidays-unread" };

/** @param year of days that are written without one */
export async function readHolidays(
  file: File,
  year: number,
  reports: Pick<Services["worker"]["reports"], "tableRows">,
): Promise<Result<HolidayList, HolidayFileFailure>> {
  if (file.size > MOST_BYTES) return err({ tag: "holidays-too-large" });
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const text = decodeStrictly(bytes, guessEncoding(bytes, decode).encoding, decode);
    if (text.ok && isCalendarFile(text.value)) return ok(holidaysInCalendar(text.value));
    const rows = await reports.tableRows(file.name, bytes);
    return rows.ok ? ok(holidaysInRows(rows.value, year)) : rows;
  } catch {
    // it was moved away, or the worker has gone
    return err({ tag: "holidays-unread" });
  }
}

const decode: Decode = (encoding, bytes) => {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
};
