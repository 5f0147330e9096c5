/**
 * Expected use: what may be foretold of a branch's readers from their visits, and of each of them. Fitting takes its
 * time, and one log changes it by nothing that anybody could see: it is fitted again for another day, branch or
 * calendar, and when the visits have become a thousandth more or fewer.
 */
import { daysUpTo } from "#shared/analysis/ascending.ts";
import { type BgNbd, expectedVisits, probabilityComing, type RepeatVisits } from "#shared/analysis/forecast/bg-nbd.ts";
import {
  FEWEST_REPEATING,
  FEWEST_TRIED,
  FITS,
  FORECAST_SPANS,
  type Forecast,
  type ForecastSpan,
  forecasting,
  type HeldOut,
  STALE_PART,
} from "#shared/analysis/forecast/forecast.ts";
import { repeatVisitsOn } from "#shared/analysis/forecast/repeat-visits.ts";
import { hasLeft } from "#shared/analysis/life/life-state.ts";
import { oneAtATime } from "#shared/kernel/one-at-a-time.ts";
import {
  COMING_BANDS,
  type ComingBand,
  type ExpectedUse,
  type ReaderExpectation,
  type TooLittle,
} from "../../platform/worker/expected-use-api.ts";
import type { OnProgress } from "../../platform/worker/statistics-api.ts";
import { breathe } from "../breathe.ts";
import type { Person } from "../library-use/people.ts";
import { whileWanted } from "../library-use/while-wanted.ts";

export interface Expectation {
  readonly use: ExpectedUse;
  /** Undefined where nothing is foretold, and for a reader who has never come, or has left. */
  readonly bandOf: (person: Person) => ComingBand | undefined;
  readonly of: (person: Person) => ReaderExpectation | undefined;
}

interface Asked {
  readonly people: readonly Person[];
  readonly day: number;
  /** What the people are and when they could come: another one is fitted anew. */
  readonly question: string;
}

/** Says how many fits are made, and leaves off where nobody waits any more. */
type ExpectationOf = (asked: Asked, onProgress: OnProgress) => Promise<Expectation>;

/** Long enough to be no waste, short enough for a search that comes meanwhile. */
const BREATHE_EVERY_MS = 20;
const LEAST: Readonly<Record<ComingBand, number>> = { likely: 0.75, rather: 0.5, hardly: 0.25, unlikely: 0 };

interface Foretelling extends Forecast {
  readonly tag: "tried";
  readonly span: ForecastSpan;
}

interface Held {
  readonly question: string;
  readonly visits: number;
  readonly found: Foretelling | TooLittle;
}

export function createExpectations(): ExpectationOf {
  let held: Held | null = null;
  // the second of two who ask the same finds it fitted
  const inTurn = oneAtATime();
  return (asked, onProgress) =>
    inTurn(async () => {
      const { people, day } = asked;
      const question = `${day} ${asked.question}`;
      const now = people.flatMap((person) => visitsOn(person, day) ?? []);
      const visits = now.reduce((sum, { repeats }) => sum + repeats + 1, 0);
      const isStale =
        held === null || held.question !== question || Math.abs(visits - held.visits) > STALE_PART * held.visits;
      held =
        held === null || isStale ? { question, visits, found: await foretold(people, now, day, onProgress) } : held;
      return expectationOf(held.found, people, day);
    });
}

const visitsOn = ({ visitDays, open }: Person, day: number): RepeatVisits | undefined =>
  repeatVisitsOn(visitDays, open, day);

async function foretold(
  people: readonly Person[],
  now: readonly RepeatVisits[],
  day: number,
  onProgress: OnProgress,
): Promise<Foretelling | TooLittle> {
  const firstDay = people.reduce(
    (first, { visitDays: { days, from, to } }) => Math.min(first, from < to ? (days[from] ?? first) : first),
    day,
  );
  let known: TooLittle = { tag: "too-little-data", readers: 0, repeating: 0 };
  for (const span of FORECAST_SPANS) {
    const start = day - span.days;
    const heldOut = people.flatMap((person) => heldOutOf(person, start, day) ?? []);
    const repeating = heldOut.filter(({ before }) => before.repeats > 0).length;
    // as much before as is held out, else the models would know less than they foretell
    if (start - firstDay >= span.days && heldOut.length >= FEWEST_TRIED && repeating >= FEWEST_REPEATING) {
      return { tag: "tried", span, ...(await inTurns(forecasting(heldOut, now), onProgress)) };
    }
    known = { tag: "too-little-data", readers: heldOut.length, repeating };
  }
  return known;
}

/** Of who had come, and had not left, on the day before the span. */
function heldOutOf(person: Person, start: number, day: number): HeldOut | undefined {
  const before = hasLeft(person.facts.life, start) ? undefined : visitsOn(person, start);
  return (
    before && {
      before,
      time: person.open.openBetween(start, day),
      came: daysUpTo(person.visitDays, day) > daysUpTo(person.visitDays, start),
    }
  );
}

/** What has come to the worker meanwhile has its turn. */
async function inTurns<T>(steps: Generator<number, T>, onProgress: OnProgress): Promise<T> {
  const tell = whileWanted(onProgress, "fitting");
  let since = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (performance.now() - since < BREATHE_EVERY_MS) continue;
    tell(step.value, FITS);
    await breathe();
    since = performance.now();
  }
}

function expectationOf(found: Foretelling | TooLittle, people: readonly Person[], day: number): Expectation {
  if (found.tag === "too-little-data") return { use: found, bandOf: () => undefined, of: () => undefined };
  const { trials, model, span } = found;
  const { months } = span;
  if (model === undefined)
    return { use: { tag: "not-borne-out", months, trials }, bandOf: () => undefined, of: () => undefined };
  const known = ofModel(model, day, span);
  const bands = { likely: 0, rather: 0, hardly: 0, unlikely: 0 };
  let coming = 0;
  for (const person of people) {
    const chance = known.coming(person);
    if (chance === undefined) continue;
    coming += chance;
    bands[bandOf(chance)]++;
  }
  return {
    use: { tag: "foretold", months, trials, model, bands, coming },
    bandOf(person) {
      const chance = known.coming(person);
      return chance === undefined ? undefined : bandOf(chance);
    },
    of(person) {
      const coming = known.coming(person);
      return coming === undefined ? undefined : { coming, visits: known.visits(person) ?? 0, months };
    },
  };
}

const bandOf = (chance: number): ComingBand => COMING_BANDS.find((band) => chance >= LEAST[band]) ?? "unlikely";

interface OfModel {
  readonly coming: (person: Person) => number | undefined;
  readonly visits: (person: Person) => number | undefined;
}

function ofModel(model: BgNbd, day: number, { days }: ForecastSpan): OfModel {
  const asked =
    (ask: typeof probabilityComing) =>
    (person: Person): number | undefined => {
      const visits = hasLeft(person.facts.life, day) ? undefined : visitsOn(person, day);
      return visits && ask(model, visits, person.open.openAhead(day, day + days));
    };
  return { coming: asked(probabilityComing), visits: asked(expectedVisits) };
}
