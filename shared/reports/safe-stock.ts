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
 * Rows together, and ends of months: 0 is before the first one. Ends that bear one number are tied: all cards that
 * were made between them are known.
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
 * Before the first month every number counts as told; a difference over more months than are given is not looked at.
 */
export function safeStock(months: readonly StockMonth[], flows: readonly FlowSpan[], mayBeTold: ToldStock): ToldStock {
  const count = months[0]?.valid.length ?? 0;
  const rest = count - 1;
  const all = Array.from({ length: count }, (_, row) => row);
  let units = rowGroups(count).map(({ rows }) => withFlows(rows, months, flows, count));
  if (units.every(({ entered }) => !entered.some(isSmall))) return mayBeTold;
  let known = tooFew(units, all);
  return months.map(({ valid }, month) => {
    const largestFirst = all.filter((row) => row !== rest).toSorted((a, b) => (valid[b] ?? 0) - (valid[a] ?? 0));
    const here: (number | null)[] = [];
    for (const row of [null, ...largestFirst]) {
      if (mayBeTold[month]?.includes(row) !== true) continue;
      const next = units.map((unit) => (!isDerived(unit.rows, here, count) && isDerived(unit.rows, [...here, row], count) ? toldAt(unit, month + 1) : unit));
      const found = tooFew(next, all);
      if ([...found].some((each) => !known.has(each))) continue;
      [units, known] = [next, found];
      here.push(row);
    }
    return here;
  });
}

/** Whether rows together are told by those that are, or by the whole without the others. */
function isDerived(rows: readonly number[], told: readonly (number | null)[], count: number): boolean {
  const others = Array.from({ length: count }, (_, row) => row).filter((row) => !rows.includes(row));
  return rows.every((row) => told.includes(row)) || (told.includes(null) && others.every((row) => told.includes(row)));
}

/** As new cards alone tie the ends of months. */
function withFlows(rows: readonly number[], months: readonly StockMonth[], flows: readonly FlowSpan[], count: number): Unit {
  const sumOf = (of: readonly number[]): number => rows.reduce((sum, row) => sum + (of[row] ?? 0), 0);
  let ties: readonly number[] = Array.from({ length: months.length + 1 }, (_, node) => node);
  for (const { from, to, told } of flows) {
    const isAllEntered = months.slice(from, to + 1).every((month) => sumOf(month.entered) === sumOf(month.made));
    if (isAllEntered && isDerived(rows, told, count)) ties = tied(ties, from, to + 1);
  }
  return { rows, entered: months.map((month) => sumOf(month.entered)), ended: months.map((month) => sumOf(month.ended)), ties, last: 0 };
}

function tied(ties: readonly number[], one: number, other: number): readonly number[] {
  const [from, to] = [ties[one], ties[other] ?? other];
  return from === to ? ties : ties.map((each) => (each === from ? to : each));
}

/** A number tells what was made since the last one, if no card has ended in between. */
const toldAt = (unit: Unit, node: number): Unit => ({ ...unit, ties: unit.ended.slice(unit.last, node).some((each) => each > 0) ? unit.ties : tied(unit.ties, unit.last, node), last: node });

/** Of which rows between which ends so few were made that it must not be known, and is. */
function tooFew(units: readonly Unit[], all: readonly number[]): ReadonlySet<string> {
  const found = new Set<string>();
  const complete = withSums(withSums(units, all), all);
  for (const { rows, entered, ties } of complete) {
    const before = new Map<number, number>();
    for (const [node, tie] of ties.entries()) {
      const last = before.get(tie);
      if (last !== undefined && !isEnough(entered, ties, last, node)) found.add(`${rows} ${last} ${node}`);
      before.set(tie, node);
    }
  }
  return found;
}

/** Ends that are tied in each of the rows, or in the whole and in each of the others, are so in all of the rows. */
function withSums(units: readonly Unit[], all: readonly number[]): readonly Unit[] {
  const whole = units.find(({ rows }) => rows.length === all.length)?.ties ?? [];
  const single = all.map((row) => units.find(({ rows }) => rows.length === 1 && rows[0] === row)?.ties ?? []);
  return units.map((unit) => {
    const parts = [unit.rows.map((row) => single[row] ?? []), [whole, ...all.filter((row) => !unit.rows.includes(row)).map((row) => single[row] ?? [])]];
    let { ties } = unit;
    for (const each of parts) {
      const first = new Map<string, number>();
      for (const node of ties.keys()) {
        const key = each.map((of) => of[node]).join();
        ties = tied(ties, first.get(key) ?? node, node);
        if (!first.has(key)) first.set(key, node);
      }
    }
    return { ...unit, ties };
  });
}

/** Whether those who entered between two ends, without the months of which it is known otherwise, are nobody or more than few, and not one in each month. */
function isEnough(entered: readonly number[], ties: readonly number[], first: number, last: number): boolean {
  const open = Array.from({ length: last - first }, (_, place) => first + place).filter((month) => {
    const behind = new Set(ties.slice(month + 1, last + 1).filter((tie) => tie !== ties[first]));
    return !ties.slice(first, month + 1).some((tie) => behind.has(tie));
  });
  const counts = open.map((month) => entered[month] ?? 0).filter((each) => each > 0);
  const sum = counts.reduce((all, each) => all + each, 0);
  return sum === 0 || (!isSmall(sum) && (sum > counts.length || counts.length === 1));
}
