/**
 * One day's service records as its log lists them: what a filter leaves, and what each choice of each group would
 * leave. A group's own choice does not narrow its own counts, so that the sums of any group that has none chosen are
 * the total, and those that are chosen add up to it.
 */
import type { Interaction } from "../model/interaction.ts";

export type LoggedValues = Pick<
  Interaction,
  "at" | "count" | "minutes" | "staff" | "channel" | "purpose" | "branch" | "reader" | "contact"
>;

/** `hour`: 0 to 23 where the desk stands, as text; `who`: by name, or not. */
export const LOG_GROUPS = ["hour", "staff", "channel", "purpose", "branch", "who"] as const;
export type LogGroup = (typeof LOG_GROUPS)[number];

/** By group the keys that are chosen; all where none is. */
export type LogFilter = Readonly<Partial<Record<LogGroup, readonly string[]>>>;

export interface LogSum {
  /** Of enquiries: a record from a paper tally counts as its count. */
  readonly records: number;
  /** As they were noted with each record, however many enquiries it stands for. */
  readonly minutes: number;
}

export interface LogDay<R extends LoggedValues> {
  /** What the filter leaves, latest first. */
  readonly shown: readonly R[];
  readonly total: LogSum;
  /** By key. What occurs nowhere under the other groups' filter is not there. */
  readonly groups: Readonly<Record<LogGroup, ReadonlyMap<string, LogSum>>>;
}

export const PARTS_OF_DAY = ["morning", "noon", "afternoon", "evening"] as const;
export type PartOfDay = (typeof PARTS_OF_DAY)[number];

/** First hour of each, in order. */
const BEGINS: Readonly<Record<PartOfDay, number>> = { morning: 0, noon: 12, afternoon: 14, evening: 18 };
const HOURS_OF_DAY = 24;

/** Its hours, as keys of the group `hour`. */
export function hoursOfPart(period: PartOfDay): readonly string[] {
  const next = PARTS_OF_DAY[PARTS_OF_DAY.indexOf(period) + 1];
  const end = next === undefined ? HOURS_OF_DAY : BEGINS[next];
  return Array.from({ length: end - BEGINS[period] }, (_, index) => String(BEGINS[period] + index));
}

/** What a record that does not say counts as. */
export const NOT_SAID = "";
/** A record of no purpose counts among the others, as in the desk's tally. */
const OTHER = "other";

const isNamed = ({ reader, contact }: Pick<LoggedValues, "reader" | "contact">): boolean =>
  reader !== undefined || contact !== undefined;

/** @param hourOf the hour 0–23 of an instant where the desk stands */
export function sumLogDay<R extends LoggedValues>(
  records: Iterable<R>,
  filter: LogFilter,
  hourOf: (at: number) => number,
): LogDay<R> {
  const chosen = LOG_GROUPS.map((group) => {
    const keys = filter[group] ?? [];
    return keys.length === 0 ? null : new Set(keys);
  });
  const sums = LOG_GROUPS.map(() => new Map<string, { records: number; minutes: number }>());
  const total = { records: 0, minutes: 0 };
  const shown: R[] = [];
  for (const record of records) {
    const { at, count = 1, minutes = 0 } = record;
    if (at === undefined) continue;
    const keys = keysOf(record, hourOf(at));
    const missed = LOG_GROUPS.flatMap((_, place) =>
      chosen[place]?.has(keys[place] ?? NOT_SAID) === false ? [place] : [],
    );
    if (missed.length > 1) continue;
    for (const [place, key] of keys.entries()) {
      // what one group alone keeps out, another choice in that group would let in
      if (missed.length === 1 && missed[0] !== place) continue;
      const sum = sums[place]?.get(key);
      if (sum === undefined) sums[place]?.set(key, { records: count, minutes });
      else {
        sum.records += count;
        sum.minutes += minutes;
      }
    }
    if (missed.length > 0) continue;
    shown.push(record);
    total.records += count;
    total.minutes += minutes;
  }
  const [hour, staff, channel, purpose, branch, who] = sums.map((sum): ReadonlyMap<string, LogSum> => sum);
  const none: ReadonlyMap<string, LogSum> = new Map();
  return {
    shown: shown.toSorted((a, b) => (b.at ?? 0) - (a.at ?? 0)),
    total,
    groups: {
      hour: hour ?? none,
      staff: staff ?? none,
      channel: channel ?? none,
      purpose: purpose ?? none,
      branch: branch ?? none,
      who: who ?? none,
    },
  };
}

/** The filter with a key, or several that go together, chosen or no longer chosen. */
export function toggled(filter: LogFilter, group: LogGroup, keys: readonly string[]): LogFilter {
  const before = filter[group] ?? [];
  const isChosen = keys.every((key) => before.includes(key));
  const now = isChosen
    ? before.filter((key) => !keys.includes(key))
    : [...before, ...keys.filter((key) => !before.includes(key))];
  const { [group]: _, ...others } = filter;
  return now.length === 0 ? others : { ...others, [group]: now };
}

export const isFiltered = (filter: LogFilter): boolean => LOG_GROUPS.some((group) => (filter[group] ?? []).length > 0);

/** In the order of `LOG_GROUPS`. */
const keysOf = (record: LoggedValues, hour: number): readonly string[] => [
  String(hour),
  record.staff ?? NOT_SAID,
  record.channel ?? NOT_SAID,
  record.purpose ?? OTHER,
  record.branch ?? NOT_SAID,
  isNamed(record) ? "named" : "anonymous",
];
