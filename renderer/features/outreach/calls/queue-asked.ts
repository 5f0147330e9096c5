/** What decides whose turn it is at this desk: the time, and who holds which part of the list. */
import type { QueueAsked } from "#shared/outreach/call-queue.ts";
import type { Moment } from "#shared/outreach/calling-time.ts";
import { partAnswer } from "#shared/outreach/part-rule.ts";
import type { Computers } from "../../../db/exchange/computers.ts";
import type { CallList } from "../../../db/lists/call-list.ts";

export function queueAskedAt(
  { parts }: CallList,
  { own = "", others, presentOf, syncedAt }: Computers,
  now: Moment,
  dayOf: QueueAsked["dayOf"],
): QueueAsked {
  const asked = { desk: own, today: now.on, syncedOn: syncedAt === undefined ? undefined : dayOf(syncedAt) };
  return {
    now,
    dayOf,
    partOf: (id) => {
      const part = parts.get(id ?? "");
      // nobody else is there who could call
      if (part === undefined && others.length === 0) return "work";
      return partAnswer(part && { ...part, ...(part.desk !== undefined && { desk: presentOf(part.desk) }) }, asked);
    },
  };
}
