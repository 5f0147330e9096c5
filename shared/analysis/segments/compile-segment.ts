/**
 * Segments 读者群: rows of field, condition and value, joined by and or or, with groups one level deep. A rule is
 * compiled once to a question about columns; it says who is in, how many, and why. Conditions on classes of religion,
 * politics and medicine are refused.
 */
import { err, ok, type Result } from "../../kernel/result.ts";
import type { StoredRule } from "../../model/segment.ts";
import { isSensitive } from "../interests.ts";
import { type Condition, conditionTest, type ReaderTest } from "./condition.ts";
import { type Column, type ReaderColumns, SEGMENT_FIELDS, valueAt } from "./reader-columns.ts";

export type Match = "all" | "any";

/** A single row is a group of one. Groups without rows say nothing, and a rule without rows has nobody in it. */
export interface SegmentRule extends ByHand {
  readonly match: Match;
  readonly groups: readonly { readonly match: Match; readonly conditions: readonly Condition[] }[];
}

/** Ids of readers who are in, or out, whatever the rows say; out goes before in. */
export interface ByHand {
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

export interface SegmentShape {
  readonly has: (reader: number) => boolean;
  readonly why: (reader: number) => WhyIn;
}

export interface WhyIn {
  readonly isIn: boolean;
  readonly because: "rule" | "fixed" | "pinned" | "excluded";
  /** In the order of the rule, with what was found; undefined where nothing is known. */
  readonly groups: readonly {
    readonly match: Match;
    readonly holds: boolean;
    readonly conditions: readonly {
      readonly condition: Condition;
      readonly holds: boolean;
      readonly found: ReturnType<typeof valueAt>;
    }[];
  }[];
}

interface Compiled {
  readonly match: Match;
  readonly rows: readonly { readonly condition: Condition; readonly column: Column; readonly test: ReaderTest }[];
}

/** A rule as it is kept; fields that this version does not know are refused when it is compiled. */
export const storedRule = ({ match, groups }: StoredRule, { pinned, excluded }: ByHand): SegmentRule => ({
  match,
  groups: groups as SegmentRule["groups"],
  pinned,
  excluded,
});

/** The readers of a list that was fixed once; those who are no longer there are left out. */
export function compileFixed(
  list: readonly string[],
  byHand: ByHand,
  { readers }: Pick<ReaderColumns, "readers">,
): SegmentShape {
  const fixed = new Set(list);
  return withHands(
    byHand,
    readers,
    (reader) => fixed.has(readers[reader] ?? ""),
    "fixed",
    () => [],
  );
}

/** @param today days since 1970-01-01 */
export function compileSegment(
  rule: SegmentRule,
  { readers, columns }: ReaderColumns,
  today: number,
  sensitive?: readonly string[],
): Result<SegmentShape, readonly RuleProblem[]> {
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
  const groupHolds = ({ match, rows }: Compiled, reader: number): boolean =>
    joined(match, rows, ({ test }) => test(reader));
  const ruleHolds: ReaderTest = (reader) =>
    asking.length > 0 && joined(rule.match, asking, (group) => groupHolds(group, reader));
  const groupsOf = (reader: number): WhyIn["groups"] =>
    asking.map((group) => ({
      match: group.match,
      holds: groupHolds(group, reader),
      conditions: group.rows.map(({ condition, column, test }) => ({
        condition,
        holds: test(reader),
        found: valueAt(column, reader),
      })),
    }));
  return ok(withHands(rule, readers, ruleHolds, "rule", groupsOf));
}

function withHands(
  byHand: ByHand,
  readers: readonly string[],
  holds: ReaderTest,
  because: WhyIn["because"],
  groupsOf: (reader: number) => WhyIn["groups"],
): SegmentShape {
  const pinned = new Set(byHand.pinned);
  const excluded = new Set(byHand.excluded);
  const handOn = (reader: number): "pinned" | "excluded" | undefined => {
    const id = readers[reader] ?? "";
    return excluded.has(id) ? "excluded" : pinned.has(id) ? "pinned" : undefined;
  };
  const has: ReaderTest =
    pinned.size + excluded.size === 0
      ? holds
      : (reader) => (handOn(reader) ?? (holds(reader) ? "pinned" : "excluded")) === "pinned";
  return {
    has,
    why: (reader) => ({ isIn: has(reader), because: handOn(reader) ?? because, groups: groupsOf(reader) }),
  };
}

/** Places of the readers who are in, ascending. */
export function membersOf({ has }: SegmentShape, { readers }: ReaderColumns): Uint32Array {
  const members = new Uint32Array(readers.length);
  let size = 0;
  for (let reader = 0; reader < readers.length; reader++) if (has(reader)) members[size++] = reader;
  return members.slice(0, size);
}

export function countMembers({ has }: SegmentShape, { readers }: ReaderColumns): number {
  let count = 0;
  for (let reader = 0; reader < readers.length; reader++) if (has(reader)) count++;
  return count;
}

/**
 * How many readers fulfil each row alone, whatever the other rows say; by group, then row. Null for a row that cannot
 * be asked.
 */
export function countConditions(
  { groups }: Pick<SegmentRule, "groups">,
  columns: ReaderColumns,
  today: number,
  sensitive?: readonly string[],
): readonly (readonly (number | null)[])[] {
  const countOf = (condition: Condition): number | null => {
    const alone = compileSegment(
      { match: "all", groups: [{ match: "all", conditions: [condition] }], pinned: [], excluded: [] },
      columns,
      today,
      sensitive,
    );
    return alone.ok ? countMembers(alone.value, columns) : null;
  };
  return groups.map(({ conditions }) => conditions.map(countOf));
}

/** Who came and who went since the last run, by id, in the order of each run. */
export function compareRuns(
  before: readonly string[],
  now: readonly string[],
): { readonly came: readonly string[]; readonly went: readonly string[] } {
  const were = new Set(before);
  const are = new Set(now);
  return { came: now.filter((id) => !were.has(id)), went: before.filter((id) => !are.has(id)) };
}

const joined = <T>(match: Match, parts: readonly T[], holds: (part: T) => boolean): boolean =>
  match === "all" ? parts.every(holds) : parts.some(holds);

function compileCondition(
  condition: Condition,
  columns: ReaderColumns["columns"],
  today: number,
  sensitive: readonly string[] | undefined,
): Result<{ readonly column: Column; readonly test: ReaderTest }, RuleProblem["tag"]> {
  if (!Object.hasOwn(SEGMENT_FIELDS, condition.field)) return err("unknown-field");
  const column = columns[condition.field];
  if (column === undefined) return err("no-column");
  if (
    condition.field === "interests" &&
    "values" in condition &&
    condition.values.some((value) => isSensitive(value, sensitive))
  )
    return err("sensitive-class");
  const test = conditionTest(condition, column, today);
  return test === undefined ? err("wrong-condition") : ok({ column, test });
}
