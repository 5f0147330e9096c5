/**
 * A segment 读者群: a group of readers under a name. Its rule is one value; who was put in or left out by hand are
 * sets, so that two desks may both add somebody. With a fixed list the readers are those of the list, whatever
 * the rule would say today.
 */
import * as v from "valibot";
import { isDay } from "../kernel/day.ts";
import { count, day, defineRecord, line, one, type RecordOptions, set, type ValuesOf } from "./record.ts";
import { mentions } from "./reference.ts";

/** A longer list does not fit into one entry of the log. */
export const MOST_FIXED = 10_000;
const [MOST_GROUPS, MOST_CONDITIONS, MOST_VALUES] = [20, 50, 500];

const MATCHES = ["all", "any"] as const;
const WITH_VALUES = ["any-of", "none-of", "all-of"] as const;
const WITH_NUMBER = ["at-least", "at-most"] as const;
const WITH_DAYS = ["in-last", "not-in-last", "in-next"] as const;
const WITH_DAY = ["from", "until"] as const;
const WITH_NOTHING = ["known", "unknown"] as const;
const KNOWN: ReadonlySet<string> = new Set([
  ...WITH_VALUES,
  ...WITH_NUMBER,
  ...WITH_DAYS,
  ...WITH_DAY,
  ...WITH_NOTHING,
]);

const condition = v.union([
  v.object({
    field: line,
    is: v.picklist(WITH_VALUES),
    values: v.pipe(v.array(line), v.minLength(1), v.maxLength(MOST_VALUES)),
  }),
  v.object({ field: line, is: v.picklist(WITH_NUMBER), number: v.pipe(v.number(), v.finite()) }),
  v.object({ field: line, is: v.picklist(WITH_DAYS), days: count }),
  v.object({ field: line, is: v.picklist(WITH_DAY), day: v.pipe(day, v.check(isDay)) }),
  v.object({ field: line, is: v.picklist(WITH_NOTHING) }),
  // one that only a newer version knows is kept, and asks nothing here
  v.pipe(
    v.looseObject({ field: line, is: line }),
    v.check(({ is }) => !KNOWN.has(is)),
  ),
]);

const rule = v.object({
  match: v.picklist(MATCHES),
  groups: v.pipe(
    v.array(
      v.object({ match: v.picklist(MATCHES), conditions: v.pipe(v.array(condition), v.maxLength(MOST_CONDITIONS)) }),
    ),
    v.maxLength(MOST_GROUPS),
  ),
});
export type StoredRule = v.InferOutput<typeof rule>;
export type StoredCondition = v.InferOutput<typeof condition>;

const kept: RecordOptions = { rows: "few", indexes: [], inbox: true, restored: true, timesMove: true };

export const segment = defineRecord("segment", kept, {
  name: one(line),
  rule: one(rule),
  pinned: set(mentions("reader"), { personal: true }),
  /** Goes before `pinned`. */
  excluded: set(mentions("reader"), { personal: true }),
  fixed: one(v.object({ on: day, readers: v.pipe(v.array(mentions("reader")), v.maxLength(MOST_FIXED)) }), "latest", {
    personal: true,
  }),
});
export type Segment = ValuesOf<typeof segment>;

/** Undefined for what is no rule. */
export function parseRule(value: unknown): StoredRule | undefined {
  const parsed = v.safeParse(rule, value);
  return parsed.success ? parsed.output : undefined;
}

/** Undefined for a row that is not finished. */
export function parseCondition(value: unknown): StoredCondition | undefined {
  const parsed = v.safeParse(condition, value);
  return parsed.success ? parsed.output : undefined;
}
