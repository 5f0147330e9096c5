/** What the list of alarms becomes when an exchange meets some, and when a person acknowledges one. */
import type { Alarm, AlarmCause, AlarmKey } from "./alarm-calls.ts";

const DAY_MS = 24 * 60 * 60_000;
/** What was not met for so long was put right: when it comes back it is news. */
const PERSISTS_MS = 30 * DAY_MS;
/** Of acknowledged ones, the latest. */
const MOST_KEPT = 200;

/**
 * What was acknowledged stays so while it is met again and again; what merely happens is another one each time, and so
 * is what an exchange found to be put right.
 * @param over at what the exchange has looked without meeting it
 * @param at epoch milliseconds
 * @returns latest first
 */
export function notedAlarms(
  before: readonly Alarm[],
  causes: readonly AlarmCause[],
  over: readonly AlarmKey[],
  at: number,
): Alarm[] {
  const met = causes.filter((cause, index) => causes.findIndex((other) => isSame(other, cause)) === index);
  const noted = met.map((cause): Alarm => {
    const known = before.find((alarm) => isSame(alarm, cause));
    const goesOn =
      known !== undefined &&
      (known.acknowledged === undefined ||
        (cause.name !== "" && known.over === undefined && at - known.last < PERSISTS_MS));
    return { ...cause, first: at, ...(goesOn && known), last: at };
  });
  const others = before
    .filter((alarm) => !met.some((cause) => isSame(alarm, cause)))
    .map((alarm) =>
      alarm.acknowledged !== undefined && alarm.over === undefined && over.some((key) => isSame(alarm, key))
        ? { ...alarm, over: at }
        : alarm,
    );
  const sorted = [...noted, ...others].sort((a, b) => b.last - a.last);
  return sorted.filter(({ acknowledged }, index) => acknowledged === undefined || index < MOST_KEPT);
}

export const acknowledgedAlarms = (
  before: readonly Alarm[],
  key: AlarmKey,
  acknowledged: NonNullable<Alarm["acknowledged"]>,
): Alarm[] =>
  before.map((alarm) => (isSame(alarm, key) && alarm.acknowledged === undefined ? { ...alarm, acknowledged } : alarm));

const isSame = (a: AlarmKey, b: AlarmKey): boolean => a.kind === b.kind && a.stream === b.stream && a.name === b.name;
