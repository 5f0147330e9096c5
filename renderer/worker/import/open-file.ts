/**
 * Finds out what a file is and reads it into a table. What it is comes from its first bytes, never from
 * its name; how it is read can be changed by a person and is tried again from the bytes.
 */

import type { FileFailure } from "#shared/import-export/cells/problems.ts";
import { guessHolds } from "#shared/import-export/library-use/holds.ts";
import { parseOwnHeader } from "#shared/import-export/own/own-format.ts";
import { unwrapRow } from "#shared/import-export/table/csv-guard.ts";
import {
  type Delimiter,
  detectDelimiter,
  detectHeaderRow,
  tableScore,
} from "#shared/import-export/table/detect-table.ts";
import {
  byteOrderMark,
  type Decode,
  decodeStrictly,
  type EncodingGuess,
  guessEncoding,
} from "#shared/import-export/table/encoding.ts";
import { tooManyRows } from "#shared/import-export/table/full-sheet.ts";
import { joinHeaderRows } from "#shared/import-export/table/header-rows.ts";
import { LIMITS } from "#shared/import-export/table/limits.ts";
import { isBlankRow, type Table, type TableRow } from "#shared/import-export/table/table.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import type { ParseOptions } from "../../platform/worker/import-api.ts";
import { type Cancel, HEAD_ROWS, readDelimited } from "./read-delimited.ts";
import { readJson } from "./read-json.ts";
import { openWorkbook, type Workbook } from "./read-workbook.ts";
import { guardZip } from "./zip-guard.ts";

type FileFormat = "delimited" | "workbook" | "json";

export interface OpenedFile {
  readonly format: FileFormat;
  readonly table: Table;
  /** First rows as they stand, to choose the row of column names from. */
  readonly head: readonly (readonly string[])[];
  readonly headerRow: number;
  readonly guess: EncodingGuess | null;
  readonly delimiter: Delimiter | null;
  readonly sheets: readonly string[];
  readonly sheet: string | null;
}

export async function openFile(
  name: string,
  bytes: Uint8Array<ArrayBuffer>,
  options: ParseOptions,
  cancel: Cancel,
  onProgress: (share: number) => void,
): Promise<Result<OpenedFile, FileFailure>> {
  if (bytes.length > LIMITS.fileBytes)
    return err({ tag: "file-too-large", bytes: bytes.length, limit: LIMITS.fileBytes });
  if (bytes.length === 0) return err({ tag: "empty-file" });
  if (startsWith(bytes, [0x50, 0x4b])) {
    const guarded = await guardZip(bytes);
    if (!guarded.ok) return guarded;
    if (!isSpreadsheet(guarded.value)) return err({ tag: "not-a-table", name });
    return readBook(await openWorkbook(bytes), options);
  }
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) return readBook(await openWorkbook(bytes), options);
  if (isBinary(bytes)) return err({ tag: "not-a-table", name });
  const guess = guessEncoding(bytes, strictDecode);
  const decoded = decodeStrictly(bytes, options.encoding ?? guess.encoding, strictDecode);
  if (!decoded.ok) return decoded;
  const text = decoded.value;
  if (text.trim() === "") return err({ tag: "empty-file" });
  if (/^\s*[[{]/.test(text)) {
    const read = readJson(text);
    if (!read.ok) return read;
    return ok({
      format: "json",
      table: read.value,
      head: [],
      headerRow: 0,
      guess,
      delimiter: null,
      sheets: [],
      sheet: null,
    });
  }
  const delimiter = options.delimiter ?? detectDelimiter(text);
  const isRepetitive = (head: readonly (readonly string[])[]): boolean =>
    (options.holds ?? guessHolds(head[detectHeaderRow(head)] ?? [])) === "use";
  const rows = await readDelimited(text, delimiter, cancel, onProgress, isRepetitive);
  if (!rows.ok) return rows;
  // our own export guards its cells by its own rule
  const plain = !isOwn(rows.value[0]?.cells ?? []) ? rows.value.map(unwrapRow) : rows.value;
  return withHeader(plain, options, { format: "delimited", guess, delimiter, sheets: [], sheet: null });
}

function readBook(book: Result<Workbook, FileFailure>, options: ParseOptions): Result<OpenedFile, FileFailure> {
  if (!book.ok) return book;
  const { sheets } = book.value;
  let best: { readonly sheet: string; readonly rows: readonly TableRow[]; readonly score: number } | null = null;
  let failure: FileFailure = { tag: "empty-file" };
  for (const sheet of options.sheet === undefined ? sheets : [options.sheet]) {
    const rows = book.value.rows(sheet);
    if (!rows.ok) failure = rows.error;
    else if (rows.value.some((row) => !isBlankRow(row))) {
      const score = tableScore(rows.value.map(({ cells }) => cells));
      if (best === null || score > best.score) best = { sheet, rows: rows.value, score };
    }
  }
  if (best === null) return err(failure);
  return withHeader(best.rows, options, {
    format: "workbook",
    guess: null,
    delimiter: null,
    sheets,
    sheet: best.sheet,
  });
}

function withHeader(
  rows: readonly TableRow[],
  options: ParseOptions,
  rest: Omit<OpenedFile, "table" | "head" | "headerRow">,
): Result<OpenedFile, FileFailure> {
  const head = rows.slice(0, HEAD_ROWS).map(({ cells }) => cells);
  const headerRow = Math.min(options.headerRow ?? detectHeaderRow(head), rows.length - 1);
  const unnamed = {
    headers: Array.from({ length: Math.max(0, ...head.map((cells) => cells.length)) }, () => ""),
    last: headerRow,
  };
  const names =
    headerRow < 0 || isOwn(rows[headerRow]?.cells ?? [])
      ? { ...unnamed, headers: rows[headerRow]?.cells ?? unnamed.headers }
      : joinHeaderRows(head, headerRow);
  const headers = withoutTrailingBlanks(names.headers, rows, names.last);
  if (headers.length > LIMITS.columns)
    return err({ tag: "too-many-columns", columns: headers.length, limit: LIMITS.columns });
  const body = rows.slice(names.last + 1).filter((row) => !isBlankRow(row));
  const limit = (options.holds ?? guessHolds(headers)) === "use" ? LIMITS.useRows : LIMITS.rows;
  if (body.length > limit) return err(tooManyRows(body.length, body.at(-1)?.row ?? 0, limit));
  return ok({ ...rest, table: { headers, rows: body }, head, headerRow });
}

const isOwn = (headers: readonly string[]): boolean => parseOwnHeader(headers) !== null;

/** A spreadsheet that once was wider leaves blank names at the end. */
function withoutTrailingBlanks(
  headers: readonly string[],
  rows: readonly TableRow[],
  headerRow: number,
): readonly string[] {
  if (headerRow < 0) return headers;
  let length = headers.length;
  while (
    length > 1 &&
    headers[length - 1]?.trim() === "" &&
    rows.slice(headerRow + 1).every(({ cells }) => (cells[length - 1] ?? "").trim() === "")
  )
    length--;
  return headers.slice(0, length);
}

/**
 * What the library would unpack a second time, past the guard, is none: a zip in the zip, or the packed parts of a
 * Numbers file.
 */
function isSpreadsheet(entries: readonly string[]): boolean {
  const names = new Set(entries.map((entry) => entry.toLowerCase()));
  if (entries.some((entry) => /document\.iwa$/i.test(entry))) return false;
  return names.has("[content_types].xml")
    ? entries.some((entry) => entry.startsWith("xl/"))
    : names.has("meta-inf/manifest.xml") && names.has("content.xml");
}

const startsWith = (bytes: Uint8Array, start: readonly number[]): boolean =>
  start.every((byte, index) => bytes[index] === byte);

const SIGNATURES = [
  [0x25, 0x50, 0x44, 0x46],
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x47, 0x49, 0x46, 0x38],
  [0x52, 0x61, 0x72, 0x21],
  [0x37, 0x7a, 0xbc, 0xaf],
  [0x1f, 0x8b],
  [0x7f, 0x45, 0x4c, 0x46],
  [0x4d, 0x5a, 0x90],
] as const;

/**
 * No text table holds zero bytes, but for UTF-16: there they stand on one side only, or, where 一, 退 or 销 is
 * written, on both, and a byte order mark says so.
 */
function isBinary(bytes: Uint8Array): boolean {
  if (byteOrderMark(bytes) !== null) return false;
  if (SIGNATURES.some((signature) => startsWith(bytes, signature))) return true;
  const head = bytes.subarray(0, 4096);
  let even = 0;
  let odd = 0;
  for (const [at, byte] of head.entries()) {
    if (byte !== 0) continue;
    if (at % 2 === 0) even++;
    else odd++;
  }
  return even > 0 && odd > 0;
}

/** The platform's decoders, strict: bytes that are none of the encoding give null, never a replacement character. */
const strictDecode: Decode = (encoding, bytes) => {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
};
