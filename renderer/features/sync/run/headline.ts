/**
 * The line at the head of the sync centre: when the last exchange ended and how, in agreement with what its toast has
 * said and the notices below say, and what waits on this computer.
 */
import type { Alarm } from "#shared/host/alarm-calls.ts";
import type { Message } from "../../../i18n/message-id.ts";
import { alarmCauses, amissIn, metAlarms } from "./alarms.ts";
import type { SyncStanding } from "./sync-standing.ts";

/** @param moment how the time of an exchange is written */
export function syncHeadline(
  { log, done, pending, isHeld }: Pick<SyncStanding, "log" | "done" | "pending" | "isHeld">,
  alarms: readonly Alarm[],
  moment: (at: number) => string,
): Message {
  if (done === undefined) return { id: "centre.never", values: { count: pending } };
  const values = { when: moment(done.report.endedAt), count: pending };
  if (log[0] !== done) return { id: "centre.stopped-since", values };
  if (isHeld) return { id: "centre.some-held", values };
  // what was acknowledged meanwhile counts as known
  const met = metAlarms(alarmCauses(done.report), alarms);
  if (amissIn(done.report, met) > 0) return { id: "centre.incomplete", values };
  if (met.known > 0) return { id: "centre.all-known", values: { ...values, known: met.known } };
  return { id: pending === 0 ? "centre.all-sent" : "centre.since", values };
}
