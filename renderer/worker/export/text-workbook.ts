/**
 * A sheet as XLSX: a text stays a text, so that ids and phones stay what they are and nothing is a formula;
 * what is given as a number is one. Written by the library that reads workbooks: write-excel-file packs larger sheets
 * in workers of its own making, which the content security policy forbids.
 */
import { columnName } from "#shared/reports/form/address.ts";

/** Excel's own limit for one cell. */
const MOST_CHARS = 32_767;
// biome-ignore lint/suspicious/noControlCharactersInRegex: what XML cannot hold
const NOT_IN_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** Excel's own limit for the name of a sheet, and what it may not hold. */
const MOST_OF_NAME = 31;
const NOT_IN_NAME = /[\\/?*[\]:']/gu;

/** @param name of the sheet */
export async function textWorkbook(
  header: readonly string[],
  rows: readonly (readonly (string | number)[])[],
  name = "Sheet1",
): Promise<Uint8Array<ArrayBuffer>> {
  const { write } = await import("@e965/xlsx");
  const cell = (of: string | number) =>
    typeof of === "number"
      ? { t: "n" as const, v: of }
      : { t: "s" as const, v: of.replace(NOT_IN_XML, "").slice(0, MOST_CHARS), z: "@" };
  const sheet = {
    "!data": [header, ...rows].map((cells) => cells.map(cell)),
    "!ref": `A1:${columnName(Math.max(1, header.length))}${rows.length + 1}`,
    "!cols": header.map(() => ({ wch: 16 })),
  };
  const title = name.replace(NOT_IN_NAME, " ").slice(0, MOST_OF_NAME).trim() || "Sheet1";
  const book = { SheetNames: [title], Sheets: { [title]: sheet } };
  const bytes: unknown = write(book, { type: "array", bookType: "xlsx", compression: true, bookSST: true });
  return new Uint8Array(bytes as ArrayBuffer); // what `type: "array"` gives
}
