/**
 * JSON lines, a JSON list, or a list in its wrapping (FOLIO's `{ "users": [...] }`), as records. A bad line stops no
 * other line.
 */

import type { FileFailure } from "#shared/import-export/cells/problems.ts";
import { type JsonRecord, recordsToTable } from "#shared/import-export/table/folio.ts";
import { jsonDepth, LIMITS } from "#shared/import-export/table/limits.ts";
import type { Table, TableRow } from "#shared/import-export/table/table.ts";
import { err, ok, type Result } from "#shared/kernel/result.ts";
import { rowFaultOf } from "./read-delimited.ts";

const SHOWN = 80;

export function readJson(text: string): Result<Table, FileFailure> {
  const lines = text.split(/\r\n|\r|\n/);
  const filled = lines.filter((line) => line.trim() !== "").length;
  const first = lines.find((line) => line.trim() !== "") ?? "";
  const records =
    filled > 1 && parse(first) !== undefined && first.trim().startsWith("{") ? ok(readLines(lines)) : readWhole(text);
  if (!records.ok) return records;
  if (records.value.length > LIMITS.rows) return err({ tag: "too-many-rows", limit: LIMITS.rows });
  const table = recordsToTable(records.value);
  return table.ok ? ok({ ...table.value, rows: table.value.rows.map(withFault) }) : table;
}

function withFault(row: TableRow): TableRow {
  const fault = row.fault ?? rowFaultOf(row.cells);
  return fault === undefined ? row : { row: row.row, cells: [], fault };
}

function readLines(lines: readonly string[]): readonly JsonRecord[] {
  return lines.flatMap((line, index): JsonRecord[] => {
    const row = index + 1;
    if (line.trim() === "") return [];
    const fault = (tag: NonNullable<JsonRecord["fault"]>["tag"]): JsonRecord[] => [
      { row, fault: { tag, column: null, value: line.slice(0, SHOWN) } },
    ];
    if (line.length > LIMITS.rowChars) return fault("row-too-large");
    if (jsonDepth(line) > LIMITS.jsonDepth) return fault("json-too-deep");
    const value = parse(line);
    return value === undefined ? fault("bad-json") : [{ row, value }];
  });
}

function readWhole(text: string): Result<readonly JsonRecord[], FileFailure> {
  if (jsonDepth(text) > LIMITS.jsonDepth) return err({ tag: "json-too-deep", limit: LIMITS.jsonDepth });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return err({ tag: "bad-json", reason: error instanceof Error ? error.message : "" });
  }
  const list = Array.isArray(value) ? value : recordsOf(value);
  return ok(list.map((item: unknown, index) => ({ row: index + 1, value: item })));
}

/**
 * What a service answers: a list and, at most, how long it is. A reader with lists of her own has words beside them.
 */
function recordsOf(value: unknown): readonly unknown[] {
  if (typeof value !== "object" || value === null) return [value];
  const parts = Object.values(value);
  const lists = parts.filter((part) => Array.isArray(part));
  return lists.length === 1 && !parts.some((part) => typeof part === "string") ? (lists[0] ?? []) : [value];
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
