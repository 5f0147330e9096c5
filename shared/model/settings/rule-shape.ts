/**
 * The setting of the whole library that shapes one rule: its thresholds, and the segment of readers that it starts
 * from.
 */
import * as v from "valibot";
import { line } from "../record.ts";

const MOST = 10_000;

const ruleShape = v.object({
  /** By name, whole numbers; what a name means and which numbers fit it is the rule's. */
  thresholds: v.record(v.string(), v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MOST))),
  /** Its id; null for all readers. */
  segment: v.nullable(line),
  /** It begins steps over weeks and makes no task. */
  starts: v.exactOptional(v.boolean()),
});
export type StoredRuleShape = v.InferOutput<typeof ruleShape>;

/** Undefined for what is no such setting. */
export function parseRuleShape(value: unknown): StoredRuleShape | undefined {
  const parsed = v.safeParse(ruleShape, value);
  return parsed.success ? parsed.output : undefined;
}
