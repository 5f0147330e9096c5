/**
 * Readers as columns: what a segment can ask of them, one column a field, each in the same order of readers.
 * A column of a hundred thousand readers is read in a few milliseconds, where as many records take seconds.
 */

/**
 * Every field that a segment can ask, with the kind of its column. The list grows; a name is never given another kind.
 */
export const SEGMENT_FIELDS = {
  category: "choice",
  branch: "choice",
  gender: "choice",
  ageBand: "choice",
  language: "choice",
  organisation: "choice",
  unit: "choice",
  source: "choice",
  owner: "choice",
  preferredChannel: "choice",
  lifeState: "choice",
  path: "choice",
  /** `core` or nothing. */
  core: "choice",
  age: "number",
  r: "number",
  f: "number",
  v: "number",
  frequency: "number",
  value: "number",
  breadth: "number",
  participation: "number",
  /** Per cent, of coming at least once in twelve months; the name is that of the rules which ask it since before. */
  probabilityActive: "number",
  /** Days in twelve months. */
  expectedVisits: "number",
  openOpinions: "number",
  /** Days in the house, ever. */
  visits: "number",
  enrolledOn: "day",
  expiresOn: "day",
  lastUseOn: "day",
  lastVisitOn: "day",
  /** The last time that a colleague got in touch. */
  lastContactedOn: "day",
  lastOpinionOn: "day",
  /** Main classes. */
  interests: "set",
  /** `channel.purpose` of consents that are given. */
  consents: "set",
  /** `channel.purpose` for which the reader may be contacted today: agreed or by duty, not refused, and reachable. */
  mayContact: "set",
  tags: "set",
  serviceNeeds: "set",
  /** What the reader can give to the library, each thing by itself. */
  offers: "set",
  services: "set",
  /** Types of opinions that wait for an answer. */
  openOpinionTypes: "set",
  /** Waves of questionnaires that the reader has answered by name. */
  answeredWaves: "set",
} as const satisfies Readonly<Record<string, Column["kind"]>>;

export type SegmentField = keyof typeof SEGMENT_FIELDS;

export type Column = ChoiceColumn | NumberColumn | DayColumn | SetColumn;

export interface ChoiceColumn {
  readonly kind: "choice";
  /** For each reader the place in `values` plus one; 0 where it is not known. */
  readonly codes: Uint32Array;
  readonly values: readonly string[];
}

export interface NumberColumn {
  readonly kind: "number";
  /** NaN where it is not known. */
  readonly numbers: Float64Array;
}

export interface DayColumn {
  readonly kind: "day";
  /** Days since 1970-01-01, NaN where it is not known. */
  readonly numbers: Float64Array;
}

export interface SetColumn {
  readonly kind: "set";
  /** The values of reader i are `codes[starts[i]]` to `codes[starts[i + 1] - 1]`, places in `values`. */
  readonly starts: Uint32Array;
  readonly codes: Uint32Array;
  readonly values: readonly string[];
}

export interface ReaderColumns {
  /** Ids, in the order of every column. */
  readonly readers: readonly string[];
  readonly columns: Readonly<Partial<Record<SegmentField, Column>>>;
}

/** An empty value counts as not known. */
export function choiceColumn(values: Iterable<string | undefined>): ChoiceColumn {
  const places = createPlaces();
  const codes = Array.from(values, (value) => (value === undefined || value === "" ? 0 : places.of(value) + 1));
  return { kind: "choice", codes: Uint32Array.from(codes), values: places.values };
}

export const numberColumn = (numbers: Iterable<number | undefined>): NumberColumn => ({
  kind: "number",
  numbers: finite(numbers),
});

/** @param days since 1970-01-01 */
export const dayColumn = (days: Iterable<number | undefined>): DayColumn => ({ kind: "day", numbers: finite(days) });

export function setColumn(sets: Iterable<readonly string[] | undefined>): SetColumn {
  const places = createPlaces();
  const starts = [0];
  const codes: number[] = [];
  for (const set of sets) {
    for (const value of set ?? []) codes.push(places.of(value));
    starts.push(codes.length);
  }
  return { kind: "set", starts: Uint32Array.from(starts), codes: Uint32Array.from(codes), values: places.values };
}

type ColumnValue = string | number | readonly string[] | undefined;

/**
 * The column with other values for some readers; the given one stays as it is. Values that nobody has any more may
 * still stand in its list.
 * @param changes by place; of the kind of the column
 */
export function withValues(column: Column, changes: ReadonlyMap<number, ColumnValue>): Column {
  switch (column.kind) {
    case "choice": {
      const places = createPlaces(column.values);
      const codes = column.codes.slice();
      for (const [reader, value] of changes)
        codes[reader] = typeof value === "string" && value !== "" ? places.of(value) + 1 : 0;
      return { kind: "choice", codes, values: places.values };
    }
    case "number":
    case "day": {
      const numbers = column.numbers.slice();
      for (const [reader, value] of changes)
        numbers[reader] = typeof value === "number" && Number.isFinite(value) ? value : Number.NaN;
      return { kind: column.kind, numbers };
    }
    case "set":
      return withSets(column, changes);
  }
}

function withSets({ starts, codes, values }: SetColumn, changes: ReadonlyMap<number, ColumnValue>): SetColumn {
  const places = createPlaces(values);
  const nextStarts = new Uint32Array(starts.length);
  const nextCodes: number[] = [];
  for (let reader = 0; reader + 1 < starts.length; reader++) {
    if (changes.has(reader)) {
      const value = changes.get(reader);
      if (typeof value === "object") for (const each of value) nextCodes.push(places.of(each));
    } else
      for (let place = starts[reader] ?? 0; place < (starts[reader + 1] ?? 0); place++)
        nextCodes.push(codes[place] ?? 0);
    nextStarts[reader + 1] = nextCodes.length;
  }
  return { kind: "set", starts: nextStarts, codes: Uint32Array.from(nextCodes), values: places.values };
}

/** What a column says of one reader: a value, a number or several values; undefined where nothing is known. */
export function valueAt(column: Column, reader: number): ColumnValue {
  switch (column.kind) {
    case "choice":
      return column.values[(column.codes[reader] ?? 0) - 1];
    case "number":
    case "day": {
      const number = column.numbers[reader] ?? Number.NaN;
      return Number.isNaN(number) ? undefined : number;
    }
    case "set": {
      const codes = column.codes.subarray(column.starts[reader] ?? 0, column.starts[reader + 1] ?? 0);
      return codes.length === 0 ? undefined : Array.from(codes, (code) => column.values[code] ?? "");
    }
  }
}

const finite = (numbers: Iterable<number | undefined>): Float64Array =>
  Float64Array.from(
    Array.from(numbers, (number) => (number !== undefined && Number.isFinite(number) ? number : Number.NaN)),
  );

function createPlaces(known: readonly string[] = []): {
  readonly of: (value: string) => number;
  readonly values: readonly string[];
} {
  const places = new Map(known.map((value, place) => [value, place]));
  const values = [...known];
  return {
    values,
    of(value) {
      const place = places.get(value);
      if (place !== undefined) return place;
      places.set(value, values.length);
      return values.push(value) - 1;
    },
  };
}
