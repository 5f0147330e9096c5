/**
 * Where a reader stands on a day, since when, and why, with the numbers of the cause. Nothing after the
 * day is looked at. All days are numbers, days since 1970-01-01.
 */
import { dayToNumber } from "../../kernel/day.ts";
import type { Reader } from "../../model/reader.ts";
import { type Days, lastUpTo, placeBehind, wholeDays } from "../ascending.ts";
import { IS_VISIT, type ReaderUses } from "../uses.ts";
import {
  type Absence,
  absenceOn,
  type Decline,
  declineOn,
  FEWEST_VISIT_DAYS,
  type LastRhythm,
  SHORTEST_ABSENCE,
} from "./not-seen.ts";
import type { OpenDays } from "./open-days.ts";

/** In order of precedence: the first that holds is the state. */
export const LIFE_STATES = [
  "deceased",
  "moved",
  "left",
  "potential",
  "registered",
  "returned",
  "new",
  "inactive",
  "not-seen",
  "occasional",
  "active",
] as const;
export type LifeState = (typeof LIFE_STATES)[number];

/** As a reader goes through them, those who have gone last: wherever a person sees them side by side. */
export const LIFE_STATES_SHOWN: readonly LifeState[] = [
  "potential",
  "registered",
  "new",
  "active",
  "occasional",
  "not-seen",
  "inactive",
  "returned",
  "left",
  "moved",
  "deceased",
];

export const NEW_DAYS = 90;
export const RETURNED_DAYS = 60;
export const INACTIVE_DAYS = 365;
export const OCCASIONAL_DAYS = 90;

/** What the reader's record says. */
export interface LifeFacts {
  readonly hasCard: boolean;
  readonly enrolledOn: number | undefined;
  readonly leaving: { readonly reason: string; readonly on: number } | undefined;
}

export type LifeCause =
  | { readonly because: "leaving"; readonly reason: string; readonly on: number }
  | { readonly because: "no-card" }
  | { readonly because: "never-used"; readonly enrolledOn: number | undefined }
  | CameBack
  | { readonly because: "enrolled"; readonly on: number; readonly days: number }
  | ({ readonly because: "absence" } & Absence)
  | ({ readonly because: "decline" } & Decline)
  /** Days since the last use, for inactive, occasional and active readers. */
  | { readonly because: "last-use"; readonly lastUse: number; readonly days: number };

/** States that a use can end so that the reader counts as returned. */
export const CAME_BACK_FROM = ["inactive", "not-seen"] as const satisfies readonly LifeState[];

export interface CameBack {
  readonly because: "came-back";
  readonly on: number;
  readonly from: (typeof CAME_BACK_FROM)[number];
  /** The last use before, for somebody not seen the last visit. */
  readonly lastBefore: number;
  /** Calendar days away. */
  readonly days: number;
}

export interface Standing {
  readonly state: LifeState;
  readonly cause: LifeCause;
}

/** What is worked out once for a reader and asked for many days. */
export interface LifeHistory extends LastRhythm {
  readonly facts: LifeFacts;
  readonly open: OpenDays;
  /** Days with any use, ascending, each once. */
  readonly useDays: Days;
  /** Days in the house, ascending, each once. */
  readonly visitDays: Days;
  /** What was found out of each place of `useDays` that may be a return. */
  returns: Map<number, CameBack | undefined> | undefined;
}

export const lifeFacts = ({
  card,
  enrolledOn,
  leaving,
}: Pick<Reader, "card" | "enrolledOn" | "leaving">): LifeFacts => ({
  hasCard: card !== undefined && card !== "",
  enrolledOn: enrolledOn === undefined ? undefined : dayToNumber(enrolledOn),
  leaving: leaving === undefined ? undefined : { reason: leaving.reason, on: dayToNumber(leaving.on) },
});

export const lifeHistory = (facts: LifeFacts, uses: ReaderUses, open: OpenDays): LifeHistory =>
  lifeHistoryOf(facts, daysOfUse(uses), daysOfVisits(uses), open);

/** As `lifeHistory`, where the days are known. */
export const lifeHistoryOf = (facts: LifeFacts, useDays: Days, visitDays: Days, open: OpenDays): LifeHistory => ({
  facts,
  open,
  useDays,
  visitDays,
  returns: undefined,
  lastRhythm: undefined,
});

/** The state on a day, without its beginning: cheap enough for every reader of a library. */
export function standingOn(history: LifeHistory, day: number): Standing {
  const { facts, open, useDays, visitDays } = history;
  const { leaving, enrolledOn } = facts;
  if (leaving !== undefined && hasLeft(facts, day))
    return { state: leavingState(leaving.reason), cause: { because: "leaving", ...leaving } };
  const lastUse = lastUpTo(useDays, day);
  const isEnrolled = enrolledOn === undefined || enrolledOn <= day;
  if (!facts.hasCard || (!isEnrolled && lastUse === undefined))
    return { state: "potential", cause: { because: "no-card" } };
  if (lastUse === undefined) return { state: "registered", cause: { because: "never-used", enrolledOn } };
  const back = returnedOn(history, day);
  if (back !== undefined) return { state: "returned", cause: back };
  const beganOn = firstDay(history, day) ?? lastUse;
  if (day - beganOn <= NEW_DAYS)
    return { state: "new", cause: { because: "enrolled", on: beganOn, days: day - beganOn } };
  const sinceUse: LifeCause = { because: "last-use", lastUse, days: day - lastUse };
  const known = open.knownOn(day);
  if (known - lastUse > INACTIVE_DAYS) return { state: "inactive", cause: sinceUse };
  const absence = absenceOn(visitDays, open, day, history);
  if (absence !== undefined) return { state: "not-seen", cause: { because: "absence", ...absence } };
  const decline = declineOn(useDays, open, day);
  if (decline !== undefined) return { state: "not-seen", cause: { because: "decline", ...decline } };
  return { state: known - lastUse > OCCASIONAL_DAYS ? "occasional" : "active", cause: sinceUse };
}

/** The day from which a reader counts as new: the enrolment, or without a known one the first use. */
export function firstDay({ facts: { enrolledOn }, useDays }: LifeHistory, day: number): number | undefined {
  if (enrolledOn !== undefined && enrolledOn <= day) return enrolledOn;
  const firstUse = useDays.from < useDays.to ? useDays.days[useDays.from] : undefined;
  return firstUse !== undefined && firstUse <= day ? firstUse : undefined;
}

/** Has left, moved away or died; known without looking at any use. */
export const hasLeft = ({ leaving }: LifeFacts, day: number): boolean => leaving !== undefined && leaving.on <= day;

const leavingState = (reason: string): LifeState => (reason === "deceased" || reason === "moved" ? reason : "left");

/**
 * The last return within the days that somebody counts as returned. Only these are looked at: most absences of a
 * library are long over.
 */
function returnedOn(history: LifeHistory, day: number): CameBack | undefined {
  const { days, from } = history.useDays;
  const visits = history.visitDays;
  let visit = placeBehind(visits, day) - 1;
  for (let place = placeBehind(history.useDays, day) - 1; place > from; place--) {
    const on = days[place] ?? 0;
    if (day - on > RETURNED_DAYS) return undefined;
    while (visit >= visits.from && (visits.days[visit] ?? 0) >= on) visit--;
    const previousUse = days[place - 1] ?? 0;
    // with fewer visits before there is no rhythm that an absence could break
    const isLong =
      on - previousUse > INACTIVE_DAYS ||
      (visit - visits.from >= FEWEST_VISIT_DAYS && on - (visits.days[visit] ?? on) > SHORTEST_ABSENCE);
    const back = isLong ? returnAt(history, place, on, previousUse) : undefined;
    if (back !== undefined) return back;
  }
  return undefined;
}

function returnAt(history: LifeHistory, place: number, on: number, previousUse: number): CameBack | undefined {
  const known = history.returns?.get(place);
  if (known !== undefined || history.returns?.has(place) === true) return known;
  const back = cameBack(history, on, previousUse);
  history.returns ??= new Map();
  history.returns.set(place, back);
  return back;
}

/** Whether the use on a day ended an absence, judged by the state of the evening before. */
function cameBack(history: LifeHistory, on: number, previousUse: number): CameBack | undefined {
  const { visitDays, open } = history;
  const eve = on - 1;
  if (open.knownOn(eve) - previousUse > INACTIVE_DAYS)
    return standingOn(history, eve).state === "inactive"
      ? { because: "came-back", on, from: "inactive", lastBefore: previousUse, days: on - previousUse }
      : undefined;
  // a phone call does not end an absence from the house
  if (lastUpTo(visitDays, on) !== on || absenceOn(visitDays, open, eve, history) === undefined) return undefined;
  const { cause } = standingOn(history, eve);
  return cause.because === "absence"
    ? { because: "came-back", on, from: "not-seen", lastBefore: cause.lastVisit, days: on - cause.lastVisit }
    : undefined;
}

/** Days with any use, ascending, each once. */
const daysOfUse = (uses: ReaderUses): Days => distinctDays(uses, fillUseDays);

/** Days in the house, ascending, each once. */
const daysOfVisits = (uses: ReaderUses): Days => distinctDays(uses, fillVisitDays);

/** Writes the days with any use into `into` from `at` on; returns how many there are. */
export function fillUseDays({ days, from, to }: ReaderUses, into: Int32Array, at: number): number {
  let size = 0;
  for (let row = from; row < to; row++) {
    const day = days[row] ?? 0;
    if (size === 0 || into[at + size - 1] !== day) into[at + size++] = day;
  }
  return size;
}

/** As `fillUseDays`, of the days in the house. */
export function fillVisitDays({ days, kinds, from, to }: ReaderUses, into: Int32Array, at: number): number {
  let size = 0;
  for (let row = from; row < to; row++) {
    const day = days[row] ?? 0;
    if (IS_VISIT[kinds[row] ?? 0] === true && (size === 0 || into[at + size - 1] !== day)) into[at + size++] = day;
  }
  return size;
}

function distinctDays(uses: ReaderUses, fill: typeof fillUseDays): Days {
  const days = new Int32Array(uses.to - uses.from);
  return wholeDays(days.slice(0, fill(uses, days, 0)));
}
