/**
 * Expected use: the model fitted to the visits of a branch's readers, and what it says of each of them. Fitting
 * takes its time, and one log changes it by nothing that anybody could see: it is fitted again for another day or
 * branch, and when the visits have become a thousandth more or fewer.
 */
import { type BgNbd, expectedVisits, probabilityActive, type RepeatVisits } from "#shared/analysis/bg-nbd.ts";
import { type BgNbdFit, fitBgNbd, type NoFit } from "#shared/analysis/bg-nbd-fit.ts";
import { repeatVisitsOn } from "#shared/analysis/repeat-visits.ts";
import type { Result } from "#shared/kernel/result.ts";
import { ACTIVE_BANDS, type ActiveBand, type ExpectedUse, type ReaderExpectation } from "../../platform/readers-page-api.ts";
import type { Person } from "./people.ts";
import type { Placed } from "./placed.ts";
import { isScored } from "./value-spread.ts";

export interface Expectation {
  readonly use: ExpectedUse;
  readonly inBand: (band: ActiveBand) => readonly Placed[];
  /** Undefined without a model, or for a reader who has never come. */
  readonly of: (item: Placed) => ReaderExpectation | undefined;
}

export type ExpectationOf = (branch: string | null, placed: readonly Placed[], day: number) => Expectation;

const STALE = 0.001;
const YEAR = 365;
const LEAST: Readonly<Record<ActiveBand, number>> = { likely: 0.75, rather: 0.5, hardly: 0.25, gone: 0 };

interface Fitted {
  readonly question: string;
  readonly visits: number;
  readonly fit: Result<BgNbdFit, NoFit>;
}

/** A person's visits as the model sees them. */
type VisitsOf = (person: Person) => RepeatVisits | undefined;

export function createExpectations(): ExpectationOf {
  let held: Fitted | null = null;
  return (branch, placed, day) => {
    const visitsOf: VisitsOf = ({ visitDays, open }) => repeatVisitsOn(visitDays, open, day);
    const all = placed.flatMap(({ person }) => (person.facts.isOneReader ? (visitsOf(person) ?? []) : []));
    const question = `${day} ${branch}`;
    const visits = all.reduce((sum, { repeats }) => sum + repeats + 1, 0);
    const isStale = held === null || held.question !== question || Math.abs(visits - held.visits) > STALE * held.visits;
    held = held === null || isStale ? { question, visits, fit: fitBgNbd(all) } : held;
    return expectationOf(held.fit, placed, visitsOf, day);
  };
}

function expectationOf(fit: Result<BgNbdFit, NoFit>, placed: readonly Placed[], visitsOf: VisitsOf, day: number): Expectation {
  if (!fit.ok) return { use: fit.error, inBand: () => [], of: () => undefined };
  const model: BgNbd = fit.value;
  const activeOf = (item: Placed): number | undefined => {
    const known = isScored(item) ? visitsOf(item.person) : undefined;
    return known === undefined ? undefined : probabilityActive(model, known);
  };
  const bandOf = (item: Placed): ActiveBand | undefined => {
    const active = activeOf(item);
    return active === undefined ? undefined : ACTIVE_BANDS.find((band) => active >= LEAST[band]);
  };
  const bands = { likely: 0, rather: 0, hardly: 0, gone: 0 };
  for (const item of placed) {
    const band = bandOf(item);
    if (band !== undefined) bands[band]++;
  }
  const { readers, bins, misplaced } = fit.value;
  return {
    use: { tag: "fitted", readers, bins, misplaced, bands },
    inBand: (band) => placed.filter((item) => bandOf(item) === band),
    of(item) {
      const active = activeOf(item);
      const known = visitsOf(item.person);
      if (active === undefined || known === undefined) return undefined;
      return { active, visits: expectedVisits(model, known, item.person.history.open.openBetween(day, day + YEAR)) };
    },
  };
}
