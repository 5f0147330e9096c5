/** The inbox's views, their counts and their order: over rows as they are read. Days are `YYYY-MM-DD`. */
import {
  dueDay,
  type Feedback,
  isOpen,
  isOpinionLate,
  isUntold,
  responsibleStaff,
  TOLD_STEP,
} from "../../model/feedback.ts";
import { byLastDay } from "../../model/last-day.ts";

export const VIEWS = ["unassigned", "mine", "late", "untold", "all"] as const;
export type ViewId = (typeof VIEWS)[number];

export interface ViewAt {
  readonly today: string;
  readonly staff: string | undefined;
}

/** What of an opinion decides where it stands. */
export type ViewedOpinion = Pick<
  Feedback,
  | "status"
  | "owner"
  | "firstAsked"
  | "due"
  | "externalOrder"
  | "snoozedUntil"
  | "steps"
  | "receivedAt"
  | "publicReply"
  | "noReply"
  | "reader"
  | "contact"
>;

export function inView(view: ViewId, row: ViewedOpinion, { today, staff }: ViewAt): boolean {
  const snoozed = row.snoozedUntil !== undefined && row.snoozedUntil > today;
  switch (view) {
    case "unassigned":
      return isOpen(row) && row.owner === undefined && !snoozed;
    case "mine":
      return (
        (row.status !== "closed" || isUntold(row)) && staff !== undefined && responsibleStaff(row) === staff && !snoozed
      );
    // a late one cannot be put off
    case "late":
      return isOpinionLate(row, today);
    case "untold":
      return (
        isUntold(row) || (row.status === "answered" && row.noReply !== true && row.steps?.[TOLD_STEP] === undefined)
      );
    case "all":
      return true;
  }
}

export const countViews = (
  rows: readonly ViewedOpinion[],
  at: ViewAt,
): Readonly<Record<Exclude<ViewId, "all">, number>> => {
  const count = (view: ViewId): number => rows.reduce((sum, row) => sum + (inView(view, row, at) ? 1 : 0), 0);
  return { unassigned: count("unassigned"), mine: count("mine"), late: count("late"), untold: count("untold") };
};

/** Work first by its deadline, without one last; then the newest. */
export function byUrgency(a: ViewedOpinion, b: ViewedOpinion): number {
  return byLastDay(dueDay(a), dueDay(b)) || (b.receivedAt ?? 0) - (a.receivedAt ?? 0);
}
