/**
 * How many persons there are in each set that a tile of the statistics counts, by branch: one walk over everybody.
 * Which of the numbers may leave the house is decided from it, in `told-figures.ts`.
 */
import { cohortOf } from "#shared/analysis/cohorts.ts";
import { VALUE_DAYS, valueOn } from "#shared/analysis/value.ts";
import { servedOf } from "#shared/model/settings/served.ts";
import type { Row } from "../../db/database.ts";
import { TOLD, type When } from "../../platform/worker/counted-sets.ts";
import type { LibraryView } from "../library-use/library-view.ts";
import { hasUsed, type Placed, usedInYear } from "../library-use/placed.ts";
import { GROUP_SEPARATOR } from "../library-use/reader-facts.ts";
import { isMember } from "./cohort-rows.ts";
import { hasLeftIn } from "./sums/keep-sums.ts";
import { HERE_LENSES, PATH_LENS, STATE_LENS, tallyOf, usedLens } from "./told-lenses.ts";

/** @param view of all branches, with everybody placed @param pause lets others have their turn after so many readers */
export async function tallyTold(
  view: LibraryView,
  branches: readonly Row<"branch">[],
  pause: (done: number) => Promise<void>,
) {
  const { day, spans, placed } = view;
  const eve = spans.before;
  const places = new Map(branches.map(({ id }, place) => [id, place]));
  const size = branches.length + 1;
  const placeOf = ({ person }: Placed): number => places.get(person.facts.branch ?? "") ?? branches.length;

  const states = { now: tallyOf(STATE_LENS.now, size), before: tallyOf(STATE_LENS.before, size) };
  const here = HERE_LENSES.map((lens) => tallyOf(lens, size));
  const path = tallyOf(PATH_LENS, size);
  const used = { now: tallyOf(usedLens("now"), size), before: tallyOf(usedLens("before"), size) };
  const left = {
    now: tallyOf(leftLens("now", day), size),
    before: tallyOf(leftLens("before", day - VALUE_DAYS), size),
  };
  const cohorts = spans.quarters.map((quarter, place) =>
    spans.quarters.slice(place).map((_, since) => tallyOf(stayedLens(quarter, place, since), size)),
  );
  const communities = branches.map((branch) => ({ branch: branch.id, tally: tallyOf(communityLens(branch), 1) }));
  for (const [at, item] of placed.entries()) {
    if (at % PIECE === PIECE - 1) await pause(at);
    const [place, reader] = [placeOf(item), { item, profile: view.profileOf(item, at), day }];
    states.now.add({ item, hasUsed: hasUsed(item, day) }, place);
    states.before.add({ item, hasUsed: valueOn(item.person.uses, eve).frequency > 0 }, place);
    for (const tally of here) tally.add(reader, place);
    path.add(reader, place);
    used.now.add({ year: usedInYear(item, day), measured: item.numbers, item }, place);
    used.before.add({ year: valueOn(item.person.uses, day - VALUE_DAYS) }, place);
    left.now.add(item, place);
    left.before.add(item, place);
    const cohort = isMember(item) ? cohortOf(item.person.facts.life.enrolledOn, spans.quarterStarts, day) : undefined;
    if (cohort !== undefined) for (const tally of cohorts[cohort] ?? []) tally.add(reader.profile.quarters, place);
    if (hasUsed(item, day)) communities[place]?.tally.add(item, 0);
  }
  await pause(placed.length);
  return { states, here, path, used, left, cohorts, communities };
}

const PIECE = 2500;

const leftLens = (when: When, day: number) => ({
  sets: [TOLD.left(when)],
  of(item: Placed): readonly string[] {
    const reason = item.person.facts.life.leaving?.reason;
    return reason !== undefined && hasLeftIn(item, day) ? [TOLD.left(when), TOLD.leftFor(reason, when)] : [];
  },
});

/** Of those who enrolled in the quarter. */
const stayedLens = (quarter: string, place: number, since: number) => ({
  sets: [TOLD.cohort(quarter), TOLD.stayed(quarter, since)],
  of: (quarters: number): readonly string[] => [
    TOLD.cohort(quarter),
    ...((quarters & (1 << (place + since))) === 0 ? [] : [TOLD.stayed(quarter, since)]),
  ],
});

/** Communities of a branch that a reader's organisation or unit names, which can lie in one another. */
function communityLens(branch: Row<"branch">) {
  const names = new Set(servedOf(branch).map(({ community }) => community));
  return {
    sets: [TOLD.used, ...[...names].map((name) => TOLD.community(branch.id, name))],
    of: ({ person: { facts } }: Placed): readonly string[] => [
      TOLD.used,
      ...[...new Set((facts.group ?? "").split(GROUP_SEPARATOR))]
        .filter((name) => name !== "" && names.has(name))
        .map((name) => TOLD.community(branch.id, name)),
    ],
  };
}
