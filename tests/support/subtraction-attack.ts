/**
 * A reader of tables who adds and subtracts what they tell: all sums and differences of the cells, each taken once,
 * away, or not at all. Those that are a group of persons, each counted once, are what the tables tell.
 */

/**
 * @param told of each cell the places of what it counts @returns groups by the places of what they count, none twice
 */
export function groupsTold(size: number, told: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const cells = withoutTwins(told);
  const groups = new Map<string, readonly number[]>();
  const at = new Int8Array(size);
  const look = (from: number): void => {
    if (from === cells.length) {
      if (at.every((times) => times === 0 || times === 1))
        groups.set(
          at.join(""),
          [...at.keys()].filter((place) => at[place] === 1),
        );
      return;
    }
    for (const times of [0, 1, -1]) {
      for (const place of cells[from] ?? []) at[place] = (at[place] ?? 0) + times;
      look(from + 1);
      for (const place of cells[from] ?? []) at[place] = (at[place] ?? 0) - times;
    }
  };
  look(0);
  return [...groups.values()];
}

const withoutTwins = (told: readonly (readonly number[])[]): readonly (readonly number[])[] => [
  ...new Map(told.map((cell) => [cell.join(), cell])).values(),
];

export interface CountedSet {
  readonly name: string;
  readonly persons: ReadonlySet<string>;
}

const PRIME = 1_000_003;

/**
 * The same reader of larger tables, who reckons by elimination: of sets that are told of a row or of all rows, which
 * groups of one to four persons can be worked out. Looked for are each set, and each without one that lies in it, of
 * all rows together in every way.
 * @param told row null for all of them; the last row is never told by itself
 * @param possible sets that a person can be in together, though nobody is: whoever reads the tables does not know that
 */
export function fewTold(
  sets: readonly CountedSet[],
  rows: number,
  rowOf: (person: string) => number,
  told: readonly { readonly row: number | null; readonly name: string }[],
  possible: readonly (readonly string[])[] = [],
): readonly { readonly what: string; readonly persons: number }[] {
  const atoms = new Map<string, { readonly row: number; readonly sets: ReadonlySet<string>; persons: number }>();
  for (const person of new Set(sets.flatMap(({ persons }) => [...persons]))) {
    const own = sets.filter(({ persons }) => persons.has(person)).map(({ name }) => name);
    const key = `${rowOf(person)} ${own.join("|")}`;
    const atom = atoms.get(key) ?? { row: rowOf(person), sets: new Set(own), persons: 0 };
    atom.persons += 1;
    atoms.set(key, atom);
  }
  // that nobody of a row is in a class of the others is known to nobody
  const classes = [
    ...new Map(
      [...[...atoms.values()].map((atom) => atom.sets), ...possible.map((of) => new Set(of))].map((of) => [
        [...of].join("|"),
        of,
      ]),
    ).values(),
  ];
  const all = Array.from({ length: rows }, (_, row) => row);
  const cells = all.flatMap((row) =>
    classes.map((of) => ({ row, of, persons: atoms.get(`${row} ${[...of].join("|")}`)?.persons ?? 0 })),
  );
  const vectorOf = (some: readonly number[], isIn: (of: ReadonlySet<string>) => boolean): number[] =>
    cells.map(({ row, of }) => (some.includes(row) && isIn(of) ? 1 : 0));
  const sizeOf = (vector: readonly number[]): number =>
    cells.reduce((sum, { persons }, place) => sum + (vector[place] === 1 ? persons : 0), 0);
  const isFew = (size: number): boolean => size > 0 && size < 5;

  const known: { readonly pivot: number; readonly vector: number[] }[] = [];
  const without = (vector: number[]): number[] => {
    for (const { pivot, vector: of } of known) {
      const times = vector[pivot] ?? 0;
      if (times !== 0)
        for (let place = 0; place < vector.length; place++)
          vector[place] = ((vector[place] ?? 0) + (PRIME - times) * (of[place] ?? 0)) % PRIME;
    }
    return vector;
  };
  for (const { row, name } of told) {
    const vector = without(vectorOf(row === null ? all : [row], (of) => of.has(name)));
    const pivot = vector.findIndex((each) => each !== 0);
    if (pivot < 0) continue;
    const first = inverse(vector[pivot] ?? 1);
    const scaled = vector.map((each) => (each * first) % PRIME);
    for (const each of known) {
      const times = each.vector[pivot] ?? 0;
      if (times !== 0)
        for (let place = 0; place < scaled.length; place++)
          each.vector[place] = ((each.vector[place] ?? 0) + (PRIME - times) * (scaled[place] ?? 0)) % PRIME;
    }
    known.push({ pivot, vector: scaled });
  }
  const isWithin = (part: CountedSet, whole: CountedSet): boolean =>
    part !== whole && [...part.persons].every((person) => whole.persons.has(person));
  const sought = Array.from({ length: 2 ** rows - 1 }, (_, bits) =>
    all.filter((row) => ((bits + 1) & (2 ** row)) !== 0),
  ).flatMap((some) =>
    sets.flatMap((whole) => [
      { what: `${some} ${whole.name}`, vector: vectorOf(some, (of) => of.has(whole.name)) },
      ...sets
        .filter((part) => isWithin(part, whole))
        .map((part) => ({
          what: `${some} ${whole.name} without ${part.name}`,
          vector: vectorOf(some, (of) => of.has(whole.name) && !of.has(part.name)),
        })),
    ]),
  );
  return sought
    .filter(({ vector }) => isFew(sizeOf(vector)) && without([...vector]).every((each) => each === 0))
    .map(({ what, vector }) => ({ what, persons: sizeOf(vector) }));
}

function inverse(value: number): number {
  let result = 1;
  let [base, rest] = [value, PRIME - 2];
  for (; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = (result * base) % PRIME;
    base = (base * base) % PRIME;
  }
  return result;
}
