/**
 * One record out of several that were found to be one. Shown are the smallest id's values, for empty ones the next's;
 * a map is filled key by key, as one number of the first must not hide all those of the next. Of consents, and of
 * what she declined, the last word of the person counts, under whichever record it was given; of two at one time the
 * refusal. A yes that was read from a list counts as said before all else: when she said it nobody knows.
 */
import { type Kind, RECORDS } from "../kinds.ts";
import type { FieldSpec } from "../record.ts";

/** @returns a record with the smallest id, and what is kept of its row beside its fields; undefined for no records */
export function joinedRecord<R extends { readonly id: string }>(kind: Kind, records: readonly R[]): R | undefined {
  const [main, ...others] = records.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  if (main === undefined) return undefined;
  const joined: Record<string, unknown> = Object.fromEntries(Object.entries(main));
  const fields: readonly (readonly [string, FieldSpec])[] = Object.entries(RECORDS[kind].fields);
  for (const record of others) {
    const more: Readonly<Record<string, unknown>> = Object.fromEntries(Object.entries(record));
    for (const [field, { shape, merge }] of fields) {
      const [shown, value] = [joined[field], more[field]];
      if (shown === undefined && value !== undefined) joined[field] = value;
      else if (shape === "map" && isObject(shown) && isObject(value))
        joined[field] = merge === "withdrawn" ? lastWords(shown, value) : { ...value, ...shown };
    }
  }
  return joined as R; // the main record with more of its own optional fields filled
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

type Words = Readonly<Record<string, unknown>>;

function lastWords(shown: Words, more: Words): Words {
  const known = Object.entries(more).filter(
    ([key, consent]) => shown[key] === undefined || isLater(consent, shown[key]),
  );
  return { ...shown, ...Object.fromEntries(known) };
}

const isLater = (a: unknown, b: unknown): boolean =>
  (typeof a === "string" && typeof b === "string" && a > b) ||
  timeOf(a) > timeOf(b) ||
  (timeOf(a) === timeOf(b) && isObject(a) && a.given === false);
const timeOf = (consent: unknown): number =>
  isObject(consent) && typeof consent.at === "number" && !isListedYes(consent) ? consent.at : 0;
const isListedYes = ({ given, how }: Words): boolean => given === true && how === "imported";
