/**
 * Reading rows that hold protected fields: masked, unless a look is asked for, and every look is recorded
 * before its values are given (safety.md). Frontiers hold values too and are taken off.
 */
import { uuidV7 } from "#shared/kernel/ids.ts";
import type { Kind } from "#shared/model/kinds.ts";
import { maskedFields, maskRow } from "#shared/model/mask-row.ts";
import type { AnyRow } from "#shared/replication/row.ts";
import { create } from "./changes.ts";
import type { Row } from "./database.ts";
import type { Services } from "./services.ts";

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

interface Look {
  readonly kind: Kind;
  readonly id: string;
  readonly fields: readonly string[];
  readonly reason?: string;
}

/**
 * The plain values of some protected fields, after the look is in the change log.
 * @returns undefined where the record is gone, or while the journal takes nothing: a look that may be lost is not given
 */
export async function reveal({ db, writer, clock, random, start }: Services, staff: string | undefined, look: Look): Promise<Readonly<Record<string, unknown>> | undefined> {
  const row = writer.health.get() === "ok" ? await db.table<AnyRow, string>(look.kind).get(look.id) : undefined;
  if (row === undefined || row.gone === 1) return undefined;
  const at = clock.now();
  const values = { about: { kind: look.kind, id: look.id }, fields: look.fields, at, desk: start.installation };
  const who = { ...(staff === undefined ? {} : { staff }), ...(look.reason === undefined ? {} : { reason: look.reason }) };
  await writer.run("reader.reveal", [create("reveal", uuidV7(at, random), { ...values, fields: [...look.fields], ...who })], { undoable: false });
  return Object.fromEntries(look.fields.map((field) => [field, row[field]]));
}
