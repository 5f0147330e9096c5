/**
 * Up to which day use was imported, by its kind. What is imported again and again, and was not lately, is missing and
 * not gone: days after it say nothing of who stays away.
 */
import { dayToNumber } from "../../kernel/day.ts";
import { ACTIVITY_KINDS, type Activity } from "../../model/activity.ts";
import { IS_VISIT, kindCode } from "../uses.ts";
import { VALUE_DAYS } from "../value.ts";

type Kind = NonNullable<Activity["kind"]>;

export interface KindImported {
  readonly kind: Kind;
  readonly until: string;
  /** How many lists had it that reached different days: the same one again is no other. */
  readonly lists: number;
}

/**
 * In the order of the kinds. @param imports of each list that was not taken back, the last day of each kind, YYYY-MM-DD
 */
export const importedUntil = (imports: readonly Readonly<Partial<Record<Kind, string>>>[]): readonly KindImported[] =>
  ACTIVITY_KINDS.flatMap((kind) => {
    const days = imports.flatMap((until) => until[kind] ?? []);
    const last = days.toSorted().at(-1);
    return last === undefined ? [] : [{ kind, until: last, lists: new Set(days).size }];
  });

/** A kind that came in one list is either the past that a library began with, or waits for its second one. */
const REGULAR = 2;

/** Weeks that are compared are whole, so that each has the same weekdays. */
const COMPARED_DAYS = 28;
/** Of rows a day: where a list counts loans by class, and returns, a visit that is scanned stands for several. */
const GOES_ON = 0.25;

/** Both days included; days since 1970-01-01. */
export interface DaySpan {
  readonly from: number;
  readonly to: number;
}

/**
 * Where the kind came in one list only: its last days, and as many right after and up to today. Undefined where nothing
 * needs to be compared.
 */
export function spansBeside(
  { until, lists }: KindImported,
  today: number,
): { readonly before: DaySpan; readonly after: readonly DaySpan[] } | undefined {
  const last = dayToNumber(until);
  const days = Math.min(today - last, COMPARED_DAYS);
  if (lists >= REGULAR || days <= 0) return undefined;
  return {
    before: { from: last - days + 1, to: last },
    after: [
      { from: last + 1, to: last + days },
      { from: today - days + 1, to: today },
    ],
  };
}

/**
 * Uses in the house after a list, of as many days, with which the library goes on without another one: it records them
 * itself, or imports another kind.
 */
export const fewestToGoOn = (before: number): number => Math.max(1, Math.ceil(before * GOES_ON));

/** A day with such a use says that somebody was in the house. */
export const isHoused = ({ kind }: Pick<KindImported, "kind">): boolean => IS_VISIT[kindCode(kind)] === true;

/**
 * The last day of which it is known who was in the house: the earliest of what waits for another list. Undefined where
 * nothing does, or where it has been given up for a year.
 * @param goesOn kinds of one list, without which the library goes on
 * @param today days since 1970-01-01, as the answer
 */
export function housedUntil(
  imported: readonly KindImported[],
  goesOn: ReadonlySet<Kind>,
  today: number,
): number | undefined {
  const days = imported
    .filter((each) => isHoused(each) && !goesOn.has(each.kind))
    .map(({ until }) => dayToNumber(until))
    .filter((day) => day > today - VALUE_DAYS);
  return days.length === 0 ? undefined : Math.min(...days);
}
