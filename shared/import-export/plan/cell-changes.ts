/** What a row would change of a reader, cell by cell, before → after. */
import { canonicalJson, comparableValue, type Json } from "../../kernel/json.ts";
import { fieldSpec } from "../../model/kinds.ts";
import { isWithdrawal, type Merge } from "../../model/record.ts";
import type { DraftValues } from "../cells/draft.ts";
import { type FieldRule, fieldRule, type ImportRules } from "./import-rules.ts";

export interface CellChange {
  readonly field: string;
  /** Of a map. */
  readonly key?: string;
  readonly before: Json;
  readonly after: Json;
  /** The file differs, but the rules keep what is here. */
  readonly kept?: true;
}

/**
 * @param values what the file says; `null` clears
 * @param before what the record holds; absent: a new record
 */
export function cellChanges(
  kind: string,
  values: Readonly<Record<string, unknown>>,
  before: Readonly<Record<string, unknown>> | undefined,
  rules: ImportRules,
): readonly CellChange[] {
  const changes: CellChange[] = [];
  const state = before === undefined ? "new" : "known";
  for (const [field, value] of Object.entries(values)) {
    if (value === undefined) continue;
    const old = before?.[field];
    const { shape, merge } = fieldSpec(kind, field);
    if (shape === "map" && isRecord(value)) {
      const known = isRecord(old) ? old : {};
      for (const [key, item] of Object.entries(value))
        compare(changes, { field, key }, known[key], item, state, rules, merge);
    } else if (shape === "set" && Array.isArray(value) && before !== undefined) {
      // what is here stays: a set only grows by an import
      compare(
        changes,
        { field },
        old,
        [...new Set([...(Array.isArray(old) ? old.map(String) : []), ...value.map(String)])].toSorted(),
        "grows",
        rules,
        merge,
      );
    } else compare(changes, { field }, old, value, state, rules, merge);
  }
  return changes;
}

function compare(
  changes: CellChange[],
  place: Pick<CellChange, "field" | "key">,
  old: unknown,
  value: unknown,
  state: "new" | "known" | "grows",
  rules: ImportRules,
  merge: Merge,
): void {
  const before = (old ?? null) as Json; // rows hold only parsed JSON values
  const after = (value ?? null) as Json; // parsed by the field's schema
  if (before === after || (before !== null && after !== null && sameValue(before, after))) return;
  if (merge === "withdrawn" && before !== null && isWithdrawal(before) === isWithdrawal(after)) return;
  const rule = state === "new" ? "overwrite" : ruleOf(place.field, merge, before, after, rules);
  const kept = rule === "protect" || (rule === "fill" && state === "known" && !isBlank(before));
  changes.push(kept ? { ...place, before, after, kept } : { ...place, before, after });
}

/** A no is taken from any list, and no list makes a yes of it: whoever has said no is asked. */
function ruleOf(field: string, merge: Merge, before: Json, after: Json, rules: ImportRules): FieldRule {
  const rule = fieldRule(rules, field);
  if (merge !== "withdrawn" || rule === "protect") return rule;
  return isWithdrawal(before) ? "protect" : isWithdrawal(after) ? "overwrite" : rule;
}

const sameValue = (before: Json, after: Json): boolean =>
  isSameList(before, after) ||
  canonicalJson(before) === canonicalJson(after) ||
  comparableValue(before) === comparableValue(after);

/** Telephone numbers of nearly every row. */
const isSameList = (before: Json, after: Json): boolean =>
  Array.isArray(before) &&
  Array.isArray(after) &&
  before.length === after.length &&
  before.every((item, order) => item === after[order]);

const isBlank = (value: Json): boolean => value === null || (Array.isArray(value) && value.length === 0);

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The patch of a command: whole values, of maps only the keys that change. */
export function changesToPatch(changes: readonly CellChange[]): Readonly<Record<string, unknown>> {
  const patch: Record<string, unknown> = {};
  for (const { field, key, after, kept } of changes) {
    if (kept) continue;
    if (key === undefined) patch[field] = after;
    else patch[field] = { ...(isRecord(patch[field]) ? patch[field] : {}), [key]: after };
  }
  return patch;
}

/** Our own export leaves out what is sensitive: a blank cell does not say that nothing is here. */
const PARTLY_EXPORTED = new Set(["interests", "subjectClass", "mainClass"]);

/** Where the blank cells of a row erase what is here. */
export function erasures(
  kind: string,
  blank: readonly string[],
  before: Readonly<Record<string, unknown>>,
  rules: ImportRules,
): DraftValues {
  if (!rules.blankErases) return {};
  const values: Record<string, unknown> = {};
  for (const place of blank) {
    const [field = "", key] = place.split("/");
    if (
      fieldRule(rules, field) !== "overwrite" ||
      before[field] === undefined ||
      fieldSpec(kind, field).shape === "set" ||
      fieldSpec(kind, field).merge === "withdrawn" ||
      PARTLY_EXPORTED.has(place)
    )
      continue;
    if (key === undefined) values[field] = null;
    else if (isRecord(before[field]) && before[field][key] !== undefined)
      values[field] = { ...(isRecord(values[field]) ? values[field] : {}), [key]: null };
  }
  return values as DraftValues; // null clears, which a draft's own values never do
}
