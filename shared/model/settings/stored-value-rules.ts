/**
 * The setting of the whole library that says how use is scored: points for each kind of use, and where the scores
 * begin.
 */
import * as v from "valibot";

export const VALUE_RULES_ID = "setting-value";

const points = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1000));
const bound = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000));

const valueRules = v.object({
  weights: v.object({
    visitDay: points,
    item: points,
    event: points,
    enquiry: points,
    acceptedSuggestion: points,
    participation: points,
  }),
  cuts: v.object({
    /** Days for 5, 4, 3 and 2, each more than the one before. */
    recency: v.pipe(
      v.strictTuple([bound, bound, bound, bound]),
      v.check((days) => isRising(days)),
    ),
    /** At least so many for 5 to 1, each fewer than the one before. */
    frequency: v.pipe(
      v.strictTuple([bound, bound, bound, bound, bound]),
      v.check((numbers) => isFalling(numbers)),
    ),
    value: v.pipe(
      v.strictTuple([bound, bound, bound, bound, bound]),
      v.check((numbers) => isFalling(numbers)),
    ),
  }),
  /** By the cut points, or by fifths of the readers. */
  scoring: v.picklist(["cuts", "fifths"]),
});
export type StoredValueRules = v.InferOutput<typeof valueRules>;

/** Undefined for what is no such setting. */
export function parseValueRules(value: unknown): StoredValueRules | undefined {
  const parsed = v.safeParse(valueRules, value);
  return parsed.success ? parsed.output : undefined;
}

const isRising = (numbers: readonly number[]): boolean =>
  numbers.every((number, place) => place === 0 || number > (numbers[place - 1] ?? 0));

const isFalling = (numbers: readonly number[]): boolean => isRising(numbers.toReversed());
