/**
 * What an erasing leaves of records that stay and name an erased person: such a value counts as an empty one, also
 * where it was written, merged or replaced before anybody knew. Only values change, never which write has seen
 * which, so the rows are the same whatever came first.
 */
import { isForgetting, valueWithout } from "../../model/who-is-named.ts";
import type { Quarantined } from "./apply.ts";
import type { Op } from "./entry.ts";
import { cellsOf, forgetCell, frontierOf, type MutableRow, putFrontier, settleRow } from "./merge-cells.ts";
import type { AnyRow, FrontierWrite } from "./row.ts";

type Erased = ReadonlySet<string>;

/** Itself where it names nobody of them. */
export function opWithout(op: Op, erased: Erased): Op {
  const isErased = (key: string): boolean => erased.has(key);
  const cells = Object.entries(op.cells).map(
    ([cell, value]) => [cell, value, valueWithout(op.kind, cell, value, isErased)] as const,
  );
  if (cells.every(([, value, left]) => value === left)) return op;
  const kept = cells.flatMap(([cell, , left]) => (left === undefined ? [] : [[cell, left] as const]));
  const { after, of, ...rest } = op;
  const standing = <T>(said: Readonly<Record<string, T>> = {}): readonly (readonly [string, T])[] =>
    Object.entries(said).filter(([cell]) => kept.some(([name]) => name === cell));
  const [seen, authors] = [standing(after), standing(of)];
  return {
    ...rest,
    cells: Object.fromEntries(kept),
    ...(seen.length > 0 && { after: Object.fromEntries(seen) }),
    ...(authors.length > 0 && { of: Object.fromEntries(authors) }),
  };
}

/** Of operations that were set aside, what is left; each itself where it says nothing of them. */
export const quarantinedWithout = (list: readonly Quarantined[], erased: Erased): readonly Quarantined[] =>
  list.flatMap((aside) => {
    if (erased.has(`${aside.op.kind}/${aside.op.id}`)) return [];
    const op = opWithout(aside.op, erased);
    return [op === aside.op ? aside : { ...aside, op }];
  });

/** Itself where it names nobody of them. */
export function rowWithout(kind: string, row: AnyRow, erased: Erased): AnyRow {
  let next: MutableRow | null = null;
  for (const cell of cellsOf(kind, row)) {
    if (!isForgetting(kind, cell)) continue;
    const before = frontierOf(kind, row, cell);
    const kept = writesWithout(kind, cell, before, erased);
    if (kept === before) continue;
    next ??= { ...row };
    if (kept.length === 0) forgetCell(kind, next, cell);
    else putFrontier(kind, next, cell, kept);
  }
  if (next === null) return row;
  settleRow(kind, next);
  return next;
}

/** The writes of a cell; the list itself where they name nobody of them. */
export function writesWithout(
  kind: string,
  cell: string,
  writes: readonly FrontierWrite[],
  erased: Erased,
): readonly FrontierWrite[] {
  const left = writes.map((write) => writeWithout(kind, cell, write, (key) => erased.has(key)));
  return left.every((write, index) => write === writes[index]) ? writes : left.filter((write) => write !== undefined);
}

/** Undefined where the cell itself names one. */
function writeWithout(
  kind: string,
  cell: string,
  write: FrontierWrite,
  isErased: (key: string) => boolean,
): FrontierWrite | undefined {
  const v = valueWithout(kind, cell, write.v ?? null, isErased);
  if (v === undefined) return undefined;
  const aside = write.aside?.flatMap((shown) => writeWithout(kind, cell, shown, isErased) ?? []);
  if (v === (write.v ?? null) && (aside ?? []).every((shown, index) => shown === write.aside?.[index])) return write;
  return { ...write, v, ...(aside !== undefined && { aside }) };
}
