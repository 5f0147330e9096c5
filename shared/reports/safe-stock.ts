/**
 * At which ends of months the number of valid cards may be told: where no card has ended in between, one such number
 * less another is the new cards of the months between them, and those may be too few to be told. Decided month by
 * month over all branches, beside what is told of new cards; the whole library first, the larger branches first.
 */
import { rowGroups } from "../analysis/told/safe-table.ts";
import { isSmall } from "../analysis/told/small-cells.ts";

/** Of a month, by row: the branches, and in the last place what belongs to none. */
export interface StockMonth {
  /** Cards that became valid in it. */
  readonly entered: readonly number[];
  /** Those that the reports count as new. */
  readonly made: readonly number[];
  /** Cards that ceased to be valid in it. */
  readonly ended: readonly number[];
  /** Valid cards at its end. */
  readonly valid: readonly number[];
}

/** Months together of which new cards are told, by places of the first and the last. */
export interface FlowSpan {
  readonly from: number;
  readonly to: number;
  /** Rows of which they are told, null for all of them together. */
  readonly told: readonly (number | null)[];
}

/** Of each month the rows, and null for all of them together. */
export type ToldStock = readonly (readonly (number | null)[])[];

/**
 * Rows together, and ends of months: 0 is when nobody was there, 1 before the first one. Ends that bear one number are
 * tied: all cards that were made between them are known.
 */
interface Unit {
  readonly rows: readonly number[];
  readonly entered: readonly number[];
  readonly ended: readonly number[];
  readonly ties: readonly number[];
  /** The newest end at which the number was told. */
  readonly last: number;
}

/**
 * @param mayBeTold where nothing else hides the number by itself
 * All who were there before the first month are as those of one month: what is left of a later number without those who
 * have come since must be enough too. A difference over more months than are given is not looked at.
 */
export function safeStock(given: readonly StockMonth[], flows: readonly FlowSpan[], mayBeTold: ToldStock): ToldStock {
  const [first] = given;
  if (first === undefined) return [];
  const count = first.valid.length;
  const rest = count - 1;
  const all = Array.from({ length: count }, (_, row) => row);
  const months = [startOf(first), ...given];
  const since = flows.map(({ from, to, told }): FlowSpan => ({ from: from + 1, to: to + 1, told }));
  let units = rowGroups(count).map(({ rows }) => withFlows(rows, months, since, count));
  if (units.every(({ entered }) => !entered.some(isSmall))) return mayBeTold;
  let known = tooFew(units, all);
  const told = months.map(({ valid }, month) => {
    const largestFirst = all.filter((row) => row !== rest).toSorted((a, b) => (valid[b] ?? 0) - (valid[a] ?? 0));
    const here: (number | null)[] = [];
    for (const row of [null, ...largestFirst]) {
      if (month > 0 && mayBeTold[month - 1]?.includes(row) !== true) continue;
      const next = units.map((unit) =>
        !isDerived(unit.rows, here, count) && isDerived(unit.rows, [...here, row], count)
          ? toldAt(unit, month + 1)
          : unit,
      );
      const isTied = next.some(({ ties }, place) => ties !== units[place]?.ties);
      const found = isTied ? tooFew(next, all, known) : known;
      const before = new Set(known.flatMap(({ ranges }) => ranges));
      if (found.some(({ ranges }) => ranges.some((range) => !before.has(range)))) continue;
      [units, known] = [next, found];
      here.push(row);
    }
    return here;
  });
  return told.slice(1);
}

/** All who were there before the first month, as those of one. */
function startOf({ entered, ended, valid }: StockMonth): StockMonth {
  const before = valid.map((each, row) => each - (entered[row] ?? 0) + (ended[row] ?? 0));
  return { entered: before, made: before.map(() => 0), ended: before.map(() => 0), valid: before };
}

/** Whether rows together are told by those that are, or by the whole without the others. */
function isDerived(rows: readonly number[], told: readonly (number | null)[], count: number): boolean {
  const others = Array.from({ length: count }, (_, row) => row).filter((row) => !rows.includes(row));
  return rows.every((row) => told.includes(row)) || (told.includes(null) && others.every((row) => told.includes(row)));
}

/** As new cards alone tie the ends of months. */
function withFlows(
  rows: readonly number[],
  months: readonly StockMonth[],
  flows: readonly FlowSpan[],
  count: number,
): Unit {
  const sumOf = (of: readonly number[]): number => rows.reduce((sum, row) => sum + (of[row] ?? 0), 0);
  let ties: readonly number[] = Array.from({ length: months.length + 1 }, (_, node) => node);
  for (const { from, to, told } of flows) {
    const isAllEntered = months.slice(from, to + 1).every((month) => sumOf(month.entered) === sumOf(month.made));
    if (isAllEntered && isDerived(rows, told, count)) ties = tied(ties, from, to + 1);
  }
  return {
    rows,
    entered: months.map((month) => sumOf(month.entered)),
    ended: months.map((month) => sumOf(month.ended)),
    ties,
    last: 0,
  };
}

function tied(ties: readonly number[], one: number, other: number): readonly number[] {
  const [from, to] = [ties[one], ties[other] ?? other];
  return from === to ? ties : ties.map((each) => (each === from ? to : each));
}

/** A number tells what was made since the last one, if no card has ended in between. */
const toldAt = (unit: Unit, node: number): Unit => ({
  ...unit,
  ties: unit.ended.slice(unit.last, node).some((each) => each > 0) ? unit.ties : tied(unit.ties, unit.last, node),
  last: node,
});

/**
 * Of each unit, by how it and its parts are tied: the ranges of which so few were made that it must not be known, and
 * is.
 */
type TooFew = readonly { readonly of: string; readonly ranges: readonly string[] }[];

/** @param before what was found last: a unit that is tied as it was, with all its parts, is not looked at again */
function tooFew(units: readonly Unit[], all: readonly number[], before: TooFew = []): TooFew {
  const complete = withSums(withSums(units, all), all).map((unit) => ({
    ...unit,
    ranges: rangesOf(unit.ties),
    key: unit.ties.join(),
  }));
  const single = all.map((row) => complete.find(({ rows }) => rows.length === 1 && rows[0] === row)?.entered ?? []);
  return complete.map(({ rows, ranges, key }, place) => {
    const parts = complete.filter(
      (unit) => unit.rows.length < rows.length && unit.rows.every((row) => rows.includes(row)),
    );
    const of = [key, ...parts.map((part) => part.key)].join("|");
    const known = before[place];
    if (known?.of === of) return known;
    const own = ranges.map((within): Known => ({ rows, within }));
    const fewer = parts
      .flatMap((unit) => unit.ranges.map((within): Known => ({ rows: unit.rows, within })))
      .toSorted((one, other) => sizeOf(other) - sizeOf(one));
    const found = ranges.filter((range) => {
      // of nobody, or of many in each month and row, every rest is enough
      if (!rows.some((row) => single[row]?.slice(range.first, range.last).some(isSmall))) return false;
      const shorter = own.filter(({ within }) => within !== range && isWithin(within, range));
      const smaller = fewer.filter(({ within }) => isWithin(within, range));
      return ![shorter, smaller, [...shorter, ...smaller]].every((some) => leavesEnough(single, rows, range, some));
    });
    return { of, ranges: found.map(({ first, last }) => `${rows} ${first} ${last}`) };
  });
}

/** For each end the first one that is tied to it in every part. */
function alikeIn(parts: readonly (readonly number[])[], count: number): readonly number[] {
  let alike = new Array<number>(count).fill(0);
  for (const part of parts) {
    const first = new Map<number, number>();
    alike = alike.map((group, node) => {
      const key = group * count + (part[node] ?? 0);
      const known = first.get(key) ?? node;
      first.set(key, known);
      return known;
    });
  }
  return alike;
}

/** What is known of rows together between two ends. */
interface Known {
  readonly rows: readonly number[];
  readonly within: Range;
}

/** Months from the end of one to the end of another, places of both. */
interface Range {
  readonly first: number;
  readonly last: number;
}

/** Between ends that are tied and have no such end between them; the longest first. */
function rangesOf(ties: readonly number[]): readonly Range[] {
  const before = new Map<number, number>();
  const ranges: Range[] = [];
  for (const [last, tie] of ties.entries()) {
    const first = before.get(tie);
    if (first !== undefined) ranges.push({ first, last });
    before.set(tie, last);
  }
  return ranges.toSorted((a, b) => b.last - b.first - (a.last - a.first));
}

const sizeOf = ({ rows, within: { first, last } }: Known): number => rows.length * (last - first);

const isWithin = (part: Range, whole: Range): boolean => part.first >= whole.first && part.last <= whole.last;

/** Ends that are tied in each of the rows, or in the whole and in each of the others, are so in all of the rows. */
function withSums(units: readonly Unit[], all: readonly number[]): readonly Unit[] {
  const whole = units.find(({ rows }) => rows.length === all.length)?.ties ?? [];
  const single = all.map((row) => units.find(({ rows }) => rows.length === 1 && rows[0] === row)?.ties ?? []);
  return units.map((unit) => {
    const parts = [
      unit.rows.map((row) => single[row] ?? []),
      [whole, ...all.filter((row) => !unit.rows.includes(row)).map((row) => single[row] ?? [])],
    ];
    let { ties } = unit;
    for (const each of parts)
      for (const [node, first] of alikeIn(each, ties.length).entries()) ties = tied(ties, first, node);
    return { ...unit, ties };
  });
}

/**
 * Whether those who entered in some rows between two ends, without what is known of them otherwise, are nobody or more
 * than few, and not one in each month and row.
 */
function leavesEnough(
  entered: readonly (readonly number[])[],
  rows: readonly number[],
  { first, last }: Range,
  known: readonly Known[],
): boolean {
  const taken = new Uint8Array(entered.length * (last - first));
  const isFree = (part: Known): boolean => {
    for (const row of part.rows)
      for (let month = part.within.first; month < part.within.last; month++)
        if (taken[row * (last - first) + month - first] === 1) return false;
    return true;
  };
  for (const part of known) {
    if (!isFree(part)) continue;
    for (const row of part.rows)
      taken.fill(1, row * (last - first) + part.within.first - first, row * (last - first) + part.within.last - first);
  }
  let [sum, places] = [0, 0];
  for (const row of rows) {
    for (let month = first; month < last; month++) {
      const count = taken[row * (last - first) + month - first] === 1 ? 0 : (entered[row]?.[month] ?? 0);
      sum += count;
      if (count > 0) places += 1;
    }
  }
  return sum === 0 || (!isSmall(sum) && (sum > places || places === 1));
}
