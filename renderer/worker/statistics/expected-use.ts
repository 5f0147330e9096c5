/**
 * Expected use: the model fitted to the visits of a branch's readers, and what it says of each of them. Fitting
 * takes its time, and one log changes it by nothing that anybody could see: it is fitted again for another day or
 * branch, and when the visits have become a thousandth more or fewer.
 */
import { type BgNbd, expectedVisits, probabilityActive, type RepeatVisits } from "#shared/analysis/bg-nbd.ts";
import { type BgNbdFit, fitBgNbd, type NoFit } from "#shared/analysis/bg-nbd-fit.ts";
import { hasLeft } from "#shared/analysis/life-state.ts";
import { repeatVisitsOn } from "#shared/analysis/repeat-visits.ts";
import type { Result } from "#shared/kernel/result.ts";
import { ACTIVE_BANDS, type ActiveBand, type ExpectedUse, type ReaderExpectation } from "../../platform/readers-page-api.ts";
import type { Person } from "./people.ts";

export interface Expectation {
  readonly use: ExpectedUse;
  /** Undefined without a model, and for a reader who has never come, or has left. */
  readonly bandOf: (person: Person) => ActiveBand | undefined;
  readonly of: (person: Person) => ReaderExpectation | undefined;
}

export type ExpectationOf = (branch: string | null, people: readonly Person[], day: number) => Expectation;

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
  return (branch, people, day) => {
    const visitsOf: VisitsOf = ({ visitDays, open }) => repeatVisitsOn(visitDays, open, day);
    const all = people.flatMap((person) => visitsOf(person) ?? []);
    const question = `${day} ${branch}`;
    const visits = all.reduce((sum, { repeats }) => sum + repeats + 1, 0);
    const isStale = held === null || held.question !== question || Math.abs(visits - held.visits) > STALE * held.visits;
    held = held === null || isStale ? { question, visits, fit: fitBgNbd(all) } : held;
    return expectationOf(held.fit, people, visitsOf, day);
  };
}

function expectationOf(fit: Result<BgNbdFit, NoFit>, people: readonly Person[], visitsOf: VisitsOf, day: number): Expectation {
  if (!fit.ok) return { use: fit.error, bandOf: () => undefined, of: () => undefined };
  const model: BgNbd = fit.value;
  const knownOf = (person: Person): RepeatVisits | undefined => (!hasLeft(person.facts.life, day) ? visitsOf(person) : undefined);
  const bandOf = (person: Person): ActiveBand | undefined => {
    const known = knownOf(person);
    if (known === undefined) return undefined;
    const active = probabilityActive(model, known);
    return ACTIVE_BANDS.find((band) => active >= LEAST[band]);
  };
  const bands = { likely: 0, rather: 0, hardly: 0, gone: 0 };
  for (const person of people) {
    const band = bandOf(person);
    if (band !== undefined) bands[band]++;
  }
  const { readers, bins, misplaced } = fit.value;
  return {
    use: { tag: "fitted", readers, bins, misplaced, bands },
    bandOf,
    of(person) {
      const known = knownOf(person);
      return known && { active: probabilityActive(model, known), visits: expectedVisits(model, known, person.open.openBetween(day, day + YEAR)) };
    },
  };
}
