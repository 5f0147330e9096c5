/** Of the work of one colleague, what comes first. */
import { byLastDay, isOver } from "../../model/last-day.ts";

const WORK_KINDS = ["promise", "task", "opinion"] as const;
export type WorkKind = (typeof WORK_KINDS)[number];

export interface Work {
  readonly id: string;
  readonly kind: WorkKind;
  /** YYYY-MM-DD */
  readonly due: string | undefined;
}

/** The longest overdue promise, else what else is overdue longest, else what is due first. */
export const firstThingsFirst = <W extends Work>(work: readonly W[], today: string): readonly W[] =>
  work.toSorted(
    (a, b) =>
      urgency(a, today) - urgency(b, today) || byLastDay(a.due, b.due) || byWorkKind(a, b) || (a.id < b.id ? -1 : 1),
  );

function urgency({ kind, due }: Work, today: string): number {
  if (!isOver(due, today)) return 2;
  return kind === "promise" ? 0 : 1;
}

const byWorkKind = (a: Work, b: Work): number => WORK_KINDS.indexOf(a.kind) - WORK_KINDS.indexOf(b.kind);
