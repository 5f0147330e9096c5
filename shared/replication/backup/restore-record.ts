/**
 * What it takes to make one record stand as it stood in a backup: ordinary cells, written by a command of this
 * desk, so that colleagues get a change like any other and it can be taken back. What was recorded about the
 * library itself, who looked at what, whom it has forgotten, is never turned back; nor is what readers have said
 * of being written to: an old backup must not agree for them.
 */
import { canonicalJson, type Json } from "../../kernel/json.ts";
import { recordSpec } from "../../model/kinds.ts";
import { isWithdrawal } from "../../model/record.ts";
import { DELETED, type Op } from "../rows/entry.ts";
import { cellPlace, cellsOf, emptyCell, frontierOf, shownCell } from "../rows/merge-cells.ts";
import type { AnyRow } from "../rows/row.ts";

export const RESTORE_ACTS = ["add", "change", "remove"] as const;
/** To bring back, to change back, or to take away what was not there. */
export type RestoreAct = (typeof RESTORE_ACTS)[number];

export interface RecordRestore {
  readonly act: RestoreAct;
  readonly cells: Op["cells"];
}

/**
 * Not what says what was done, instead of how things stand; of a kind that only a newer version knows nothing is held
 * against it.
 */
export const isTurnedBack = (kind: string): boolean => recordSpec(kind)?.restored ?? true;

const isLive = (row: AnyRow | undefined): row is AnyRow => row !== undefined && row.gone !== 1;

/**
 * @param then undefined: the backup does not have it
 * @returns null where nothing would change
 */
export function restoreRecord(kind: string, then: AnyRow | undefined, now: AnyRow | undefined): RecordRestore | null {
  if (!isTurnedBack(kind)) return null;
  if (!isLive(then)) return isLive(now) ? { act: "remove", cells: { [DELETED]: true } } : null;
  const cells = changedCells(kind, then, now);
  if (isLive(now)) return Object.keys(cells).length > 0 ? { act: "change", cells: takingBack(cells, now) } : null;
  return now === undefined && Object.keys(cells).length === 0 ? null : { act: "add", cells: takingBack(cells, now) };
}

/** A deletion that stands in the row, also beside an edit that had not seen it, is taken back. */
const takingBack = (cells: Op["cells"], now: AnyRow | undefined): Op["cells"] =>
  now !== undefined && frontierOf("", now, DELETED).some(({ v }) => v === true) ? { ...cells, [DELETED]: null } : cells;

function changedCells(kind: string, then: AnyRow, now: AnyRow | undefined): Readonly<Record<string, Json>> {
  const changed: Record<string, Json> = {};
  for (const cell of new Set([...cellsOf(kind, then), ...(now === undefined ? [] : cellsOf(kind, now))])) {
    if (cell === DELETED) continue;
    const before = shownCell(kind, then, cell);
    const shown = now === undefined ? emptyCell(kind, cell) : shownCell(kind, now, cell);
    if (canonicalJson(before) === canonicalJson(shown)) continue;
    // whoever had the id of a deleted record may have been somebody else: her agreement is not his, a withdrawal holds
    if (cellPlace(kind, cell).merge === "withdrawn" && (isLive(now) ? shown !== null : isWithdrawal(shown))) continue;
    changed[cell] = before;
  }
  return changed;
}
