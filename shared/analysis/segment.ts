/**
 * Segments 读者群: rows of field, condition and value, joined by and or or, with groups one level deep. A rule is
 * compiled once to a question about columns; it says who is in, how many, and why. Conditions on classes of religion,
 * politics and medicine are refused.
 */
import { dayToNumber, isDay } from "../kernel/day.ts";
import { err, ok, type Result } from "../kernel/result.ts";
import { isSensitive, SENSITIVE_CLASSES } from "./interests.ts";
import { type Column, type ReaderColumns, SEGMENT_FIELDS, type SegmentField, valueAt } from "./reader-columns.ts";

export type Condition =
  /** Of a set: at least one of the values, none of them, every one of them. */
  | { readonly field: SegmentField; readonly is: "any-of" | "none-of" | "all-of"; readonly values: readonly string[] }
  | { readonly field: SegmentField; readonly is: "at-least" | "at-most"; readonly number: number }
  /** Calendar days before or after today, both ends included. What is not known is not in the last days. */
  | { readonly field: SegmentField; readonly is: "in-last" | "not-in-last" | "in-next"; readonly days: number }
  /** YYYY-MM-DD, the day itself included. */
  | { readonly field: SegmentField; readonly is: "from" | "until"; readonly day: string }
  | { readonly field: SegmentField; readonly is: "known" | "unknown" };

export type Match = "all" | "any";

/** A single row is a group of one. Groups without rows say nothing, and a rule without rows has nobody in it. */
export interface SegmentRule {
  readonly match: Match;
  readonly groups: readonly { readonly match: Match; readonly conditions: readonly Condition[] }[];
  /** Ids of readers who are in, or out, whatever the rows say; out goes before in. */
  readonly pinned: readonly string[];
  readonly excluded: readonly string[];
}

/** What is wrong with a row; a rule with one such row asks nothing, so that it never means more than was written. */
export interface RuleProblem {
  readonly tag: "unknown-field" | "no-column" | "wrong-condition" | "sensitive-class";
  readonly group: number;
  readonly condition: number;
  readonly field: string;
}

export interface Segment {
  readonly has: (reader: number) => boolean;
  readonly why: (reader: number) => WhyIn;
}

export interface WhyIn {
  readonly isIn: boolean;
  readonly because: "rule" | "pinned" | "excluded";
  /** In the order of the rule, with what was found; undefined where nothing is known. */
  readonly groups: readonly {
    readonly match: Match;
    readonly holds: boolean;
    readonly conditions: readonly { readonly condition: Condition; readonly holds: boolean; readonly found: ReturnType<typeof valueAt> }[];
  }[];
}

type Test = (reader: number) => boolean;

interface Compiled {
  readonly match: Match;
  readonly rows: readonly { readonly condition: Condition; readonly column: Column; readonly test: Test }[];
}

/** @param today days since 1970-01-01 */
export function compileSegment(rule: SegmentRule, { readers, columns }: ReaderColumns, today: number, sensitive = SENSITIVE_CLASSES): Result<Segment, readonly RuleProblem[]> {
  const problems: RuleProblem[] = [];
  const groups = rule.groups.map(({ match, conditions }, group): Compiled => {
    const rows = conditions.flatMap((condition, place) => {
      const compiled = compileCondition(condition, columns, today, sensitive);
      if (compiled.ok) return [{ condition, ...compiled.value }];
      problems.push({ tag: compiled.error, group, condition: place, field: condition.field });
      return [];
    });
    return { match, rows };
  });
  if (problems.length > 0) return err(problems);
  const asking = groups.filter(({ rows }) => rows.length > 0);
  const groupHolds = ({ match, rows }: Compiled, reader: number): boolean => joined(match, rows, ({ test }) => test(reader));
  const ruleHolds: Test = (reader) => asking.length > 0 && joined(rule.match, asking, (group) => groupHolds(group, reader));
  const pinned = new Set(rule.pinned);
  const excluded = new Set(rule.excluded);
  const byHand = (reader: number): "pinned" | "excluded" | undefined => {
    const id = readers[reader] ?? "";
    return excluded.has(id) ? "excluded" : pinned.has(id) ? "pinned" : undefined;
  };
  const has: Test = pinned.size + excluded.size === 0 ? ruleHolds : (reader) => (byHand(reader) ?? (ruleHolds(reader) ? "pinned" : "excluded")) === "pinned";
  const why = (reader: number): WhyIn => ({
    isIn: has(reader),
    because: byHand(reader) ?? "rule",
    groups: asking.map((group) => ({
      match: group.match,
      holds: groupHolds(group, reader),
      conditions: group.rows.map(({ condition, column, test }) => ({ condition, holds: test(reader), found: valueAt(column, reader) })),
    })),
  });
  return ok({ has, why });
}

/** Places of the readers who are in, ascending. */
export function membersOf({ has }: Segment, { readers }: ReaderColumns): Uint32Array {
  const members = new Uint32Array(readers.length);
  let size = 0;
  for (let reader = 0; reader < readers.length; reader++) if (has(reader)) members[size++] = reader;
  return members.slice(0, size);
}

export function countMembers({ has }: Segment, { readers }: ReaderColumns): number {
  let count = 0;
  for (let reader = 0; reader < readers.length; reader++) if (has(reader)) count++;
  return count;
}

/** Who came and who went since the last run, by id, in the order of each run. */
export function compareRuns(before: readonly string[], now: readonly string[]): { readonly came: readonly string[]; readonly went: readonly string[] } {
  const were = new Set(before);
  const are = new Set(now);
  return { came: now.filter((id) => !were.has(id)), went: before.filter((id) => !are.has(id)) };
}

const joined = <T>(match: Match, parts: readonly T[], holds: (part: T) => boolean): boolean => (match === "all" ? parts.every(holds) : parts.some(holds));

function compileCondition(
  condition: Condition,
  columns: ReaderColumns["columns"],
  today: number,
  sensitive: readonly string[],
): Result<{ readonly column: Column; readonly test: Test }, RuleProblem["tag"]> {
  if (!Object.hasOwn(SEGMENT_FIELDS, condition.field)) return err("unknown-field");
  const column = columns[condition.field];
  if (column === undefined) return err("no-column");
  if (condition.field === "interests" && "values" in condition && condition.values.some((value) => isSensitive(value, sensitive))) return err("sensitive-class");
  const test = testOf(condition, column, today);
  return test === undefined ? err("wrong-condition") : ok({ column, test });
}

/** Undefined where the condition cannot be asked of such a column. */
function testOf(condition: Condition, column: Column, today: number): Test | undefined {
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
      return isDay(condition.day) ? within(column, "day", dayToNumber(condition.day), Number.POSITIVE_INFINITY) : undefined;
    case "until":
      return isDay(condition.day) ? within(column, "day", Number.NEGATIVE_INFINITY, dayToNumber(condition.day)) : undefined;
    default:
      // a rule from a newer version may hold conditions that this one does not know
      return undefined;
  }
}

const not = (test: Test | undefined): Test | undefined => (test === undefined ? undefined : (reader) => !test(reader));

function knownTest(column: Column): Test {
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
function within(column: Column, kind: "number" | "day", low: number, high: number): Test | undefined {
  if (column.kind !== kind || Number.isNaN(low) || Number.isNaN(high)) return undefined;
  const { numbers } = column;
  return (reader) => {
    const number = numbers[reader] ?? Number.NaN;
    return number >= low && number <= high;
  };
}

function anyOf(values: readonly string[], column: Column): Test | undefined {
  if (column.kind !== "choice" && column.kind !== "set") return undefined;
  const wanted = Uint8Array.from(column.values, (value) => (values.includes(value) ? 1 : 0));
  if (column.kind === "choice") return (reader) => wanted[(column.codes[reader] ?? 0) - 1] === 1;
  return (reader) => {
    const last = column.starts[reader + 1] ?? 0;
    for (let place = column.starts[reader] ?? 0; place < last; place++) if (wanted[column.codes[place] ?? 0] === 1) return true;
    return false;
  };
}

/** Every one of the values, of which there must be some. */
function allOf(values: readonly string[], column: Column): Test | undefined {
  if (column.kind !== "set") return undefined;
  const tests = [...new Set(values)].map((value) => anyOf([value], column));
  return (reader) => tests.length > 0 && tests.every((test) => test?.(reader) ?? false);
}
