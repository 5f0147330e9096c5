/** Rows whose references may name some records, by the indexes that are declared; tables of few rows are read whole. */
import { assert } from "#shared/kernel/assert.ts";
import { RECORDS } from "#shared/model/kinds.ts";
import type { NamingField } from "#shared/model/who-is-named.ts";
import { namedBy, type RecordKey } from "#shared/replication/erasing/ledger.ts";
import type { AnyRow } from "#shared/replication/rows/row.ts";
import type { DeskDb } from "../database.ts";
import { rowsWith } from "./rows-with.ts";

export type KindRow = readonly [kind: string, row: AnyRow];

/** An index knows the id alone, and what is shown: more are found than name them. A row may come more than once. */
export async function rowsNaming(
  db: DeskDb,
  fields: readonly NamingField[],
  keys: readonly RecordKey[],
): Promise<readonly KindRow[]> {
  const few = new Set(fields.flatMap(({ kind }) => (RECORDS[kind].rows === "few" ? [kind] : [])));
  const whole = [...few].map(async (kind) =>
    (await db.table<AnyRow>(kind).toArray()).map((row) => [kind, row] as const),
  );
  const found = fields
    .filter(({ kind }) => !few.has(kind))
    .flatMap((field) => field.places.map(({ to }) => byIndex(db, field, to, keys)));
  return keys.length === 0 ? [] : (await Promise.all([...whole, ...found])).flat();
}

async function byIndex(
  db: DeskDb,
  { kind, field }: NamingField,
  to: string | null,
  keys: readonly RecordKey[],
): Promise<readonly KindRow[]> {
  const named = keys.map(namedBy);
  const ids = [...new Set((to === null ? named : named.filter((one) => one.kind === to)).map(({ id }) => id))];
  if (ids.length === 0) return [];
  // fewer rows than questions: they are read at one go
  const isShort = ids.length > MANY_KEYS && (await db.table(kind).count()) <= ids.length;
  const rows = isShort
    ? await db.table<AnyRow>(kind).toArray()
    : await rowsOf(db, kind, indexFor(RECORDS[kind].indexes, field, to), ids);
  return rows.map((row) => [kind, row] as const);
}

const MANY_KEYS = 100;

/** The index of a reference or of a list of them, or one that begins with it and goes on with a time. */
export function indexFor(indexes: readonly string[], field: string, to: string | null): string {
  const path = to === null ? `${field}.id` : field;
  if (indexes.includes(`*${path}`)) return path;
  const found = indexes.find((index) => index === path) ?? indexes.find((index) => index.startsWith(`[${path}+`));
  assert(found !== undefined, `no index finds who is named in ${field}`);
  return found;
}

async function rowsOf(db: DeskDb, kind: string, index: string, ids: readonly string[]): Promise<readonly AnyRow[]> {
  const table = db.table<AnyRow, string>(kind);
  if (!index.startsWith("[")) return rowsWith(table, index, ids);
  // the index lacks records without a time; where there are such, all are looked through
  const [all, indexed] = await Promise.all([table.count(), table.orderBy(index).count()]);
  const field = index.slice(1, index.indexOf("+"));
  const wanted = new Set<unknown>(ids);
  if (all !== indexed) return table.filter((row) => wanted.has(row[field])).toArray();
  return (await Promise.all(ids.map((id) => table.where(index).between([id], [id, []]).toArray()))).flat();
}
