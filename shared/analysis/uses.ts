/**
 * What readers did, as columns: one row for each reader, day and kind, sorted in that order. Every analysis
 * reads it; it is built in one pass over the tables and is the same whatever order the rows came in.
 */
import { ACTIVITY_KINDS } from "../model/activity.ts";
import type { Days } from "./ascending.ts";

/**
 * Kinds of use: activities, a service record that the reader began, an opinion, and beside a record or an opinion taken
 * in person that the reader stood at the desk. The place is the code in `kinds`.
 */
export const USE_KINDS = [...ACTIVITY_KINDS, "contact", "opinion", "at-desk"] as const;
export type UseKind = (typeof USE_KINDS)[number];

/**
 * Rows `starts[i]` to `starts[i + 1]` are those of `readers[i]`, by day and then kind. Days count from
 * 1970-01-01; rows of one reader, day and kind are one row with the sum of their amounts.
 */
export interface Uses {
  readonly readers: readonly string[];
  readonly starts: Uint32Array;
  readonly days: Int32Array;
  readonly kinds: Uint8Array;
  readonly amounts: Uint32Array;
}

/** One reader's rows: those from `from` up to `to` of the columns. */
export interface ReaderUses extends Days {
  readonly kinds: Uint8Array;
  readonly amounts: Uint32Array;
}

export interface UseRow {
  readonly reader: string;
  /** Days since 1970-01-01. */
  readonly day: number;
  readonly kind: UseKind;
  readonly amount: number;
}

/** Rows that were left out, by the first thing wrong with them. */
export interface LeftOut {
  readonly reader: number;
  readonly day: number;
  readonly kind: number;
  readonly amount: number;
}

const KIND_CODES: ReadonlyMap<string, number> = new Map(USE_KINDS.map((kind, code) => [kind, code]));
const IN_THE_HOUSE: ReadonlySet<UseKind> = new Set(["visit", "loan", "return", "event", "print", "space", "at-desk"]);
/** 0001-01-01 and 9999-12-31: what a day of the model can be. */
const FIRST_DAY = -719_162;
const LAST_DAY = 2_932_896;
const MOST = 0xffff_ffff;

export const kindCode = (kind: UseKind): number => USE_KINDS.indexOf(kind);

/**
 * Whether a use of the kind means that the reader was in the house, by code: a day with one of them is a
 * *visit day*. Loans and events count, and who was served at the desk, so that a library without a gate counter knows its
 * visitors too, and nobody is missed on the day they stood at the desk. One definition for the life cycle, the use value,
 * the trend and the forecast. Recorded visits of the reports are another figure, and stay those that were recorded.
 */
export const IS_VISIT: readonly boolean[] = USE_KINDS.map((kind) => IN_THE_HOUSE.has(kind));

/** Takes rows one at a time, so that a million of them need not be held. */
export interface UseBuilder {
  readonly add: (row: UseRow) => void;
  readonly built: () => { readonly uses: Uses; readonly leftOut: LeftOut };
}

/** @param readers every reader once, also those without any use; rows of others are left out */
export function createUses(
  readers: readonly string[],
  indexes: ReadonlyMap<string, number> = new Map(readers.map((reader, index) => [reader, index])),
): UseBuilder {
  const leftOut = { reader: 0, day: 0, kind: 0, amount: 0 };
  const columns = createColumns();
  return {
    add({ reader, day, kind, amount }) {
      const index = indexes.get(reader);
      const code = KIND_CODES.get(kind);
      if (index === undefined) leftOut.reader++;
      else if (!(Number.isInteger(day) && day >= FIRST_DAY && day <= LAST_DAY)) leftOut.day++;
      else if (code === undefined) leftOut.kind++;
      else if (!(Number.isInteger(amount) && amount > 0 && amount <= MOST)) leftOut.amount++;
      else columns.add(index, day, code, amount);
    },
    built: () => ({ uses: columns.sorted(readers), leftOut }),
  };
}

/** As `createUses`, of rows that are at hand. */
export function buildUses(
  readers: readonly string[],
  rows: Iterable<UseRow>,
): { readonly uses: Uses; readonly leftOut: LeftOut } {
  const builder = createUses(readers);
  for (const row of rows) builder.add(row);
  return builder.built();
}

export const usesOf = ({ starts, days, kinds, amounts }: Uses, reader: number): ReaderUses => {
  const from = starts[reader] ?? 0;
  return { days, kinds, amounts, from, to: starts[reader + 1] ?? from };
};

interface Columns {
  readonly add: (reader: number, day: number, kind: number, amount: number) => void;
  readonly sorted: (readers: readonly string[]) => Uses;
}

function createColumns(): Columns {
  let room = 1024;
  let size = 0;
  let readers = new Uint32Array(room);
  let days = new Int32Array(room);
  let kinds = new Uint8Array(room);
  let amounts = new Uint32Array(room);
  const grow = (): void => {
    room *= 2;
    const [oldReaders, oldDays, oldKinds, oldAmounts] = [readers, days, kinds, amounts];
    readers = new Uint32Array(room);
    days = new Int32Array(room);
    kinds = new Uint8Array(room);
    amounts = new Uint32Array(room);
    readers.set(oldReaders);
    days.set(oldDays);
    kinds.set(oldKinds);
    amounts.set(oldAmounts);
  };
  return {
    add(reader, day, kind, amount) {
      if (size === room) grow();
      readers[size] = reader;
      days[size] = day;
      kinds[size] = kind;
      amounts[size++] = amount;
    },
    sorted(names) {
      const order = orderOf(readers, days, kinds, size, names.length);
      return gather(order, names, { readers, days, kinds, amounts });
    },
  };
}

/** Places of the rows by reader, day, kind: three stable counting sorts, the least important key first. */
function orderOf(
  readers: Uint32Array,
  days: Int32Array,
  kinds: Uint8Array,
  size: number,
  readerCount: number,
): Uint32Array {
  let first = LAST_DAY;
  let last = FIRST_DAY;
  for (let row = 0; row < size; row++) {
    const day = days[row] ?? 0;
    if (day < first) first = day;
    if (day > last) last = day;
  }
  const order = new Uint32Array(size);
  for (let row = 0; row < size; row++) order[row] = row;
  const byKind = countingSort(order, kinds, 0, USE_KINDS.length);
  const byDay = countingSort(byKind, days, first, Math.max(0, last - first + 1));
  return countingSort(byDay, readers, 0, readerCount);
}

/** @param keys of each row, from `lowest` on, so many different ones */
function countingSort(
  order: Uint32Array,
  keys: Uint32Array | Int32Array | Uint8Array,
  lowest: number,
  count: number,
): Uint32Array {
  const places = new Uint32Array(count + 1);
  for (let index = 0; index < order.length; index++) {
    const next = (keys[order[index] ?? 0] ?? 0) - lowest + 1;
    places[next] = (places[next] ?? 0) + 1;
  }
  for (let key = 1; key <= count; key++) places[key] = (places[key] ?? 0) + (places[key - 1] ?? 0);
  const sorted = new Uint32Array(order.length);
  for (let index = 0; index < order.length; index++) {
    const row = order[index] ?? 0;
    const key = (keys[row] ?? 0) - lowest;
    const place = places[key] ?? 0;
    sorted[place] = row;
    places[key] = place + 1;
  }
  return sorted;
}

/** Copies the rows in order and adds up those of one reader, day and kind. */
function gather(
  order: Uint32Array,
  names: readonly string[],
  from: { readers: Uint32Array; days: Int32Array; kinds: Uint8Array; amounts: Uint32Array },
): Uses {
  const starts = new Uint32Array(names.length + 1);
  const days = new Int32Array(order.length);
  const kinds = new Uint8Array(order.length);
  const amounts = new Uint32Array(order.length);
  let size = 0;
  let before = -1;
  for (const row of order) {
    const reader = from.readers[row] ?? 0;
    const day = from.days[row] ?? 0;
    const kind = from.kinds[row] ?? 0;
    const amount = from.amounts[row] ?? 0;
    if (reader === before && days[size - 1] === day && kinds[size - 1] === kind) {
      amounts[size - 1] = Math.min(MOST, (amounts[size - 1] ?? 0) + amount);
      continue;
    }
    while (before < reader) starts[++before] = size;
    days[size] = day;
    kinds[size] = kind;
    amounts[size++] = amount;
  }
  while (before < names.length) starts[++before] = size;
  return {
    readers: names,
    starts,
    days: days.slice(0, size),
    kinds: kinds.slice(0, size),
    amounts: amounts.slice(0, size),
  };
}
