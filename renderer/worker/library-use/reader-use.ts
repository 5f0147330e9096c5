/**
 * What is held of one reader: facts, uses, and what colleagues gave. Of most readers it is read from columns of the
 * whole library where it is asked for, since views of their own would take a hundred megabytes.
 */
import type { Days } from "#shared/analysis/ascending.ts";
import { fillUseDays, fillVisitDays } from "#shared/analysis/life/life-state.ts";
import { createUses, type ReaderUses, type UseRow, type Uses, usesOf } from "#shared/analysis/uses.ts";
import { factsAt, type PackedFacts } from "./packed-facts.ts";
import type { ReaderFacts } from "./reader-facts.ts";

export interface ReaderUse {
  readonly id: string;
  readonly facts: ReaderFacts;
  readonly uses: ReaderUses;
  /** Days with any use, and days in the house: ascending, each once. */
  readonly useDays: Days;
  readonly visitDays: Days;
  /** Service records, whoever began them: amounts are how many. */
  readonly contacts: ReaderUses;
  /** Amounts are minutes of service records. */
  readonly minutes: ReaderUses;
  /** The last day on which a colleague got in touch. */
  readonly lastContactedOn: number | undefined;
}

/** Before every day there can be. */
const NEVER = -(2 ** 31);

/** In the same order of readers. */
interface UseColumns {
  readonly uses: Uses;
  readonly contacts: Uses;
  readonly minutes: Uses;
  /** Of each reader the last day on which a colleague got in touch, or `NEVER`. */
  readonly contacted: Int32Array;
}

export interface LibraryReading {
  readonly use: (row: UseRow) => void;
  readonly contact: (reader: string, day: number, count: number, minutes: number, isOut: boolean) => void;
  readonly built: () => UseColumns;
}

/** Rows of readers who are not here are left out. */
export function createUseReading(ids: readonly string[]): LibraryReading {
  const places = new Map(ids.map((id, place) => [id, place]));
  const [uses, contacts, minutes] = [createUses(ids, places), createUses(ids, places), createUses(ids, places)];
  const contacted = new Int32Array(ids.length).fill(NEVER);
  return {
    use: uses.add,
    contact(reader, day, count, took, isOut) {
      contacts.add({ reader, day, kind: "contact", amount: count });
      if (took > 0) minutes.add({ reader, day, kind: "contact", amount: took });
      const place = isOut ? places.get(reader) : undefined;
      if (place !== undefined) contacted[place] = Math.max(contacted[place] ?? NEVER, day);
    },
    built: () => ({
      uses: uses.built().uses,
      contacts: contacts.built().uses,
      minutes: minutes.built().uses,
      contacted,
    }),
  };
}

/** @param facts in the order of the columns */
export function readersOfColumns(columns: UseColumns, facts: PackedFacts): readonly ReaderUse[] {
  const { uses } = columns;
  const days: DayColumns = { use: daysIn(uses, fillUseDays), visit: daysIn(uses, fillVisitDays) };
  return uses.readers.map((id, place) => new ColumnReader(id, factsAt(facts, place), columns, days, place));
}

/** Columns of these readers, in their order. */
export function columnsOf(readers: readonly ReaderUse[]): UseColumns {
  const ids = readers.map(({ id }) => id);
  const gathered = (of: (reader: ReaderUse) => ReaderUses): Uses => {
    const own = readers.map(of);
    const starts = new Uint32Array(ids.length + 1);
    for (let place = 0; place < own.length; place++) starts[place + 1] = (starts[place] ?? 0) + lengthOf(own[place]);
    const size = starts[ids.length] ?? 0;
    const all: Uses = {
      readers: ids,
      starts,
      days: new Int32Array(size),
      kinds: new Uint8Array(size),
      amounts: new Uint32Array(size),
    };
    for (const [place, { days, kinds, amounts, from, to }] of own.entries()) {
      let at = starts[place] ?? 0;
      for (let row = from; row < to; row++) {
        all.days[at] = days[row] ?? 0;
        all.kinds[at] = kinds[row] ?? 0;
        all.amounts[at++] = amounts[row] ?? 0;
      }
    }
    return all;
  };
  return {
    uses: gathered(({ uses }) => uses),
    contacts: gathered(({ contacts }) => contacts),
    minutes: gathered(({ minutes }) => minutes),
    contacted: Int32Array.from(readers, ({ lastContactedOn = NEVER }) => lastContactedOn),
  };
}

interface DayColumn {
  readonly starts: Uint32Array;
  readonly days: Int32Array;
}

/** Of the reader at a place. */
type DaysOf = (place: number) => Days;

interface DayColumns {
  readonly use: DaysOf;
  readonly visit: DaysOf;
}

/**
 * So many readers are asked for alone: a start that has kept sums asks of a few who have changed, all others of
 * everybody.
 */
const FEW = 500;

function daysIn(uses: Uses, fill: typeof fillUseDays): DaysOf {
  let column: DayColumn | null = null;
  let asked = 0;
  return (place) => {
    if (column === null && asked++ < FEW) return ownDays(usesOf(uses, place), fill);
    column ??= dayColumn(uses, fill);
    return daysAt(column, place);
  };
}

function ownDays(own: ReaderUses, fill: typeof fillUseDays): Days {
  const days = new Int32Array(own.to - own.from);
  return { days, from: 0, to: fill(own, days, 0) };
}

class ColumnReader implements ReaderUse {
  readonly id: string;
  readonly facts: ReaderFacts;
  private readonly columns: UseColumns;
  private readonly days: DayColumns;
  private readonly place: number;

  constructor(id: string, facts: ReaderFacts, columns: UseColumns, days: DayColumns, place: number) {
    this.id = id;
    this.facts = facts;
    this.columns = columns;
    this.days = days;
    this.place = place;
  }

  get uses(): ReaderUses {
    return usesOf(this.columns.uses, this.place);
  }
  get useDays(): Days {
    return this.days.use(this.place);
  }
  get visitDays(): Days {
    return this.days.visit(this.place);
  }
  get contacts(): ReaderUses {
    return usesOf(this.columns.contacts, this.place);
  }
  get minutes(): ReaderUses {
    return usesOf(this.columns.minutes, this.place);
  }
  get lastContactedOn(): number | undefined {
    const day = this.columns.contacted[this.place] ?? NEVER;
    return day === NEVER ? undefined : day;
  }
}

const daysAt = ({ starts, days }: DayColumn, place: number): Days => ({
  days,
  from: starts[place] ?? 0,
  to: starts[place + 1] ?? 0,
});

const lengthOf = (uses: ReaderUses | undefined): number => (uses === undefined ? 0 : uses.to - uses.from);

function dayColumn(uses: Uses, fill: typeof fillUseDays): DayColumn {
  const count = uses.readers.length;
  const starts = new Uint32Array(count + 1);
  const days = new Int32Array(uses.days.length);
  let size = 0;
  for (let place = 0; place < count; place++) {
    size += fill(usesOf(uses, place), days, size);
    starts[place + 1] = size;
  }
  return { starts, days: days.slice(0, size) };
}
