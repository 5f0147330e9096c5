/** Whom a number of a result counts: the figure and its door ask here, so that a number opens as many as it says. */

import type { Recipient } from "#shared/model/outreach/recipient.ts";
import type { DrawnRecipient } from "#shared/outreach/drawn-recipients.ts";
import { isListed, reasonOf } from "#shared/outreach/list-standing.ts";
import { barOf } from "#shared/outreach/waterfall.ts";
import type { OutreachReaders } from "../../platform/worker/outreach-result-api.ts";
import type { Round } from "./drawn-rounds.ts";

/** Ids of readers, as they were drawn: those who came again first, in the order in which they came. */
export function readersCounted(
  rounds: readonly Round[],
  { who, of }: Omit<OutreachReaders, "rounds">,
): readonly string[] {
  return rounds.flatMap((round) => {
    if (who === "group" || who === "not-contacted")
      return round.recipients
        .filter((row) => who === "group" || (isLeftOut(row) && (of === undefined || barOfRow(row) === of.value)))
        .flatMap(({ reader }) => reader ?? []);
    return round.drawn
      .filter((one) => isCounted(one, who, round) && (of === undefined || isOfPart(one, of)))
      .toSorted((a, b) => (a.returnedOn ?? Infinity) - (b.returnedOn ?? Infinity) || (a.id < b.id ? -1 : 1))
      .map(({ reader }) => reader);
  });
}

/** Not on the list: for a reason, or held back. */
export const isLeftOut = (row: Recipient): boolean => !isListed(row);

export const barOfRow = (row: Recipient): string => barOf(reasonOf(row));

function isCounted(one: DrawnRecipient, who: OutreachReaders["who"], { contactedAnyway }: Round): boolean {
  switch (who) {
    case "held-back":
      return one.isHeldBack;
    case "held-back-returned":
      return one.isHeldBack && one.returnedOn !== undefined;
    case "held-back-contacted":
      return contactedAnyway.has(one.id);
    case "tried":
      return !one.isHeldBack && one.attempts > 0;
    case "reached":
      return !one.isHeldBack && one.isReached;
    case "completed":
      return !one.isHeldBack && one.isCompleted;
    case "returned":
      return !one.isHeldBack && one.returnedOn !== undefined;
    default:
      return !one.isHeldBack;
  }
}

const isOfPart = (one: DrawnRecipient, { by, value }: NonNullable<OutreachReaders["of"]>): boolean =>
  by === "bar" || one[by] === value;
