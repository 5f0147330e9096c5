/** Readers by the quarter in which they enrolled, and how many of them still use anything. */
import { cohortOf, cohortRetention } from "#shared/analysis/cohorts.ts";
import type { CohortRow } from "../../platform/readers-page-api.ts";
import type { LibraryView } from "./library-view.ts";
import type { Placed } from "./placed.ts";

const isMember = ({ person: { facts } }: Placed): boolean => facts.isOneReader && facts.life.hasCard;

export function cohortRows({ placed, profiles, spans }: LibraryView): readonly CohortRow[] {
  const all = profiles();
  const members = placed.flatMap((item, place) => (isMember(item) ? [{ enrolledOn: item.person.facts.life.enrolledOn, quarters: all[place]?.quarters ?? 0 }] : []));
  return cohortRetention(members, spans.quarterStarts, spans.day).map(({ quarter, readers, used }) => ({ quarter: spans.quarters[quarter] ?? "", readers, used }));
}

/** @param quarter its first month, YYYY-MM */
export function ofCohort({ placed, spans }: LibraryView, quarter: string): readonly Placed[] {
  const wanted = spans.quarters.indexOf(quarter);
  return wanted < 0 ? [] : placed.filter((item) => isMember(item) && cohortOf(item.person.facts.life.enrolledOn, spans.quarterStarts, spans.day) === wanted);
}
