/** How an opinion stands to its deadline. */
import { settledAt, wasOpinionLate } from "#shared/analysis/deadlines-kept.ts";
import { daysBetween } from "#shared/kernel/day.ts";
import { dueDay, type Feedback, isOpen, isOpinionLate } from "#shared/model/feedback.ts";

export type DueState =
  | { readonly tag: "none" }
  | { readonly tag: "late" | "soon"; readonly days: number; readonly day: string }
  | { readonly tag: "later"; readonly day: string }
  /** Answered or closed, by that day or after it; nobody knows where that is not dated. */
  | { readonly tag: "kept" | "missed" | "undated"; readonly day: string };

/** From how many days before its end a deadline is drawn amber. */
const SOON_DAYS = 7;

/** @param dayOf the day of an instant where the desk stands */
export function dueState(
  row: Pick<Feedback, "status" | "due" | "externalOrder" | "steps">,
  today: string,
  dayOf: (at: number) => string,
): DueState {
  const day = dueDay(row);
  if (day === undefined) return { tag: "none" };
  if (!isOpen(row)) {
    if (settledAt(row) === undefined) return { tag: "undated", day };
    return { tag: wasOpinionLate(row, dayOf, today) ? "missed" : "kept", day };
  }
  const left = daysBetween(today, day);
  if (isOpinionLate(row, today)) return { tag: "late", days: -left, day };
  return left <= SOON_DAYS ? { tag: "soon", days: left, day } : { tag: "later", day };
}
