/** A record as a row of our own export, and a row of it as a draft again. */
import type { DraftRow, DraftValues } from "../cells/draft.ts";
import type { Problem, RowNotice } from "../cells/problems.ts";
import { type NewEntry, newEntry } from "../columns/lookups.ts";
import { type ColumnRule, type Mapping, NEW_ENTRY } from "../columns/mapping.ts";
import { unguardCell } from "../table/csv-guard.ts";
import { isForbiddenName } from "../table/limits.ts";
import type { TableRow } from "../table/table.ts";
import { type CellStyle, type OwnNames, readOwnCell, writeOwnCell } from "./own-cell.ts";
import { isForPeople, type OwnFile, ownColumns } from "./own-format.ts";
import type { OwnKind } from "./own-words.ts";

export type OwnRecord = { readonly id: string } & Readonly<Record<string, unknown>>;

/** @param people texts of the columns that are for people only */
export const writeOwnRow = (
  kind: OwnKind,
  record: OwnRecord,
  style: CellStyle,
  people: Readonly<Record<string, string>> = {},
): readonly string[] => [
  record.id,
  ...ownColumns(kind).map((column) =>
    isForPeople(column) ? (people[column] ?? "") : writeOwnCell(kind, column, record[column], style),
  ),
];

const ID = /^[\w.-]{1,64}$/;

/** Columns whose names a person may take for others, or have made: those of lists that every library has of its own. */
export const ownMapping = ({ columns }: OwnFile): Mapping => ({
  columns: columns.map((field) => ({ target: listOf(field) })),
});

/**
 * @param mapping what a person has said of names that are in no list here
 * @param guarded the file is a CSV, in which risky cells have an apostrophe in front
 */
export function readOwnRow(
  row: TableRow,
  file: OwnFile,
  { columns }: Mapping,
  names: OwnNames,
  guarded: boolean,
): DraftRow {
  const values: Record<string, unknown> = {};
  const blank: string[] = [];
  const problems: Problem[] = row.fault === undefined ? [] : [{ ...row.fault, target: null }];
  const notices: RowNotice[] = row.otherLineEnd === true ? [{ tag: "other-line-end", column: null }] : [];
  const brings: NewEntry[] = [];
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
      const list = listOf(field);
      const said = list === null ? undefined : saidOf(cell.trim(), list, columns[column]);
      if (!("problem" in read)) values[field] = read.value;
      else if (read.problem !== "unknown-value" || said === undefined)
        problems.push({
          tag: read.problem,
          column,
          target: read.problem === "unknown-value" ? list : null,
          value: cell.trim().slice(0, 100),
        });
      else if (said !== null) {
        values[field] = said.code;
        // an earlier import of such a file may have made it
        if (said.brings !== undefined && names.codeOf(file.kind, field, said.code) === undefined)
          brings.push(said.brings);
      }
    }
  }
  if (row.cells.length > file.columns.length)
    problems.push({ tag: "too-many-cells", column: null, target: null, value: String(row.cells.length) });
  return {
    row: row.row,
    values: values as DraftValues,
    blank,
    problems,
    notices,
    ...(brings.length > 0 && { brings }),
    ...(id !== undefined && { id }),
  }; // each value fits its field
}

const listOf = (field: string | null): NewEntry["list"] | null =>
  field === "category" || field === "branch" ? field : null;

/** @returns null where the name stands for nothing, undefined where nothing was said of it */
function saidOf(
  name: string,
  list: NewEntry["list"],
  rule: ColumnRule | undefined,
): { readonly code: string; readonly brings?: NewEntry } | null | undefined {
  const code = rule?.values !== undefined && Object.hasOwn(rule.values, name) ? rule.values[name] : undefined;
  if (code !== NEW_ENTRY) return code === undefined || code === null ? code : { code };
  const brings = newEntry(list, name);
  return { code: brings.code, brings };
}
