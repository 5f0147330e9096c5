/**
 * Reads a row again with what this version knows. A row that an older version has merged holds the same
 * writes, but what that version did not know stands elsewhere: elements of a set as values of their own, values
 * of a field that takes more now set aside. After this it is the row that this version would have made.
 */
import type { Json } from "../../kernel/json.ts";
import { ALIAS, DELETED } from "./entry.ts";
import { cellPlace, cellsOf, frontierOf, isMeta, type MutableRow, putFrontier, settleRow } from "./merge-cells.ts";
import type { AnyRow, FrontierWrite } from "./row.ts";
import { isValidCell } from "./validate-op.ts";

export interface Reread {
  readonly row: AnyRow;
  /** Writes whose values do not fit and are now kept aside. */
  readonly invalid: readonly { readonly cell: string; readonly write: FrontierWrite }[];
}

export function reread(kind: string, row: AnyRow): Reread {
  const invalid: { cell: string; write: FrontierWrite }[] = [];
  let next: MutableRow | null = null;
  for (const cell of cellsOf(kind, row)) {
    if (cell === DELETED || cell === ALIAS) continue;
    const kept = keptWrites(kind, row, cell);
    const writes = kept.map((write) => {
      const isValid = isValidCell(kind, cell, write.v ?? null);
      if (isValid === (write.aside === undefined)) return write;
      if (isValid) return withoutAside(write);
      invalid.push({ cell, write });
      return { ...write, aside: [] };
    });
    const isHere = !isUnplaced(kind, row, cell);
    if (isHere && writes.length === 1 && writes[0] === kept[0]) continue;
    next ??= { ...row };
    if (!isHere) delete next[cell];
    putFrontier(kind, next, cell, writes);
  }
  if (next === null) return { row, invalid };
  settleRow(kind, next);
  return { row: next, invalid };
}

/** Whether something of the row may stand, or be shown, otherwise than this version would have it. */
export const mayBeOutdated = (kind: string, row: AnyRow): boolean =>
  Object.keys(row).some((name) => !isMeta(name) && isUnplaced(kind, row, name)) ||
  Object.values(row.f ?? {}).some((writes) => writes.length > 1 || writes[0]?.aside !== undefined);

const withoutAside = ({ aside: _, ...write }: FrontierWrite): FrontierWrite => write;

/** An element that stands as a value of its own: its field was not known to be a set or a map. */
const isUnplaced = (kind: string, row: AnyRow, cell: string): boolean =>
  cell.includes("/") && Object.hasOwn(row, cell) && cellPlace(kind, cell).element !== null;

/** The frontier as it was kept, wherever its shown value stands. */
function keptWrites(kind: string, row: AnyRow, cell: string): readonly FrontierWrite[] {
  if (!isUnplaced(kind, row, cell)) return frontierOf(kind, row, cell);
  const v = (row[cell] ?? null) as Json; // rows hold only parsed JSON values
  const kept = row.f?.[cell];
  if (kept === undefined) return [{ by: row.w, v }];
  return kept.length === 1 && kept[0]?.aside === undefined ? kept.map((write) => ({ ...write, v })) : kept;
}
