/** A row of a foreign file as a draft of a reader. Reading never throws, whatever the row holds. */
import { fitsField } from "../../model/parse-value.ts";
import type { NewEntry } from "../columns/lookups.ts";
import type { ColumnRule, Mapping } from "../columns/mapping.ts";
import { type ReadingKind, type Target, targetSpec } from "../columns/targets.ts";
import { otherRow } from "../table/other-rows.ts";
import type { TableRow } from "../table/table.ts";
import type { DraftRow, DraftValues } from "./draft.ts";
import type { Problem, RowNotice } from "./problems.ts";
import { type CellReading, cellColumn, readCell } from "./read-cell.ts";
import type { ReadContext } from "./read-context.ts";

interface RowReading {
  readonly values: DraftValues;
  readonly filled: Set<string>;
  readonly blank: Set<string>;
  readonly problems: Problem[];
  readonly notices: RowNotice[];
  /** The last column that each field was filled from. */
  readonly columns: Map<string, number>;
  middleName?: string;
  readonly brings: NewEntry[];
}

/** @param context stays as it is for all rows */
export function createRowReader(
  headers: readonly string[],
  mapping: Mapping,
  context: ReadContext,
): (row: TableRow) => DraftRow {
  const columns = mapping.columns.flatMap((rule, column) =>
    rule.target === null ? [] : [columnReader(column, rule, rule.target, headers, context)],
  );
  return (row) => readRow(row, headers, columns);
}

interface ColumnReader {
  readonly column: number;
  readonly target: Target;
  readonly read: (cell: string) => CellReading;
}

/** Columns of few different cells: what each says is found out once for a file, not once for each of its readers. */
const REPEATING: ReadonlySet<ReadingKind> = new Set([
  "category",
  "branch",
  "gender",
  "day",
  "flag",
  "barred",
  "status",
]);
const MOST_REMEMBERED = 5000;

function columnReader(
  column: number,
  rule: ColumnRule,
  target: Target,
  headers: readonly string[],
  context: ReadContext,
): ColumnReader {
  const of = cellColumn(headers[column] ?? "", context.columns?.get(column));
  const read = (cell: string): CellReading => readCell(cell, target, rule, of, context);
  if (!REPEATING.has(targetSpec(target).reading)) return { column, target, read };
  const known = new Map<string, CellReading>();
  return {
    column,
    target,
    read(cell) {
      const before = known.get(cell);
      if (before !== undefined) return before;
      const reading = read(cell);
      if (known.size < MOST_REMEMBERED) known.set(cell, reading);
      return reading;
    },
  };
}

function readRow(row: TableRow, headers: readonly string[], columns: readonly ColumnReader[]): DraftRow {
  const reading: RowReading = {
    values: {},
    filled: new Set(),
    blank: new Set(),
    problems: [],
    notices: [],
    columns: new Map(),
    brings: [],
  };
  const other = otherRow(row.cells, headers);
  if (other !== null)
    return {
      row: row.row,
      values: {},
      blank: [],
      problems: [
        { tag: other, column: null, target: null, value: row.cells.find((cell) => cell.trim() !== "")?.trim() ?? "" },
      ],
      notices: [],
    };
  if (row.fault !== undefined) reading.problems.push({ ...row.fault, target: null });
  if (row.cells.slice(headers.length).some((cell) => cell.trim() !== ""))
    reading.problems.push({ tag: "too-many-cells", column: null, target: null, value: String(row.cells.length) });
  if (row.cells.length < headers.length && row.fault === undefined)
    reading.notices.push({ tag: "too-few-cells", column: null });
  if (row.otherLineEnd === true) reading.notices.push({ tag: "other-line-end", column: null });
  for (const { column, target, read: readColumn } of columns) {
    const cell = row.cells[column] ?? "";
    const read = readColumn(cell);
    for (const tag of read.notices) reading.notices.push({ tag, column });
    noteMark(row, column, target, reading);
    if (read.fault !== undefined) reading.problems.push({ ...read.fault, column, target, value: cell.trim() });
    else if (read.value === undefined) reading.blank.add(placeOf(target));
    else {
      put(reading, target, read.value);
      reading.columns.set(targetSpec(target).field, column);
    }
    if (read.brings !== undefined) reading.brings.push(read.brings);
  }
  return finish(row.row, reading);
}

/** Where a target's value stands: `otherIds/student`, `phones`. */
const placeOf = (target: Target): string => {
  const { field, key } = targetSpec(target);
  return key === undefined ? field : `${field}/${key}`;
};

function noteMark(row: TableRow, column: number, target: Target, { notices }: RowReading): void {
  const mark = row.marks?.[column];
  if (mark === "formula") notices.push({ tag: "formula-cell", column });
  else if (mark === "merged") notices.push({ tag: "merged-cell", column });
  else if (mark === "number" && targetSpec(target).reading === "code") notices.push({ tag: "number-cell", column });
}

function put(reading: RowReading, target: Target, value: unknown): void {
  const { values } = reading;
  const { field, key } = targetSpec(target);
  const place = placeOf(target);
  if (target === "middleName") reading.middleName = String(value);
  else if (target === "attributes")
    values.otherIds = { ...Object.fromEntries(value as [string, string][]), ...values.otherIds }; // pairs from readAttributes
  else if (key !== undefined) {
    const maps: Record<string, unknown> = values; // readCell has fitted the value to an entry of its field
    if (!reading.filled.has(place)) maps[field] = { ...(maps[field] as object | undefined), [key]: value };
  } else {
    const fields: Record<string, unknown> = values; // readCell has fitted the value to its field
    if (Array.isArray(value)) fields[field] = joinMany(field, fields[field], value.map(String));
    else if (!reading.filled.has(place)) fields[field] = value;
  }
  reading.filled.add(place);
}

/** Addresses and notes add up to one text, phones and tags to one list. */
function joinMany(field: string, before: unknown, parts: readonly string[]): string | readonly string[] {
  if (field === "note") return [...(typeof before === "string" ? [before] : []), ...parts].join("\n");
  if (field === "address") return joinAddresses(typeof before === "string" ? before.split("\n") : [], parts).join("\n");
  const known = Array.isArray(before) ? before.map(String) : [];
  return [...new Set([...known, ...parts])];
}

/** Of as many addresses as there are codes each gets its own; else what comes second stands behind the last. */
function joinAddresses(before: readonly string[], parts: readonly string[]): readonly string[] {
  if (before.length === 0) return parts;
  if (before.length === parts.length) return before.map((line, at) => `${line} ${parts[at]}`.trim());
  return [...before.slice(0, -1), `${before.at(-1)} ${parts[0]}`.trim(), ...parts.slice(1)];
}

const HAN = /^[\p{Script=Han}·]+$/u;

function finish(row: number, reading: RowReading): DraftRow {
  const { values, filled, problems, notices, middleName } = reading;
  if (values.name === undefined && (values.familyName !== undefined || values.givenName !== undefined)) {
    const { familyName = "", givenName = "" } = values;
    values.name =
      HAN.test(familyName) && HAN.test(givenName)
        ? familyName + givenName
        : [givenName, middleName, familyName].filter((part) => part).join(" ");
  }
  if (values.address !== undefined) values.address = values.address.split("\n").filter(Boolean).join("\n");
  // parts that fit may add up to more than a field holds
  for (const field of ["name", "address", "note"] as const) {
    if (values[field] === undefined || fitsField("reader", field, values[field])) continue;
    problems.push({
      tag: "too-long",
      column: reading.columns.get(field) ?? null,
      target: field,
      value: values[field].slice(0, 100),
    });
    delete values[field];
  }
  for (const field of ["tags", "badContact"] as const)
    if (values[field] !== undefined) values[field] = values[field].toSorted();
  const blank = [...reading.blank].filter((place) => !filled.has(place));
  if (problems.length === 0 && saysNobody(values))
    problems.push({ tag: "nobody", column: null, target: "name", value: "" });
  return { row, values, blank, problems, notices, ...(reading.brings.length > 0 && { brings: reading.brings }) };
}

/** A reader with only a phone is kept; one with nothing to call her by or to reach her at cannot be. */
const saysNobody = ({ name, card, otherIds, phones, email, wechat, line }: DraftValues): boolean =>
  name === undefined &&
  card === undefined &&
  otherIds === undefined &&
  phones === undefined &&
  email === undefined &&
  wechat === undefined &&
  line === undefined;
