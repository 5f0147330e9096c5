/**
 * A sheet of texts as XLSX: every cell is text, so that ids and phones stay what they are and nothing is a
 * formula. Written by the library that reads workbooks: write-excel-file packs larger sheets in workers of
 * its own making, which the content security policy forbids.
 */

/** Excel's own limit for one cell. */
const MOST_CHARS = 32_767;
// biome-ignore lint/suspicious/noControlCharactersInRegex: what XML cannot hold
const NOT_IN_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

export async function textWorkbook(header: readonly string[], rows: readonly (readonly string[])[]): Promise<Uint8Array<ArrayBuffer>> {
  const { write } = await import("@e965/xlsx");
  const cell = (text: string) => ({ t: "s" as const, v: text.replace(NOT_IN_XML, "").slice(0, MOST_CHARS), z: "@" });
  const sheet = {
    "!data": [header, ...rows].map((cells) => cells.map(cell)),
    "!ref": `A1:${columnName(Math.max(1, header.length))}${rows.length + 1}`,
    "!cols": header.map(() => ({ wch: 16 })),
  };
  const book = { SheetNames: ["Sheet1"], Sheets: { Sheet1: sheet } };
  const bytes: unknown = write(book, { type: "array", bookType: "xlsx", compression: true, bookSST: true });
  return new Uint8Array(bytes as ArrayBuffer); // what `type: "array"` gives
}

/** 1 → A, 27 → AA. */
function columnName(column: number): string {
  let name = "";
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  return name;
}
