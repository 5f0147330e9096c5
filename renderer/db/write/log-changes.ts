/** What a quick log changes, as a plain list of changes. Nothing here reads or writes; ids and time are given. */
import type { CallerCheck, Channel } from "#shared/model/interaction.ts";
import type { Values } from "#shared/model/kinds.ts";
import { type Change, create } from "./changes.ts";

/** Where and by whom something is written. */
export interface LogPlace {
  readonly desk: string;
  readonly branch: string | undefined;
  readonly staff: string | undefined;
}

export interface QuickLog {
  readonly id: string;
  readonly at: number;
  readonly purpose: string;
  readonly reader: string | null;
  readonly channel: Channel;
  readonly minutes: number | undefined;
  /** Of a call: how it was checked who called. */
  readonly callerCheck?: CallerCheck | undefined;
}

/** The values that are there; a record never holds `undefined`. */
export const given = <T extends object>(values: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  }; // undefined ones are gone

export const logChanges = (log: QuickLog, place: LogPlace): readonly Change[] => [
  create("interaction", log.id, logValues(log, place)),
];

export const logValues = (
  { at, purpose, reader, channel, minutes, callerCheck }: QuickLog,
  place: LogPlace,
): Values<"interaction"> =>
  given({
    ...place,
    at,
    purpose,
    channel,
    minutes,
    callerCheck,
    direction: "in" as const,
    reader: reader ?? undefined,
  });
