/**
 * What has come of an erased reader from somebody who did not know: a service record written offline, a
 * duplicate merged into her. It is not dropped by what it refers to, for references change and then the order of
 * arrival would decide; whoever finds it adds it to the ledger by its own id.
 */
import type { Json } from "../../kernel/json.ts";
import { namedIn, ownersOf } from "../../model/who-is-named.ts";
import { ALIAS, type Op } from "../rows/entry.ts";
import type { AnyRow } from "../rows/row.ts";
import {
  isErased,
  LEDGER,
  type Ledger,
  type LedgerRow,
  namedBy,
  type RecordKey,
  recordCells,
  recordKey,
  recordsOf,
} from "./ledger.ts";

export interface Belonging {
  readonly key: RecordKey;
  /** What is erased already, and it belongs to. */
  readonly owner: RecordKey;
}

/** Whose own an operation makes its record: of a duplicate, whoever it is merged into. */
const ownersBy = ({ kind, cells }: Op): readonly RecordKey[] => [
  ...ownersOf(kind, cells),
  ...(kind === "reader" && typeof cells[ALIAS] === "string" ? [`reader/${cells[ALIAS]}`] : []),
];

/** The records that some operations speak of, and those that they name: what the ledger is asked for. */
export const askedFor = (ops: readonly Op[]): readonly RecordKey[] =>
  ops.flatMap((op) => (op.kind === LEDGER ? [] : [recordKey(op), ...ownersBy(op), ...namedIn(op.kind, op.cells)]));

/** The erased owners that some operations name. */
export const erasedOwners = (ops: readonly Op[], ledger: Ledger): readonly RecordKey[] => {
  if (ledger.size === 0) return [];
  return ops.flatMap(ownersBy).filter((key) => ledger.has(key));
};

/** Of some rows, those that belong to one of `owners`, or to one that does. */
export function belongingsAmong(
  rows: readonly (readonly [kind: string, row: AnyRow])[],
  owners: Ledger,
): readonly Belonging[] {
  const belongings = new Map<RecordKey, Belonging>();
  for (let isMore = true; isMore; ) {
    isMore = false;
    for (const [kind, row] of rows) {
      const key = recordKey({ kind, id: row.id });
      if (belongings.has(key) || kind === LEDGER || isErased(owners, { kind, id: row.id })) continue;
      const owner = [
        ...ownersOf(kind, row),
        ...(kind === "reader" && row.as !== undefined ? [`reader/${row.as}`] : []),
      ].find((of) => owners.has(of) || belongings.has(of));
      if (owner === undefined) continue;
      belongings.set(key, { key, owner });
      isMore = true;
    }
  }
  return [...belongings.values()];
}

/**
 * What adds them to the ledger, each under the reader that it belongs to; of two the one with the greater id.
 * @param ledger rows of the ledger, in any order
 */
export function belongingOps(belongings: readonly Belonging[], ledger: readonly LedgerRow[]): readonly Op[] {
  const rowOf = new Map<RecordKey, LedgerRow>(
    ledger
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
      .flatMap((row) => recordsOf(row).map((key) => [key, row] as const)),
  );
  const records = new Map<string, { readonly row: LedgerRow; readonly keys: RecordKey[] }>();
  for (const { key, owner } of belongings) {
    const row = rowOf.get(owner);
    if (row === undefined) continue;
    const { kind, id } = namedBy(key);
    // somebody who was found to be her has a line of her own
    const of = kind === "reader" ? { ...row, id } : row;
    rowOf.set(key, of);
    const list = records.get(of.id) ?? { row: of, keys: [] };
    records.set(of.id, list);
    if (kind !== "reader") list.keys.push(key);
  }
  const sorted = [...records].sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.map(([id, { row, keys }]) => {
    const said = !ledger.some((known) => known.id === id) ? { at: row.at, by: row.by, reason: row.reason } : {};
    const cells = Object.entries(said).flatMap(([cell, value]) =>
      value === undefined ? [] : [[cell, value as Json] as const],
    ); // rows hold only parsed JSON values
    return { kind: LEDGER, id, cells: { ...Object.fromEntries(cells), ...recordCells(keys) } };
  });
}
