/**
 * Up to which day use was imported, by its kind. What is imported again and again, and was not lately, is missing and
 * not gone: days after it say nothing of who stays away.
 */
import { dayToNumber } from "../kernel/day.ts";
import { ACTIVITY_KINDS, type Activity } from "../model/activity.ts";
import { IS_VISIT, kindCode } from "./uses.ts";
import { VALUE_DAYS } from "./value.ts";

type Kind = NonNullable<Activity["kind"]>;

export interface KindImported {
  readonly kind: Kind;
  readonly until: string;
  /** How many lists had it that reached different days: the same one again is no other. */
  readonly lists: number;
}

/** In the order of the kinds. @param imports of each list that was not taken back, the last day of each kind, YYYY-MM-DD */
export const importedUntil = (imports: readonly Readonly<Partial<Record<Kind, string>>>[]): readonly KindImported[] =>
  ACTIVITY_KINDS.flatMap((kind) => {
    const days = imports.flatMap((until) => until[kind] ?? []);
    const last = days.toSorted().at(-1);
    return last === undefined ? [] : [{ kind, until: last, lists: new Set(days).size }];
  });

/** One list may be the past that a library began with. */
const REGULAR = 2;

/**
 * The last day of which it is known who was in the house: the earliest of what is imported regularly. Undefined where
 * nothing is, or where it has been given up for a year.
 * @param today days since 1970-01-01, as the answer
 */
export function housedUntil(imported: readonly KindImported[], today: number): number | undefined {
  const days = imported
    .filter(({ kind, lists }) => lists >= REGULAR && IS_VISIT[kindCode(kind)] === true)
    .map(({ until }) => dayToNumber(until))
    .filter((day) => day > today - VALUE_DAYS);
  return days.length === 0 ? undefined : Math.min(...days);
}
