/** Who stands behind a number. */
import { lineOf } from "#shared/analysis/concentration.ts";
import { numberToDay } from "#shared/kernel/day.ts";
import type { Figure, StatisticsAsked } from "../../platform/statistics-api.ts";
import { ofCohort } from "./cohort-rows.ts";
import { withAttribute } from "./compositions.ts";
import type { LibraryView } from "./library-view.ts";
import { moversOf } from "./movers.ts";
import { becameIn, onStep } from "./path-counts.ts";
import { isHere, isOf, type Placed } from "./placed.ts";
import { isScored } from "./value-spread.ts";

export function readersBehind(figure: Figure, view: LibraryView, asked: StatisticsAsked): readonly Placed[] {
  const { placed, day } = view;
  switch (figure.tag) {
    case "top-fifth": {
      // the most active fifth has a line of its own
      const line = lineOf(placed.map(({ numbers }) => numbers.value));
      return placed.filter(({ numbers }) => numbers.value >= line);
    }
    case "score":
      return placed.filter((item) => isScored(item) && item.scores[figure.of] === figure.score);
    case "entered-fifth":
      return moversOf(view, figure.measure).entered;
    case "left-fifth":
      return moversOf(view, figure.measure).left;
    case "path":
      return onStep(view, figure.step);
    case "became":
      return becameIn(view, figure.step);
    case "active":
      return view.expected().inBand(figure.band);
    case "cohort":
      return ofCohort(view, figure.quarter);
    case "attribute":
      return withAttribute(view, figure.attribute, figure.value);
    case "stage":
      return placed.filter(({ state }) => state === figure.state);
    case "group":
      return placed.filter((item) => isHere(item) && isOf(figure.group, item, day));
    case "new-cards":
      return placed.filter((item) => isEnrolledIn(item, asked.month));
    case "one-kind":
      return placed.filter((item) => isHere(item) && item.kinds === 1);
    case "not-seen-by-phone":
      // where the whole group stays away there is nobody to call
      return placed.filter(({ state, person }) => state === "not-seen" && person.facts.hasPhone && !view.fellAlike().has(person));
  }
}

export const isEnrolledIn = ({ person: { facts } }: Placed, month: string): boolean => {
  const { enrolledOn, hasCard } = facts.life;
  return hasCard && enrolledOn !== undefined && numberToDay(enrolledOn).startsWith(month);
};
