/**
 * What of two records differs and what was chosen. Where both know a value somebody chooses; what one of them knows
 * alone is kept anyway. Nothing is chosen beforehand for two who were born on different days: they may be mother and
 * child.
 */
import { birthDatesDiffer } from "#shared/analysis/duplicates.ts";
import { comparableValue, type Json } from "#shared/kernel/json.ts";
import type { Reader } from "#shared/model/reader.ts";
import { isCardValid } from "#shared/model/readers/card-validity.ts";
import { differingFields, SINGLE_FIELDS } from "../merge/merge-changes.ts";

export type ColumnSide = "left" | "right";
export type Picks = Readonly<Partial<Record<keyof Reader, ColumnSide>>>;

export interface PairField {
  readonly field: keyof Reader;
  /** The side that alone knows it; null where somebody chooses. */
  readonly only: ColumnSide | null;
}

export interface PairFields {
  /** In the order of the record, the birth date first. */
  readonly differing: readonly PairField[];
  readonly same: readonly (keyof Reader)[];
}

export function fieldsOfPair(left: Reader, right: Reader): PairFields {
  const toChoose = new Set(differingFields(left, right));
  const known = SINGLE_FIELDS.filter((field) => left[field] !== undefined || right[field] !== undefined);
  const differing = known.flatMap((field): readonly PairField[] => {
    if (toChoose.has(field)) return [{ field, only: null }];
    if (left[field] === undefined) return [{ field, only: "right" }];
    return right[field] === undefined ? [{ field, only: "left" }] : [];
  });
  return {
    differing: differing.toSorted((a, b) => Number(b.field === "birthDate") - Number(a.field === "birthDate")),
    same: known.filter(
      (field) =>
        // the name says both
        field !== "familyName" &&
        field !== "givenName" &&
        left[field] !== undefined &&
        right[field] !== undefined &&
        comparableValue(left[field] as Json) === comparableValue(right[field] as Json), // field values are JSON
    ),
  };
}

export interface SeenSide {
  readonly reader: Reader;
  /** An instant; undefined for whom nothing is known. */
  readonly lastSeen: number | undefined;
}

/** All from whoever has a card that is good, else from whoever was seen last; nothing where the birth dates differ. */
export function firstPicks(left: SeenSide, right: SeenSide, today: string): Picks {
  if (birthDatesDiffer(left.reader, right.reader)) return {};
  const [isLeft, isRight] = [isCardValid(left.reader, today), isCardValid(right.reader, today)];
  const side: ColumnSide =
    isLeft !== isRight ? (isLeft ? "left" : "right") : (left.lastSeen ?? 0) >= (right.lastSeen ?? 0) ? "left" : "right";
  return allFrom(side, fieldsOfPair(left.reader, right.reader));
}

export const allFrom = (side: ColumnSide, { differing }: PairFields): Picks =>
  Object.fromEntries(differing.flatMap(({ field, only }) => (only === null ? [[field, side] as const] : [])));

export interface PickCounts {
  readonly left: number;
  readonly right: number;
  /** Still to be chosen. */
  readonly open: number;
}

export function countPicks({ differing }: PairFields, picks: Picks): PickCounts {
  const sides = differing.map(({ field, only }) => only ?? picks[field]);
  const count = (side: ColumnSide | undefined): number => sides.filter((each) => each === side).length;
  return { left: count("left"), right: count("right"), open: count(undefined) };
}

/** The part of each text that the other does not have, between what both begin and what both end with. */
export function unlikeParts(a: string, b: string): readonly [UnlikeParts, UnlikeParts] {
  const [left, right] = [[...a], [...b]];
  const most = Math.min(left.length, right.length);
  let start = 0;
  while (start < most && left[start] === right[start]) start += 1;
  let end = 0;
  while (end < most - start && left[left.length - 1 - end] === right[right.length - 1 - end]) end += 1;
  return [partsOf(left, start, end), partsOf(right, start, end)];
}

export type UnlikeParts = readonly [before: string, unlike: string, after: string];

const partsOf = (chars: readonly string[], start: number, end: number): UnlikeParts => [
  chars.slice(0, start).join(""),
  chars.slice(start, chars.length - end).join(""),
  chars.slice(chars.length - end).join(""),
];
