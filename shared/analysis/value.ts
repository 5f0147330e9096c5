/**
 * Use value 利用度 of a reader on a day: how recent, how frequent and how much (RFM, after Hughes, Strategic
 * Database Marketing, for libraries). Scores come from fixed cut points that the library sets, or from fifths
 * of its readers; 0 is no score. A score is shown with its numbers and never at the desk.
 */
import { type Reader, TEST_TAG } from "../model/reader.ts";
import { countBelow, countUpTo, placeBehind } from "./ascending.ts";
import { IS_VISIT, kindCode, type ReaderUses } from "./uses.ts";

/** Days of the window of F and V, the day itself included. */
export const VALUE_DAYS = 365;

/** Points for one of each. */
export interface ValueWeights {
  readonly visitDay: number;
  /** A loan, or a use of an electronic resource. */
  readonly item: number;
  readonly event: number;
  readonly enquiry: number;
  readonly acceptedSuggestion: number;
  /** Opinions, answers to questionnaires, volunteering. */
  readonly participation: number;
}

export const DEFAULT_WEIGHTS: ValueWeights = {
  visitDay: 1,
  item: 1,
  event: 3,
  enquiry: 2,
  acceptedSuggestion: 5,
  participation: 3,
};

/** What is recorded elsewhere than among the uses, within the window. */
export interface OtherTakingPart {
  readonly acceptedSuggestions: number;
  /** Answers to questionnaires, volunteering; opinions are among the uses already. */
  readonly other: number;
}

/** The numbers behind the three scores, and the parts of the last. */
export interface ValueNumbers {
  /** The last use or contact that the reader began; undefined where there is none. */
  readonly lastUse: number | undefined;
  /** Days since then, as far as it is known who came. */
  readonly recency: number | undefined;
  /** Distinct days with any use, of the last 365 of which it is known who came, and since. */
  readonly frequency: number;
  /** Points. */
  readonly value: number;
  readonly visitDays: number;
  readonly items: number;
  readonly events: number;
  readonly enquiries: number;
  readonly acceptedSuggestions: number;
  readonly participation: number;
}

/** Each 1 to 5, or 0 for no score. */
export interface ValueScores {
  readonly r: number;
  readonly f: number;
  readonly v: number;
}

type Five = readonly [five: number, four: number, three: number, two: number, one: number];

export interface CutPoints {
  /** At most so many days for 5, 4, 3 and 2; later is 1. */
  readonly recency: readonly [five: number, four: number, three: number, two: number];
  /** At least so many for 5 to 1. */
  readonly frequency: Five;
  readonly value: Five;
}

export const DEFAULT_CUT_POINTS: CutPoints = {
  recency: [14, 30, 90, 365],
  frequency: [52, 18, 9, 3, 1],
  value: [150, 60, 20, 5, 1],
};

/** What the spread of use can be asked of. */
export const MEASURES = ["visits", "loans", "participation", "combined"] as const;
export type Measure = (typeof MEASURES)[number];

const [LOAN, ELECTRONIC, EVENT, CONTACT, OPINION] = [
  kindCode("loan"),
  kindCode("e-resource"),
  kindCode("event"),
  kindCode("contact"),
  kindCode("opinion"),
];
const NOTHING: OtherTakingPart = { acceptedSuggestions: 0, other: 0 };
export const CORE_SCORE = 4;
/** Categories (codes) whose cards stand for no single reader; so does the tag `test`. */
export const EXCLUDED_CATEGORIES = ["collective", "staff"] as const;

/**
 * @param known the last day up to `day` of which it is known who came: an import that was skipped makes nobody less
 * worth
 */
export function valueOn(
  uses: ReaderUses,
  day: number,
  weights: ValueWeights = DEFAULT_WEIGHTS,
  known = day,
  elsewhere: OtherTakingPart = NOTHING,
): ValueNumbers {
  const { days, kinds, amounts } = uses;
  const until = placeBehind(uses, day);
  const last = until === uses.from ? undefined : days[until - 1];
  const sums = { items: 0, events: 0, enquiries: 0, opinions: 0 };
  let frequency = 0;
  let visitDays = 0;
  let lastUse = Number.NEGATIVE_INFINITY;
  let lastVisit = Number.NEGATIVE_INFINITY;
  for (let row = placeBehind(uses, known - VALUE_DAYS); row < until; row++) {
    const on = days[row] ?? 0;
    const kind = kinds[row] ?? 0;
    const amount = amounts[row] ?? 0;
    if (on !== lastUse) frequency++;
    lastUse = on;
    if (IS_VISIT[kind] && on !== lastVisit) {
      visitDays++;
      lastVisit = on;
    }
    if (kind === LOAN || kind === ELECTRONIC) sums.items += amount;
    else if (kind === EVENT) sums.events += amount;
    else if (kind === CONTACT) sums.enquiries += amount;
    else if (kind === OPINION) sums.opinions += amount;
  }
  const { items, events, enquiries } = sums;
  const { acceptedSuggestions } = elsewhere;
  const participation = sums.opinions + elsewhere.other;
  const value =
    weights.visitDay * visitDays +
    weights.item * items +
    weights.event * events +
    weights.enquiry * enquiries +
    weights.acceptedSuggestion * acceptedSuggestions +
    weights.participation * participation;
  return {
    lastUse: last,
    recency: last === undefined ? undefined : Math.max(0, known - last),
    frequency,
    value,
    visitDays,
    items,
    events,
    enquiries,
    acceptedSuggestions,
    participation,
  };
}

export function scoresOf(
  { recency, frequency, value }: ValueNumbers,
  cuts: CutPoints = DEFAULT_CUT_POINTS,
): ValueScores {
  const r = recency === undefined ? 0 : cutsAbove(cuts.recency, recency) + 1;
  const f = cutsUpTo(cuts.frequency, frequency);
  const v = cutsUpTo(cuts.value, value);
  return ALL_SCORES[(r * GRADES + f) * GRADES + v] ?? { r, f, v };
}

const GRADES = 6;
/** There are no more than these: a library's readers share them. */
const ALL_SCORES: readonly ValueScores[] = Array.from({ length: GRADES ** 3 }, (_, place) => ({
  r: Math.floor(place / GRADES ** 2),
  f: Math.floor(place / GRADES) % GRADES,
  v: place % GRADES,
}));

/** Scores by fifths of the readers who have used anything; readers with one number have one score. */
export function quintileScores(all: readonly ValueNumbers[]): readonly ValueScores[] {
  const r = fifths(all.map(({ recency }) => (recency === undefined ? Number.NaN : -recency)));
  const f = fifths(all.map(({ frequency }) => (frequency > 0 ? frequency : Number.NaN)));
  const v = fifths(all.map(({ value }) => (value > 0 ? value : Number.NaN)));
  return all.map((_, index) => ({ r: r[index] ?? 0, f: f[index] ?? 0, v: v[index] ?? 0 }));
}

/** Core readers 核心读者: who come often and use much. */
export const isCore = ({ f, v }: ValueScores): boolean => f >= CORE_SCORE && v >= CORE_SCORE;

/** Whether a card is one reader's and has a value: collective, staff and test cards are out. */
export const hasValue = (
  { category, tags }: Pick<Reader, "category" | "tags">,
  excluded: readonly string[] = EXCLUDED_CATEGORIES,
): boolean => !(category !== undefined && excluded.includes(category)) && !(tags ?? []).includes(TEST_TAG);

export function measureOf(numbers: ValueNumbers, measure: Measure): number {
  switch (measure) {
    case "visits":
      return numbers.visitDays;
    case "loans":
      return numbers.items;
    case "participation":
      return numbers.events + numbers.acceptedSuggestions + numbers.participation;
    case "combined":
      return numbers.value;
  }
}

export type Amounts = Readonly<Record<Measure, number>>;

/** All at once; each by name, since in a loop the look-up would take longer than the numbers. */
export const measuresOf = (numbers: ValueNumbers): Amounts => ({
  visits: measureOf(numbers, "visits"),
  loans: measureOf(numbers, "loans"),
  participation: measureOf(numbers, "participation"),
  combined: measureOf(numbers, "combined"),
});

/** From the first cut that the number does not exceed, how many are left. */
function cutsAbove(cuts: readonly number[], number: number): number {
  let place = 0;
  while (place < cuts.length && number > (cuts[place] ?? 0)) place++;
  return cuts.length - place;
}

/** From the first cut that the number reaches, how many are left. */
function cutsUpTo(cuts: readonly number[], number: number): number {
  let place = 0;
  while (place < cuts.length && number < (cuts[place] ?? 0)) place++;
  return cuts.length - place;
}

/** The fifth 1 to 5 of each number by the middle of its ranks, 0 for what is none. */
function fifths(numbers: readonly number[]): Uint8Array {
  const sorted = Float64Array.from(numbers.filter((number) => !Number.isNaN(number))).sort();
  return Uint8Array.from(numbers, (number) => {
    if (Number.isNaN(number)) return 0;
    const upTo = countUpTo(sorted, number);
    const equal = upTo - countBelow(sorted, number);
    return 1 + Math.min(4, Math.floor((5 * (upTo - equal / 2)) / sorted.length));
  });
}
