/**
 * What a reader is interested in, by main class, from what the reader did and said. Each sign counts half as much
 * after twelve months. Classes on religion, politics and medicine are never inferred.
 */
import { DEFAULT_SENSITIVE_CLASSES, plainClass } from "../model/settings/sensitive-classes.ts";

export const INTEREST_SOURCES = ["said", "suggestion", "need", "enquiry", "loan"] as const;
export type InterestSource = (typeof INTEREST_SOURCES)[number];

export interface InterestSign {
  /** A class of the library's scheme, as deep as it is known. */
  readonly class: string;
  readonly source: InterestSource;
  /** Days since 1970-01-01; what the reader said may have no day, and then does not fade. */
  readonly day: number | undefined;
  /** How often, or for what the reader said the weight 0 to 100. */
  readonly amount: number;
}

export interface Interest {
  readonly class: string;
  /** Of all the reader's interests, 0 to 1; the shares of a reader sum to one. */
  readonly share: number;
  /** The faded points behind it, by source, and all together. */
  readonly points: number;
  readonly bySource: Readonly<Partial<Record<InterestSource, number>>>;
  /** The latest day among the signs. */
  readonly last: number | undefined;
}

const HALF_LIFE_DAYS = 365;
/** Points of one sign: the plainer the reader's will, the more. What the reader said has a tenth of its weight. */
const POINTS: Readonly<Record<InterestSource, number>> = { said: 0.1, suggestion: 5, need: 3, enquiry: 1, loan: 1 };

/** @param sensitive as the library has them; what lies below one is too */
export function isSensitive(code: string, sensitive = DEFAULT_SENSITIVE_CLASSES): boolean {
  const plain = plainClass(code);
  return sensitive.some((prefix) => plain.startsWith(prefix));
}

/** What of a reader's interests may leave the house: also what the reader said of such classes stays. */
export const withoutSensitive = (
  interests: Readonly<Record<string, number>>,
  sensitive: readonly string[],
): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(interests).filter(([code]) => !isSensitive(code, sensitive)));

/**
 * The main class: a letter of the Chinese Library Classification, or the hundred of a decimal scheme; undefined for
 * anything else.
 */
export function mainClassOf(code: string): string | undefined {
  const first = code.trim().charAt(0).toUpperCase();
  if (/^[A-Z]$/.test(first)) return first;
  return /^\d$/.test(first) ? `${first}00` : undefined;
}

/**
 * Interests on a day, the strongest first. Signs after the day, without a class or with an amount that is none are left
 * out.
 * @param levelOf what class to count a sign under; the main class by default
 */
export function interestsOn(
  signs: Iterable<InterestSign>,
  day: number,
  sensitive = DEFAULT_SENSITIVE_CLASSES,
  levelOf: (code: string) => string | undefined = mainClassOf,
): readonly Interest[] {
  const found = new Map<
    string,
    { points: number; bySource: Partial<Record<InterestSource, number>>; last: number | undefined }
  >();
  for (const sign of signs) {
    const level = levelOf(sign.class);
    const points = pointsOf(sign, day);
    // what the reader said is known, not inferred
    if (level === undefined || points === undefined || (sign.source !== "said" && isSensitive(sign.class, sensitive)))
      continue;
    const entry = found.get(level) ?? { points: 0, bySource: {}, last: undefined };
    entry.points += points;
    entry.bySource[sign.source] = (entry.bySource[sign.source] ?? 0) + points;
    if (sign.day !== undefined && (entry.last === undefined || sign.day > entry.last)) entry.last = sign.day;
    found.set(level, entry);
  }
  const total = [...found.values()].reduce((sum, { points }) => sum + points, 0);
  return [...found]
    .map(([code, entry]): Interest => ({ class: code, share: entry.points / total, ...entry }))
    .sort((a, b) => b.points - a.points || (a.class < b.class ? -1 : 1));
}

function pointsOf({ source, day: on, amount }: InterestSign, day: number): number | undefined {
  if (!(Number.isFinite(amount) && amount > 0) || (on !== undefined && !(on <= day))) return undefined;
  const age = on === undefined ? 0 : day - on;
  const points = POINTS[source] * amount * 2 ** (-age / HALF_LIFE_DAYS);
  return points > 0 ? points : undefined;
}
