/** Turns what a command wants changed into cells, given the rows as they stand. */
import { assert, assertNever } from "#shared/kernel/assert.ts";
import { canonicalJson, isObject, type Json } from "#shared/kernel/json.ts";
import { fieldSpec, type Kind } from "#shared/model/kinds.ts";
import { fitsField } from "#shared/model/parse-value.ts";
import { LEDGER } from "#shared/replication/erasing/ledger.ts";
import { DELETED, type Op } from "#shared/replication/rows/entry.ts";
import { isDeleted, recreatedCells, shownCell, takingBack } from "#shared/replication/rows/merge-cells.ts";
import type { AnyRow } from "#shared/replication/rows/row.ts";
import { keepingAuthors } from "./answers-apart.ts";
import type { Change } from "./changes.ts";

/** @returns null where nothing would change. */
export function toOp(change: Change, row: AnyRow | undefined): Op | null {
  if ((change.act === "delete" || change.act === "cells") && change.onlyWhere !== undefined)
    if (row === undefined || !change.onlyWhere(row)) return null;
  const after = change.act === "edit" ? change.openedOn : undefined;
  const wanted = cellsFor(change, row);
  const cells =
    change.kind === "feedback" && row !== undefined ? keepingAuthors(row, wanted, after?.publicReply) : wanted;
  if (Object.keys(cells).length === 0) return null;
  const base = { kind: change.kind, id: change.id, cells };
  const relevant = after === undefined ? [] : Object.entries(after).filter(([cell]) => cell in cells);
  return relevant.length > 0 ? { ...base, after: Object.fromEntries(relevant) } : base;
}

function cellsFor(change: Change, row: AnyRow | undefined): Op["cells"] {
  switch (change.act) {
    case "create":
      // a record that is there already (a fill that was cut off, a file imported twice) gets only what differs; whoever
      // gets the id of a deleted one gets nothing else of it, but a ledger only grows
      return isDeleted(row) && change.kind !== LEDGER
        ? recreatedCells(change.kind, row, fieldCells(change.kind, change.values, undefined))
        : fieldCells(change.kind, change.values, row);
    case "edit":
      assert(row !== undefined, `edit of an unknown ${change.kind}`);
      return takingBack(fieldCells(change.kind, change.patch, row), row);
    case "delete":
      // once more would take from whoever brings it back what stood in it
      return row?.gone === 1 && row.open !== 1 ? {} : { [DELETED]: true };
    case "cells":
      // whoever decides about a value of a record that a colleague has deleted keeps it, as every edit does
      return row?.gone !== 1 && Object.keys(change.cells).some((cell) => !cell.startsWith("."))
        ? takingBack(change.cells, row)
        : { ...change.cells };
    default:
      return assertNever(change);
  }
}

function fieldCells(
  kind: Kind,
  values: Readonly<Record<string, unknown>>,
  row: AnyRow | undefined,
): Record<string, Json> {
  const cells: Record<string, Json> = {};
  const write = (cell: string, field: string, value: unknown): void => {
    assert(
      value === null || typeof value === "boolean" || fitsField(kind, field, value),
      `${kind}.${cell}: value does not fit`,
    );
    const isSame =
      row === undefined ? value === null : canonicalJson(shownCell(kind, row, cell)) === canonicalJson(value);
    if (!isSame) cells[cell] = value as Json; // parsed by the field's schema
  };
  for (const [field, value] of Object.entries(values)) {
    if (value === undefined) continue;
    const { shape } = fieldSpec(kind, field);
    if (shape === "set" && !isObject(value)) {
      const wanted = new Set(Array.isArray(value) ? value.map(String) : []);
      for (const element of elementsOf(row, field)) if (!wanted.has(element)) cells[`${field}/${element}`] = false;
      for (const element of wanted)
        if (row === undefined || shownCell(kind, row, `${field}/${element}`) !== true)
          cells[`${field}/${element}`] = true;
    } else if (shape !== "one") {
      for (const [key, item] of Object.entries(value ?? {})) write(`${field}/${key}`, field, item ?? null);
    } else write(field, field, value);
  }
  return cells;
}

const elementsOf = (row: AnyRow | undefined, field: string): readonly string[] => {
  const value = row?.[field];
  return Array.isArray(value) ? value.map(String) : [];
};
