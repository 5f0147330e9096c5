/** One day's service records by purpose and hour: the desk's answer to "what have we done today?". */
import type { Interaction } from "../model/interaction.ts";

export interface DayTally {
  /** From the first to the last hour that has records, `now` included, and never fewer than eight. */
  readonly hours: readonly number[];
  readonly rows: readonly TallyRow[];
  readonly sum: number;
}

interface TallyRow {
  readonly purpose: string;
  readonly counts: readonly number[];
  readonly sum: number;
  /** Of the records that count here: under `other` those that have no row of their own, too. */
  readonly purposes: readonly string[];
}

const OTHER = "other";
/** So that the columns of a young day are as wide as those of a full one. */
const FEWEST_HOURS = 8;

/**
 * @param purposes rows to show, in order; records of other purposes count under `other`
 * @param hourOf the hour 0–23 of an instant where the desk stands
 */
export function tallyDay(
  records: Iterable<Pick<Interaction, "at" | "purpose" | "count">>,
  purposes: readonly string[],
  hourOf: (at: number) => number,
  hourNow: number,
): DayTally {
  const counts = new Map<string, number[]>(purposes.map((purpose) => [purpose, new Array<number>(24).fill(0)]));
  const met = new Map<string, Set<string>>(purposes.map((purpose) => [purpose, new Set([purpose])]));
  let first = hourNow;
  let last = hourNow;
  let sum = 0;
  for (const record of records) {
    if (record.at === undefined) continue;
    const purpose = record.purpose ?? OTHER;
    const row = counts.get(purpose) ?? counts.get(OTHER);
    if (row === undefined) continue;
    met.get(counts.has(purpose) ? purpose : OTHER)?.add(purpose);
    const hour = hourOf(record.at);
    const times = record.count ?? 1;
    row[hour] = (row[hour] ?? 0) + times;
    sum += times;
    first = Math.min(first, hour);
    last = Math.max(last, hour);
  }
  last = Math.min(23, Math.max(last, first + FEWEST_HOURS - 1));
  first = Math.max(0, Math.min(first, last - FEWEST_HOURS + 1));
  const hours = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const rows = [...counts].map(([purpose, all]) => ({
    purpose,
    counts: hours.map((hour) => all[hour] ?? 0),
    sum: all.reduce((total, each) => total + each, 0),
    purposes: [...(met.get(purpose) ?? [])],
  }));
  return { hours, rows, sum };
}

const HOURS_A_COLUMN = 2;

/**
 * The hours of a tally in columns: two hours each, from an even one on. Where that is more than `most`, the first column
 * holds all hours before the others, so that a row's columns always add up to its sum.
 * @param hours 0–23, one after the other
 * @param most at least 2
 */
export function hourColumns(hours: readonly number[], most: number): readonly (readonly number[])[] {
  const [first = 0, last = 0] = [hours[0], hours.at(-1)];
  const from = first - (first % HOURS_A_COLUMN);
  const all = Array.from({ length: Math.ceil((last + 1 - from) / HOURS_A_COLUMN) }, (_, column) =>
    Array.from({ length: HOURS_A_COLUMN }, (_unused, hour) => from + column * HOURS_A_COLUMN + hour),
  );
  if (all.length <= most) return all;
  return [all.slice(0, 1 - most).flat(), ...all.slice(1 - most)];
}

/** Whether a column holds all earlier hours. */
export const isFolded = (column: readonly number[]): boolean => column.length > HOURS_A_COLUMN;

/** Shade 0–4 of a cell against the fullest cell of the table. */
export const shadeOf = (count: number, fullest: number): 0 | 1 | 2 | 3 | 4 => {
  if (count <= 0) return 0;
  const share = count / Math.max(count, fullest, 4);
  return share > 0.75 ? 4 : share > 0.5 ? 3 : share > 0.25 ? 2 : 1;
};
