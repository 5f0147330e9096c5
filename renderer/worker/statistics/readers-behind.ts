/** Who stands behind a number. */
import { measureOf, VALUE_DAYS } from "#shared/analysis/value.ts";
import type { Figure } from "../../platform/worker/statistics-api.ts";
import type { LibraryView } from "../library-use/library-view.ts";
import { hasUsed, isHere, isOf, type Placed, usedInYear } from "../library-use/placed.ts";
import { ofCohort } from "./cohort-rows.ts";
import { readersWithAttribute } from "./compositions.ts";
import { isCovered, isUnplaced } from "./coverage-figures.ts";
import type { Expectation } from "./expected-use.ts";
import { lineOfUsers, moversOf } from "./movers.ts";
import { becameIn, onStep } from "./path-counts.ts";
import { hasLeftIn, isNotContacted, isOfContacts, monthLeft } from "./sums/keep-sums.ts";
import { isEnrolledIn } from "./sums/overview-sums.ts";

/** @param expected only of a figure of what is expected */
export function readersBehind(figure: Figure, view: LibraryView, expected: Expectation | null): readonly Placed[] {
  const { placed, day, spans } = view;
  switch (figure.tag) {
    case "top-fifth": {
      // the fifth of those who have used anything, as the curve is drawn
      const amounts = placed.map(({ numbers }) => measureOf(numbers, figure.measure));
      const line = lineOfUsers(amounts);
      return placed.filter((_, place) => (amounts[place] ?? 0) >= line);
    }
    case "score":
      return placed.filter((item) => isHere(item) && item.scores[figure.of] === figure.score);
    case "entered-fifth":
      return moversOf(view, figure.measure, "entered");
    case "left-fifth":
      return moversOf(view, figure.measure, "left");
    case "path":
      return onStep(view, figure.step);
    case "became":
      return becameIn(view, figure.step);
    case "coming":
      return placed.filter(({ person }) => expected?.bandOf(person) === figure.band);
    case "cohort":
      return ofCohort(view, figure.quarter, figure.since);
    case "attribute":
      return readersWithAttribute(view, figure.attribute, figure.value);
    case "stage":
      return placed.filter(({ isKnown, state }) => isKnown && state === figure.state);
    case "group":
      return placed.filter((item) => isHere(item) && isOf(figure.group, item, day));
    case "new-cards":
      return placed.filter((item) => isEnrolledIn(item, spans.month));
    case "took-part":
      return placed.filter((item) => {
        const { events, participation } = usedInYear(item, day);
        return events + participation > 0;
      });
    case "leaving":
      return placed.filter(
        (item) =>
          item.person.facts.life.leaving?.reason === figure.reason &&
          hasLeftIn(item, figure.when === undefined ? day : day - VALUE_DAYS),
      );
    case "left-in":
      return placed.filter((item) => monthLeft(item, day) === figure.month);
    case "not-contacted":
      return placed.filter(
        (item) => isHere(item) && isOfContacts(figure.group, item) && isNotContacted(item, day, figure.days),
      );
    case "covered":
      return placed.filter((item) => isCovered(item, figure.branch, figure.ageBand, day));
    case "unplaced":
      return placed.filter((item) => isUnplaced(item, day));
    case "here":
      return placed.filter(isHere);
    case "owned":
      return placed.filter((item) => isHere(item) && isOfContacts("with-owner", item));
    case "measured":
      return placed.filter(({ numbers }) => measureOf(numbers, figure.measure) > 0);
    case "active":
      return placed.filter((item) => hasUsed(item, day));
    case "used":
      return placed.filter(({ kinds }) => kinds > 0);
    case "one-kind":
      return placed.filter((item) => isHere(item) && item.kinds === 1);
    case "not-seen-by-phone":
      // where the whole group stays away there is nobody to call
      return placed.filter(
        ({ state, person }) => state === "not-seen" && person.facts.hasPhone && !view.fellAlike().has(person.id),
      );
  }
}
