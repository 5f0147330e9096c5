/**
 * Which numbers of persons of the statistics may leave the house, on paper and in files: decided once for the whole
 * library, whichever branch is looked at. On the screen they are exact, so it is worked out beside the page.
 */
import { AGE_BANDS } from "#shared/analysis/age-band.ts";
import { isToldOf, type ToldSets, toldSets } from "#shared/analysis/told/told-sets.ts";
import { VALUE_DAYS } from "#shared/analysis/value.ts";
import { monthBack } from "#shared/kernel/month.ts";
import { type Period, periodOf } from "#shared/reports/period.ts";
import type { Row } from "../../db/database.ts";
import { TOLD, type When } from "../../platform/worker/counted-sets.ts";
import type { LibraryView } from "../library-use/library-view.ts";
import type { ToldUsed } from "./safe-used.ts";
import { EVERYBODY, HERE_SETS, PATH_SETS, POSSIBLE, SCORED_SETS, STATE_SETS, usedSets } from "./told-lenses.ts";
import { tallyTold } from "./told-tallies.ts";

interface ToldOver {
  /** Of all branches, with everybody placed. */
  readonly view: LibraryView;
  readonly branches: readonly Row<"branch">[];
  readonly month: string;
  /** Who used anything in the year up to a day. */
  readonly usedOn: (day: number) => ToldUsed;
  /** As the reports tell new cards. */
  readonly areNewCardsHidden: (branch: string | null, period: Period) => boolean;
  /**
   * Whether the number of all whom the library knows at the end of a month tells few who have come since another one.
   */
  readonly isEverybodyHidden: (branch: string | null, month: string) => boolean;
}

/** Names of what is told of a branch, or of all for null. */
export type ToldNames = (branch: string | null) => ReadonlySet<string>;

/** @param pause lets others have their turn after so many readers */
export async function toldFigures(over: ToldOver, pause: (done: number) => Promise<void>): Promise<ToldNames> {
  const { view, branches, month } = over;
  const { day, spans, rules, placed } = view;
  const eve = spans.before;
  const places = new Map(branches.map(({ id }, place) => [id, place]));
  const { states, here, path, used, left, cohorts, communities } = await tallyTold(view, branches, pause);
  // on its own page the month before was decided in the same way
  const statesOf = (when: When, on: number, of: string): ToldSets => {
    const given = givenUsed(over, on);
    const isSecretOf = (place: number | null): boolean =>
      over.isEverybodyHidden(place === null ? null : (branches[place]?.id ?? ""), of);
    return toldSets([states[when].lens(), states[when].lens(POSSIBLE[when])], STATE_SETS[when], {
      ...(given !== null && { given, choosesOpen: true }),
      secret: { groups: EVERYBODY[when], isSecretOf },
    });
  };
  const statesNow = statesOf("now", day, month);
  const decided: ToldSets[] = [
    statesNow,
    statesOf("before", eve, monthBack(month, 1)),
    toldSets(
      here.map((tally) => tally.lens()),
      HERE_SETS,
      { given: statesNow, ...(rules.scoring !== "cuts" && { ofWholeOnly: SCORED_SETS }) },
    ),
    toldSets([path.lens()], PATH_SETS),
  ];
  await pause(placed.length);
  for (const when of WHEN) {
    const given = givenUsed(over, when === "now" ? day : day - VALUE_DAYS);
    if (given !== null)
      decided.push(
        toldSets([used[when].lens()], usedSets(when), {
          given: when === "now" ? besideStates(given, statesNow) : given,
        }),
      );
    const lens = left[when].lens();
    const sizeOf = (set: string): number =>
      lens.classes.reduce(
        (sum, { in: of, counts }) => sum + (of.has(set) ? counts.reduce((all, each) => all + each, 0) : 0),
        0,
      );
    const reasons = [...new Set(lens.classes.flatMap((each) => [...each.in]))].toSorted(
      (a, b) => sizeOf(b) - sizeOf(a) || (a < b ? -1 : 1),
    );
    decided.push(toldSets([{ ...lens, sets: reasons }], reasons));
  }
  const cohortSets = cohorts.map((tallies, place) => {
    const quarter = spans.quarters[place] ?? "";
    return {
      quarter,
      told: toldSets(
        tallies.map((tally) => tally.lens()),
        [TOLD.cohort(quarter), ...tallies.map((_, since) => TOLD.stayed(quarter, since))],
      ),
    };
  });
  const usedNow = over.usedOn(day);
  const communitySets = communities.map(({ branch, tally }) => {
    const isTold = usedNow(branch).category(null);
    const lens = tally.lens();
    return {
      branch,
      told: isTold
        ? toldSets([lens], lens.sets, {
            given: { decided: new Set([TOLD.used]), ofWhole: new Set([TOLD.used]), ofOpen: new Set(), open: new Set() },
          })
        : null,
    };
  });

  return (branch) => {
    const place = branch === null ? null : places.get(branch);
    if (place === undefined) return new Set();
    const namesOf = (sets: ToldSets, at: number | null): readonly string[] =>
      [...sets.decided].filter((set) => set !== TOLD.used && isToldOf(sets, at, set));
    const shown = branches.filter(({ id }) => branch === null || id === branch).map(({ id }) => id);
    return new Set([
      ...decided.flatMap((sets) => namesOf(sets, place)),
      ...cohortSets.flatMap(({ quarter, told }) => (isQuarterTold(over, branch, quarter) ? namesOf(told, place) : [])),
      ...(usedNow(branch).category(null) ? [TOLD.used] : []),
      ...WHEN.flatMap((when) =>
        over.areNewCardsHidden(branch, { span: "month", month: when === "now" ? month : monthBack(month, 12) })
          ? []
          : [TOLD.newCards(when)],
      ),
      ...shown.flatMap((id) =>
        AGE_BANDS.filter((band) => usedNow(id).ageBand(band)).map((band) => TOLD.covered(id, band)),
      ),
      ...communitySets.flatMap(({ branch: of, told }) =>
        told !== null && shown.includes(of) ? namesOf(told, null) : [],
      ),
    ]);
  };
}

const WHEN = ["now", "before"] as const;

/**
 * As the reports tell them of the branches and of all; null where they are not told of all, and no part of them is
 * then.
 */
function givenUsed({ branches, usedOn }: ToldOver, day: number): ToldSets | null {
  const told = usedOn(day);
  if (!told(null).category(null)) return null;
  const open = branches.flatMap(({ id }, place) => (told(id).category(null) ? [place] : []));
  const used = new Set([TOLD.used]);
  return { decided: used, ofWhole: used, ofOpen: used, open: new Set(open) };
}

/** Where both are told. */
function besideStates(used: ToldSets, states: ToldSets): ToldSets {
  return {
    decided: new Set([...used.decided, ...states.decided]),
    ofWhole: new Set([...used.ofWhole, ...states.ofWhole]),
    ofOpen: new Set([...used.ofOpen, ...states.ofOpen]),
    open: new Set([...used.open].filter((place) => states.open.has(place))),
  };
}

/** A quarter that is not over by the last day is some of its months together: told where each of them is. */
function isQuarterTold({ month, areNewCardsHidden }: ToldOver, branch: string | null, quarter: string): boolean {
  const period = periodOf("quarter", quarter);
  const months = [quarter, monthBack(quarter, -1), monthBack(quarter, -2)].filter((each) => each <= month);
  return months.length === 3
    ? !areNewCardsHidden(branch, period)
    : months.every((each) => !areNewCardsHidden(branch, { span: "month", month: each }));
}
