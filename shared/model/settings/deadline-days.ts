/** The setting of the whole library that says in how many working days each kind of opinion must be answered. */
import * as v from "valibot";
import type { FeedbackType } from "../feedback.ts";

export const DEADLINES_ID = "setting-deadlines";
export const LONGEST_DEADLINE = 120;

/** Null: none is due. */
export type DeadlineDays = Readonly<Record<FeedbackType, number | null>>;

export const DEFAULT_DEADLINES: DeadlineDays = {
  complaint: 5,
  suggestion: 10,
  praise: null,
  question: 5,
  "personal-information": 10,
};

const days = v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(LONGEST_DEADLINE)));
const deadlines = v.object({
  complaint: days,
  suggestion: days,
  praise: days,
  question: days,
  "personal-information": days,
});

/** What is no such setting leaves the usual ones. */
export function deadlineDaysOf(value: unknown): DeadlineDays {
  const parsed = v.safeParse(deadlines, value);
  return parsed.success ? parsed.output : DEFAULT_DEADLINES;
}
