/** One row of a segment's rule, as a question about one column of readers. */
import { dayToNumber, isDay } from "../../kernel/day.ts";
import type { Column, SegmentField } from "./reader-columns.ts";

export type Condition =
  /** Of a set: at least one of the values, none of them, every one of them. */
  | { readonly field: SegmentField; readonly is: "any-of" | "none-of" | "all-of"; readonly values: readonly string[] }
  | { readonly field: SegmentField; readonly is: "at-least" | "at-most"; readonly number: number }
  /** Calendar days before or after today, both ends included. What is not known is not in the last days. */
  | { readonly field: SegmentField; readonly is: "in-last" | "not-in-last" | "in-next"; readonly days: number }
  /** YYYY-MM-DD, the day itself included. */
  | { readonly field: SegmentField; readonly is: "from" | "until"; readonly day: string }
  | { readonly field: SegmentField; readonly is: "known" | "unknown" };

/** Whether the reader at a place fulfils something. */
export type ReaderTest = (reader: number) => boolean;

/** Undefined where the condition cannot be asked of such a column. */
export function conditionTest(condition: Condition, column: Column, today: number): ReaderTest | undefined {
  switch (condition.is) {
    case "known":
      return knownTest(column);
    case "unknown":
      return not(knownTest(column));
    case "any-of":
      return anyOf(condition.values, column);
    case "none-of":
      return not(anyOf(condition.values, column));
    case "all-of":
      return allOf(condition.values, column);
    case "at-least":
      return within(column, "number", condition.number, Number.POSITIVE_INFINITY);
    case "at-most":
      return within(column, "number", Number.NEGATIVE_INFINITY, condition.number);
    case "in-last":
      return within(column, "day", today - condition.days, today);
    case "not-in-last":
      return not(within(column, "day", today - condition.days, today));
    case "in-next":
      return within(column, "day", today, today + condition.days);
    case "from":
      return isDay(condition.day)
        ? within(column, "day", dayToNumber(condition.day), Number.POSITIVE_INFINITY)
        : undefined;
    case "until":
      return isDay(condition.day)
        ? within(column, "day", Number.NEGATIVE_INFINITY, dayToNumber(condition.day))
        : undefined;
    default:
      // a rule from a newer version may hold conditions that this one does not know
      return undefined;
  }
}

const not = (test: ReaderTest | undefined): ReaderTest | undefined =>
  test === undefined ? undefined : (reader) => !test(reader);

function knownTest(column: Column): ReaderTest {
  switch (column.kind) {
    case "choice":
      return (reader) => (column.codes[reader] ?? 0) !== 0;
    case "set":
      return (reader) => (column.starts[reader + 1] ?? 0) > (column.starts[reader] ?? 0);
    case "number":
    case "day":
      return (reader) => !Number.isNaN(column.numbers[reader] ?? Number.NaN);
  }
}

/** Both ends included; NaN lies within nothing. */
function within(column: Column, kind: "number" | "day", low: number, high: number): ReaderTest | undefined {
  if (column.kind !== kind || Number.isNaN(low) || Number.isNaN(high)) return undefined;
  const { numbers } = column;
  return (reader) => {
    const number = numbers[reader] ?? Number.NaN;
    return number >= low && number <= high;
  };
}

function anyOf(values: readonly string[], column: Column): ReaderTest | undefined {
  if (column.kind !== "choice" && column.kind !== "set") return undefined;
  const wanted = Uint8Array.from(column.values, (value) => (values.includes(value) ? 1 : 0));
  if (column.kind === "choice") {
    // a code is a place plus one: with a place for 0, which is nobody's, nothing is looked for outside
    const byCode = new Uint8Array(wanted.length + 1);
    byCode.set(wanted, 1);
    return (reader) => byCode[column.codes[reader] ?? 0] === 1;
  }
  return (reader) => {
    const last = column.starts[reader + 1] ?? 0;
    for (let place = column.starts[reader] ?? 0; place < last; place++)
      if (wanted[column.codes[place] ?? 0] === 1) return true;
    return false;
  };
}

/** Every one of the values, of which there must be some. */
function allOf(values: readonly string[], column: Column): ReaderTest | undefined {
  if (column.kind !== "set") return undefined;
  const tests = [...new Set(values)].map((value) => anyOf([value], column));
  return (reader) => tests.length > 0 && tests.every((test) => test?.(reader) ?? false);
}
