/** A record as a row of our own export, and a row of it as a draft again. */

import { unguardCell } from "./csv-guard.ts";
import type { Draft, DraftValues } from "./draft.ts";
import { isForbiddenName } from "./limits.ts";
import { type CellStyle, type Names, readOwnCell, writeOwnCell } from "./own-cell.ts";
import { isForPeople, type OwnFile, type OwnKind, ownColumns } from "./own-format.ts";
import type { Notice, Problem } from "./problems.ts";
import type { TableRow } from "./table.ts";

export type OwnRecord = { readonly id: string } & Readonly<Record<string, unknown>>;

/** @param people texts of the columns that are for people only */
export const writeOwnRow = (kind: OwnKind, record: OwnRecord, style: CellStyle, people: Readonly<Record<string, string>> = {}): readonly string[] => [
  record.id,
  ...ownColumns(kind).map((column) => (isForPeople(column) ? (people[column] ?? "") : writeOwnCell(kind, column, record[column], style))),
];

const ID = /^[\w.-]{1,64}$/;

/** @param guarded the file is a CSV, in which risky cells have an apostrophe in front */
export function readOwnRow(row: TableRow, file: OwnFile, names: Names, guarded: boolean): Draft {
  const values: Record<string, unknown> = {};
  const blank: string[] = [];
  const problems: Problem[] = row.fault === undefined ? [] : [{ ...row.fault, target: null }];
  const notices: Notice[] = row.otherLineEnd === true ? [{ tag: "other-line-end", column: null }] : [];
  let id: string | undefined;
  for (const [column, field] of file.columns.entries()) {
    const raw = row.cells[column] ?? "";
    const cell = guarded ? unguardCell(raw) : raw;
    if (field === null) continue;
    if (field === "id") {
      if (ID.test(cell) && !isForbiddenName(cell)) id = cell;
      else if (cell !== "") problems.push({ tag: "unreadable-cell", column, target: null, value: cell.slice(0, 100) });
    } else if (cell === "") blank.push(field);
    else {
      const read = readOwnCell(file.kind, field, cell, names);
      if ("problem" in read) problems.push({ tag: read.problem, column, target: null, value: cell.slice(0, 100) });
      else values[field] = read.value;
    }
  }
  if (row.cells.length > file.columns.length) problems.push({ tag: "too-many-cells", column: null, target: null, value: String(row.cells.length) });
  return { row: row.row, values: values as DraftValues, blank, problems, notices, ...(id !== undefined && { id }) }; // each value fits its field
}
