/** Who stands behind a number. */
import { type Amounts, measureOf } from "#shared/analysis/value.ts";
import type { Figure } from "../../platform/statistics-api.ts";
import { ofCohort } from "./cohort-rows.ts";
import { withAttribute } from "./compositions.ts";
import { isCovered } from "./coverage-figures.ts";
import { hasLeftIn, isNotContacted, isOfContacts } from "./keep-sums.ts";
import type { LibraryView } from "./library-view.ts";
import { type Lines, moversOf } from "./movers.ts";
import { isEnrolledIn } from "./overview-sums.ts";
import { becameIn, onStep } from "./path-counts.ts";
import { isHere, isOf, type Placed } from "./placed.ts";
import { isScored } from "./value-spread.ts";

/** Lines that only the sums over everybody tell. */
export interface FigureLines {
  /** The least amounts of the top fifth of those who have used anything, as the curve is drawn. */
  readonly used: Amounts;
  readonly movers: Lines;
}

export function readersBehind(figure: Figure, view: LibraryView, lines: FigureLines): readonly Placed[] {
  const { placed, day, spans } = view;
  switch (figure.tag) {
    case "top-fifth": {
      const line = lines.used[figure.measure];
      return placed.filter(({ numbers }) => measureOf(numbers, figure.measure) >= line);
    }
    case "score":
      return placed.filter((item) => isScored(item) && item.scores[figure.of] === figure.score);
    case "entered-fifth":
      return moversOf(view, lines.movers, figure.measure, "entered");
    case "left-fifth":
      return moversOf(view, lines.movers, figure.measure, "left");
    case "path":
      return onStep(view, figure.step);
    case "became":
      return becameIn(view, figure.step);
    case "active":
      return placed.filter(({ person }) => view.expected().bandOf(person) === figure.band);
    case "cohort":
      return ofCohort(view, figure.quarter);
    case "attribute":
      return withAttribute(view, figure.attribute, figure.value);
    case "stage":
      return placed.filter(({ state }) => state === figure.state);
    case "group":
      return placed.filter((item) => isHere(item) && isOf(figure.group, item, day));
    case "new-cards":
      return placed.filter((item) => isEnrolledIn(item, spans.month));
    case "took-part":
      return placed.filter(({ person, numbers }) => person.facts.isOneReader && numbers.events + numbers.participation > 0);
    case "leaving":
      return placed.filter((item) => item.person.facts.life.leaving?.reason === figure.reason && hasLeftIn(item, day));
    case "not-contacted":
      return placed.filter((item) => isHere(item) && isOfContacts(figure.group, item) && isNotContacted(item, day, figure.days));
    case "covered":
      return placed.filter((item) => isCovered(item, figure.branch, figure.ageBand, day));
    case "one-kind":
      return placed.filter((item) => isHere(item) && item.kinds === 1);
    case "not-seen-by-phone":
      // where the whole group stays away there is nobody to call
      return placed.filter(({ state, person }) => state === "not-seen" && person.facts.hasPhone && !view.fellAlike().has(person.id));
  }
}
