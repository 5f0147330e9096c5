/**
 * Reading rows that hold protected fields: masked, unless a look is asked for, which is an act (safety.md).
 * Frontiers hold values too and are taken off.
 */
import type { Kind } from "#shared/model/kinds.ts";
import { maskedFields, maskRow } from "#shared/model/readers/mask-row.ts";
import type { Row } from "./database.ts";

/** A row without its frontier, protected fields masked. */
export type Masked<K extends Kind> = Omit<Row<K>, "f">;

export function masked<K extends Kind>(kind: K, row: Row<K>): Masked<K> {
  const { f: _frontier, ...values } = row;
  return maskRow(kind, values);
}

/** Several rows; deleted ones are left out. */
export const maskedRows = <K extends Kind>(kind: K, rows: readonly (Row<K> | undefined)[]): readonly Masked<K>[] =>
  rows.filter((row) => row !== undefined && row.gone !== 1).map((row) => masked(kind, row as Row<K>)); // filtered above

/** Whether a record of this kind has protected fields that can be looked at. */
export const hasLooks = (kind: Kind): boolean => maskedFields(kind).length > 0;
