import fc from "fast-check";
import { expect, test } from "vitest";
import { choiceCounts } from "#shared/analysis/segments/choice-counts.ts";
import {
  type Column,
  choiceColumn,
  dayColumn,
  numberColumn,
  setColumn,
  valueAt,
  withValues,
} from "#shared/analysis/segments/reader-columns.ts";

const text = fc.option(fc.constantFrom("", "adult", "child", "student"), { nil: undefined });
const number = fc.option(fc.constantFrom(0, 1, 2.5, Number.NaN, Number.POSITIVE_INFINITY), { nil: undefined });
const set = fc.option(fc.uniqueArray(fc.constantFrom("a", "b", "c", "d")), { nil: undefined });
const COUNT = 12;

function check<T extends string | number | readonly string[] | undefined>(
  value: fc.Arbitrary<T>,
  columnOf: (values: readonly T[]) => Column,
): void {
  const values = fc.array(value, { minLength: COUNT, maxLength: COUNT });
  const changes = fc.array(fc.tuple(fc.nat({ max: COUNT - 1 }), value), { maxLength: 6 });
  const said = (column: Column) => Array.from({ length: COUNT }, (_, reader) => valueAt(column, reader));
  fc.assert(
    fc.property(values, changes, (before, changed) => {
      const column = columnOf(before);
      const next = withValues(column, new Map(changed));
      const whole = columnOf(
        before.map((each, reader) => (changed.findLast(([place]) => place === reader) ?? [reader, each])[1]),
      );
      expect(said(next)).toEqual(said(whole));
      expect(choiceCounts(next)).toEqual(choiceCounts(whole));
      expect(said(column)).toEqual(said(columnOf(before)));
    }),
  );
}

test("a column of choices with other values for some readers is the column of all values", () =>
  check(text, choiceColumn));
test("a column of numbers with other values for some readers is the column of all values", () =>
  check(number, numberColumn));
test("a column of days with other values for some readers is the column of all values", () => check(number, dayColumn));
test("a column of sets with other values for some readers is the column of all values", () => check(set, setColumn));
