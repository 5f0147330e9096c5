/**
 * One record out of several that were found to be one. Shown are the smallest id's values, for empty ones the next's;
 * a map is filled key by key, as one number of the first must not hide all those of the next.
 */
import { type Kind, RECORDS } from "./kinds.ts";
import type { FieldSpec } from "./record.ts";

/** @returns a record with the smallest id, and what is kept of its row beside its fields; undefined for no records */
export function joinedRecord<R extends { readonly id: string }>(kind: Kind, records: readonly R[]): R | undefined {
  const [main, ...others] = records.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  if (main === undefined) return undefined;
  const joined: Record<string, unknown> = Object.fromEntries(Object.entries(main));
  const fields: readonly (readonly [string, FieldSpec])[] = Object.entries(RECORDS[kind].fields);
  for (const record of others) {
    const more: Readonly<Record<string, unknown>> = Object.fromEntries(Object.entries(record));
    for (const [field, { shape }] of fields) {
      const [shown, value] = [joined[field], more[field]];
      if (shown === undefined && value !== undefined) joined[field] = value;
      else if (shape === "map" && isObject(shown) && isObject(value)) joined[field] = { ...value, ...shown };
    }
  }
  return joined as R; // the main record with more of its own optional fields filled
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === "object" && value !== null;
