/** Writes tables and packs files that go to readers, and reads what comes back of them. */
import { strToU8, type Zippable, zipSync } from "fflate";
import { CSV_MARK, csvLine } from "#shared/import-export/table/write-csv.ts";
import { ok } from "#shared/kernel/result.ts";
import type { OutFilesApi } from "../../platform/worker/out-files-api.ts";
import { openFile } from "../import/open-file.ts";
import { textWorkbook } from "./text-workbook.ts";

const NEVER = { cancelled: false };
/** Equal files give an equal archive; a ZIP knows no time before 1980. */
const NO_TIME = new Date(1980, 0, 1, 12);
/** Of texts it saves much in little time, of PDFs nothing. */
const LEVEL = 1;

export function createOutFilesApi(): OutFilesApi {
  return {
    async table({ header, rows }, format) {
      if (format === "xlsx") return textWorkbook(header, rows);
      return strToU8(CSV_MARK + [header, ...rows].map((cells) => csvLine(cells.map(String))).join(""));
    },
    async pack(files) {
      const entries: Zippable = Object.fromEntries(
        files.map(({ name, content }) => [
          name,
          [typeof content === "string" ? strToU8(content) : content, { mtime: NO_TIME, level: LEVEL }],
        ]),
      );
      return zipSync(entries);
    },
    async read(name, bytes) {
      const opened = await openFile(name, bytes, {}, NEVER, () => undefined);
      if (!opened.ok) return opened;
      const { headers, rows } = opened.value.table;
      return ok({ header: headers, rows: rows.map(({ cells }) => cells) });
    },
  };
}
