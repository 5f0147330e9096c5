/** Which of an exchange's warnings are alarms, and which of them somebody here has acknowledged. */
import type { Alarm, AlarmCause, AlarmKey } from "#shared/host/alarm-calls.ts";
import { assertNever } from "#shared/kernel/assert.ts";
import type { SyncReport, SyncWarning } from "#shared/replication/exchange/sync-report.ts";
import type { MetAlarms } from "../../../db/exchange/sync-log.ts";

export const NONE_MET: MetAlarms = { fresh: 0, known: 0 };

/**
 * How much an exchange has met that a person must look at: alarms that are new, and that a key is lacking. None, and it
 * was complete.
 */
export const amissIn = (report: SyncReport, { fresh }: MetAlarms): number => fresh + lacking(report);

/**
 * How much waits to be looked at in the sync centre, as toast, status bar and badge say it: alarms that nobody here has
 * acknowledged, that a key is lacking, and that this computer is out of the library.
 * @param last how the last exchange ended; undefined where there was none
 */
export const toLookAt = (alarms: readonly Alarm[], last: SyncReport | undefined): number =>
  alarms.filter(({ acknowledged }) => acknowledged === undefined).length +
  (last === undefined ? 0 : lacking(last) + (isOut(last) ? 1 : 0));

/** One key, whose files ever it is. */
const lacking = ({ warnings }: SyncReport): number => (warnings.some(({ tag }) => tag === "key-missing") ? 1 : 0);

const isOut = ({ outcome }: SyncReport): boolean => outcome.tag === "stopped" && outcome.stop.tag === "removed";

export const alarmCauses = ({ warnings }: SyncReport): readonly AlarmCause[] =>
  warnings.flatMap((warning) => alarmOf(warning) ?? []);

/** As much as an alarm's name holds. */
const NAME_LENGTH = 90;

/** Null for what the exchange tells of once and nobody needs to acknowledge. */
export function alarmOf(warning: SyncWarning): AlarmCause | null {
  switch (warning.tag) {
    case "file-refused": {
      const { stream, device, file, error } = warning;
      const reason = reasonOf(error);
      return { kind: reason === "forged" ? "not-verified" : "refused-file", stream, name: file, device, reason };
    }
    case "second-marker":
      return { kind: "refused-file", stream: "", name: warning.file, device: null, reason: "marker" };
    case "went-back":
      return { kind: "went-back", stream: warning.stream, name: "", device: warning.device };
    case "fork":
      return {
        kind: "fork",
        stream: warning.stream,
        name: `${warning.no}-${warning.excluded}`,
        device: warning.device,
      };
    case "old-code":
      return { kind: "old-code", stream: warning.stream, name: "", device: warning.device };
    case "new-code":
      return { kind: "new-code", stream: "", name: "", device: null };
    case "digest-differs":
      return {
        kind: "digest-differs",
        stream: warning.stream,
        name: warning.kinds.join(" ").slice(0, NAME_LENGTH),
        device: warning.device,
      };
    default:
      return null;
  }
}

function reasonOf(
  error: Extract<SyncWarning, { readonly tag: "file-refused" }>["error"],
): NonNullable<AlarmCause["reason"]> {
  switch (error.tag) {
    case "unreadable":
      return error.what === "refused" ? "closed" : error.what;
    case "too-large":
      return "too-large";
    case "not-ours":
    case "malformed":
    case "damaged":
      return "damaged";
    case "bad-signature":
    case "wrong-place":
    case "wrong-key":
      return "forged";
    case "newer-format":
      return "newer";
    default:
      return assertNever(error);
  }
}

/** @param alarms all of this computer, with those that the exchange has just met */
export function metAlarms(causes: readonly AlarmCause[], alarms: readonly Alarm[]): MetAlarms {
  const ofCause = (cause: AlarmCause): Alarm | undefined => alarms.find((alarm) => isSameAlarm(alarm, cause));
  const amiss = causes.filter(({ kind }) => !isGood(kind));
  const known = amiss.filter((cause) => ofCause(cause)?.acknowledged !== undefined).length;
  return { fresh: amiss.length - known, known };
}

/**
 * What somebody has acknowledged and the exchange would have met if it were still so. What it has not looked at is not
 * among it: it goes through all markers; of a refused file it tells only where a file of the same computer was read
 * whole, for its files are read one after the other.
 */
export function alarmsOver(
  { outcome, devices }: SyncReport,
  causes: readonly AlarmKey[],
  alarms: readonly Alarm[],
): readonly AlarmKey[] {
  if (outcome.tag === "stopped") return [];
  const read = new Set(devices.flatMap(({ stream, own, provedAt }) => (own || provedAt === null ? [] : [stream])));
  const isLookedAt = ({ kind, stream, name, reason }: Alarm): boolean =>
    reason === "marker" || (isOfFile(kind) && name.endsWith(".batch") && read.has(stream));
  return alarms
    .filter(
      (alarm) =>
        alarm.acknowledged !== undefined &&
        alarm.over === undefined &&
        isLookedAt(alarm) &&
        !causes.some((cause) => isSameAlarm(cause, alarm)),
    )
    .map(({ kind, stream, name }) => ({ kind, stream, name }));
}

export const isSameAlarm = (a: AlarmKey, b: AlarmKey): boolean =>
  a.kind === b.kind && a.stream === b.stream && a.name === b.name;

/** Of which the next exchange tells whether it is put right; the others happen once. */
export const isOfFile = (kind: AlarmCause["kind"]): boolean => kind === "refused-file" || kind === "not-verified";

/** There is something to do about it, and the exchange that met it was complete. */
export const isGood = (kind: AlarmCause["kind"]): boolean => kind === "new-code";
