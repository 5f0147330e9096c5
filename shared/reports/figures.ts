/**
 * The figures of the report, after ISO 2789 and ISO 11620 (GB/T 13191, GB/T 29182), in our own words and formulas.
 * Each knows its unit, and whether months add up to a quarter.
 */

/** In the order of the sheet: what was done, then what it means. */
export const COUNTS = [
  "valid-cards",
  "new-cards",
  "active-readers",
  "population",
  "visits",
  "loans",
  "events-held",
  "event-attendance",
  "enquiries",
  "answered-opinions",
  "purchases",
  "expenditure",
] as const;
export const INDICATORS = [
  "reached",
  "visits-per-head",
  "attendance-per-head",
  "loans-per-head",
  "promptness",
  "fill-rate",
  "satisfaction",
  "willing-to-return",
  "cost-per-reader",
] as const;
export const FIGURES = [...COUNTS, ...INDICATORS] as const;
export type FigureId = (typeof FIGURES)[number];

/** Divided or estimated from others, not counted or paid. */
export const isComputed = (figure: FigureId): boolean => INDICATORS.some((indicator) => indicator === figure);

export const isFigure = (text: string): text is FigureId => FIGURES.some((figure) => figure === text);

/** `each` is per head of the population, told by the thousand and year. */
export type Unit = "count" | "share" | "each" | "days" | "money";

const OTHER_UNITS: Readonly<Partial<Record<FigureId, Unit>>> = {
  expenditure: "money",
  reached: "share",
  "visits-per-head": "each",
  "attendance-per-head": "each",
  "loans-per-head": "each",
  promptness: "days",
  "fill-rate": "share",
  satisfaction: "share",
  "willing-to-return": "share",
  "cost-per-reader": "money",
};
export const unitOf = (figure: FigureId): Unit => OTHER_UNITS[figure] ?? "count";

/** Months add up: the figure of a quarter is the sum of its months. */
export const SUMMED: ReadonlySet<FigureId> = new Set<FigureId>([
  "new-cards",
  "visits",
  "loans",
  "events-held",
  "event-attendance",
  "enquiries",
  "answered-opinions",
  "purchases",
  "expenditure",
]);

/** Why there is no number, and so what to do. */
export const MISSING = [
  "not-recorded",
  /** Of who used anything in a year: nothing of it is recorded or imported. */
  "no-use",
  "not-typed",
  "months-missing",
  "no-population",
  "no-readers",
  "no-answers",
  "no-results",
  "no-ratings",
  "too-few",
  "no-rate",
  "no-minutes",
  "no-questionnaires",
] as const;
export type Missing = (typeof MISSING)[number];

export interface KnownFigure {
  readonly tag: "known";
  readonly value: number;
  /** The numbers of its formula, by name. */
  readonly parts: Readonly<Record<string, number>>;
  /** Where typed numbers come from, each once; empty for what was counted here alone. */
  readonly sources: readonly string[];
  /** Of a share: with 95 % certainty between. */
  readonly interval?: { readonly low: number; readonly high: number };
  /** YYYY-MM, ascending: months of its days without any record, so that it may be too low. */
  readonly gaps?: readonly string[];
}

export interface UnknownFigure {
  readonly tag: "unknown";
  readonly why: Missing;
  /** YYYY-MM, of `months-missing`. */
  readonly months?: readonly string[];
  /** Of `months-missing`: lists of it are imported here, so that a list is what is missing. */
  readonly isImported?: true;
}

export type FigureValue = KnownFigure | UnknownFigure;

export const unknown = (why: Missing): UnknownFigure => ({ tag: "unknown", why });
export const known = (
  value: number,
  parts: Readonly<Record<string, number>> = {},
  sources: readonly string[] = [],
): KnownFigure => ({ tag: "known", value, parts, sources });
