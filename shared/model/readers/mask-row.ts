/**
 * A row as a screen may have it: every field that its declaration calls masked is masked, the rest as it is.
 * Nothing that a declaration masks can be forgotten here: unknown forms are hidden whole.
 */

import { type Kind, RECORDS } from "../kinds.ts";
import type { FieldSpec } from "../record.ts";
import { maskAddress, maskDay, maskEmail, maskName, maskPhone, maskText } from "./mask.ts";

const HIDDEN = "****";

/** How the value of a masked field is shortened; a field without an entry is hidden whole. */
const BY_FIELD: Readonly<Record<string, (value: string) => string>> = {
  birthDate: maskDay,
  phones: maskPhone,
  phone: maskPhone,
  fax: maskPhone,
  email: maskEmail,
  address: maskAddress,
  name: maskName,
  text: maskText,
  question: maskText,
  answer: maskText,
  reply: maskText,
  notes: maskText,
  found: maskText,
};

export function maskValue(field: string, value: unknown): unknown {
  if (typeof value === "string") return (BY_FIELD[field] ?? (() => HIDDEN))(value);
  if (Array.isArray(value)) return value.map((item) => maskValue(field, item));
  // of an object each key says what it holds; keys that say nothing (a map's) take the field's own rule
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, maskInside(field, key, item)]));
  return value;
}

const maskInside = (field: string, key: string, item: unknown): unknown => {
  if (typeof item === "object" && item !== null) return maskValue(field, item);
  return Object.hasOwn(BY_FIELD, key) ? maskValue(key, item) : KEPT_INSIDE.has(key) ? item : maskValue(field, item);
};

/** Who wrote a note and when is no protected value. */
const KEPT_INSIDE = new Set(["by", "at"]);

export function maskRow<R extends object>(kind: Kind, row: R): R {
  const fields: Readonly<Record<string, FieldSpec>> = RECORDS[kind].fields;
  const entries = Object.entries(row).map(([field, value]) => [
    field,
    fields[field]?.masked === true ? maskValue(field, value) : value,
  ]);
  return Object.fromEntries(entries) as R; // same keys; masked values keep their shape
}

/** Names of the protected fields of a kind. */
export const maskedFields = (kind: Kind): readonly string[] =>
  Object.entries<FieldSpec>(RECORDS[kind].fields)
    .filter(([, spec]) => spec.masked)
    .map(([field]) => field);
