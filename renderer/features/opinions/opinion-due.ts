/** How an opinion stands to its deadline. */
import { daysBetween } from "#shared/kernel/day.ts";
import { dueDay, type Feedback, isOpen, isOpinionLate } from "#shared/model/feedback.ts";

export type DueState =
  | { readonly tag: "none" }
  | { readonly tag: "late" | "soon"; readonly days: number; readonly day: string }
  | { readonly tag: "later"; readonly day: string };

/** From how many days before its end a deadline is drawn amber. */
const SOON_DAYS = 7;

export function dueState(row: Pick<Feedback, "status" | "due" | "externalOrder">, today: string): DueState {
  const day = dueDay(row);
  if (day === undefined || !isOpen(row)) return { tag: "none" };
  const left = daysBetween(today, day);
  if (isOpinionLate(row, today)) return { tag: "late", days: -left, day };
  return left <= SOON_DAYS ? { tag: "soon", days: left, day } : { tag: "later", day };
}
