/**
 * What becomes of deadlines where working days change. One that somebody has set by hand, or an order from outside,
 * stays; one that was counted is counted anew.
 */
import { type Feedback, isOpen } from "../feedback.ts";

type OpinionDue = Pick<Feedback, "type" | "branch" | "due" | "externalOrder" | "status" | "receivedAt"> & {
  readonly id: string;
};

/** The day an opinion of a branch is due by; undefined: none. */
export type CountDue = (
  opinion: Required<Pick<Feedback, "type">> & Pick<Feedback, "branch">,
  receivedOn: string,
) => string | undefined;

export interface MovedDeadline {
  readonly id: string;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** @param dayOf the day of an instant where the desk stands */
export function movedDeadlines(
  rows: readonly OpinionDue[],
  dayOf: (instant: number) => string,
  before: CountDue,
  after: CountDue,
): readonly MovedDeadline[] {
  return rows.flatMap((row) => {
    const { id, type, branch, due, externalOrder, receivedAt } = row;
    if (type === undefined || receivedAt === undefined || !isOpen(row) || externalOrder?.due !== undefined) return [];
    const opinion = branch === undefined ? { type } : { type, branch };
    const day = dayOf(receivedAt);
    const to = after(opinion, day);
    return due !== before(opinion, day) || due === to ? [] : [{ id, from: due, to }];
  });
}
