/**
 * Which cells of a table of persons may be told: none of one to four persons, and none from which, with all others
 * that are told, sums and differences tell a group of so few. Cells are decided one after another, the important ones
 * first, and one that tells too much beside those before it stays hidden; so what was decided before never changes
 * with what comes after it.
 */
import { inverse, scale, subtract } from "./exact-vectors.ts";
import { isSmall, SMALLEST_SHOWN } from "./small-cells.ts";

export interface SafeTable {
  /** @param row its place, or null for all rows together @param span its place */
  readonly shows: (row: number | null, span: number) => boolean;
}

interface Cell {
  /** Null for all rows, and undefined for some of them together, which is nowhere told. */
  readonly row: number | null | undefined;
  readonly rows: readonly number[];
  readonly span: number;
  /** The places of what it counts. */
  readonly of: readonly number[];
  readonly count: number;
}

/**
 * @param counts persons by row and column; the last row is what belongs to none of the others and is never told by
 * itself
 * @param spans the columns that are told together, the important ones first
 * @param watched further columns that are nowhere told together, and must not be worked out either where they are few
 */
export function safeTable(
  counts: readonly (readonly number[])[],
  spans: readonly (readonly number[])[],
  watched: readonly (readonly number[])[] = [],
): SafeTable {
  const width = counts[0]?.length ?? 0;
  const atoms = counts.flat();
  const rest = counts.length - 1;
  const groups = [...spans, ...watched];
  const cells = groups.flatMap((columns, span) =>
    rowGroups(counts.length).map(({ row, rows }): Cell => {
      const of = rows.flatMap((each) => columns.map((column) => each * width + column));
      return { row, rows, span, of, count: of.reduce((sum, place) => sum + (atoms[place] ?? 0), 0) };
    }),
  );
  if (!cells.some(({ count }) => isSmall(count))) return { shows: () => true };
  const attack = createAttack(
    atoms.length,
    cells.map(({ of }) => of),
  );
  const wholes = cells.map((whole) => partsOf(whole, cells, groups));
  const wholesOf = cells.map((): number[] => []);
  for (const [whole, ways] of wholes.entries()) for (const part of new Set(ways.flat())) wholesOf[part]?.push(whole);
  /**
   * What can be worked out: no few persons, and none left of a whole without some of its parts. Only what is new can
   * change that.
   */
  const isSafe = (told: ReadonlySet<number>, reached: readonly number[]): boolean =>
    !reached.some((place) => isSmall(cells[place]?.count ?? 0)) &&
    [...new Set([...reached, ...reached.flatMap((place) => wholesOf[place] ?? [])])].every((place) => {
      const cell = cells[place];
      if (cell === undefined || !told.has(place)) return true;
      return (wholes[place] ?? []).every((parts) =>
        leavesEnough(
          cell,
          parts.filter((part) => told.has(part)).map((part) => cells[part]?.of ?? []),
          atoms,
        ),
      );
    });
  const shown = new Set<string>();
  for (const span of spans.keys()) {
    const ofSpan = [...cells.keys()].filter(
      (place) => cells[place]?.span === span && cells[place]?.row !== undefined && cells[place]?.row !== rest,
    );
    const [whole, ...rows] = ofSpan;
    for (const place of [
      ...(whole === undefined ? [] : [whole]),
      ...rows.toSorted((a, b) => (cells[b]?.count ?? 0) - (cells[a]?.count ?? 0)),
    ]) {
      if (attack.take(cells[place]?.of ?? [], isSafe)) shown.add(keyOf(cells[place]?.row ?? null, span));
    }
  }
  return { shows: (row, span) => shown.has(keyOf(row, span)) };
}

const keyOf = (row: number | null, span: number): string => `${row ?? ""} ${span}`;

/** So many rows can be put together in every way; of more only those that few others are hidden with. */
const MOST_TOGETHER = 5;
const MOST_PAIRED = 12;

/** All rows, each by itself, and rows that may stay hidden together: the last one with another, all but one. */
export function rowGroups(count: number): readonly Pick<Cell, "row" | "rows">[] {
  const all = Array.from({ length: count }, (_, row) => row);
  const single = [{ row: null, rows: all }, ...all.map((row) => ({ row, rows: [row] }))];
  const together =
    count <= MOST_TOGETHER
      ? Array.from({ length: 2 ** count }, (_, bits) => all.filter((row) => (bits & (2 ** row)) !== 0))
      : count <= MOST_PAIRED
        ? [...all.slice(0, -1).map((row) => [row, count - 1]), ...all.map((row) => all.filter((each) => each !== row))]
        : [];
  return [
    ...single,
    ...together.filter(({ length }) => length > 1 && length < count).map((rows) => ({ row: undefined, rows })),
  ];
}

/** Places of the parts of a whole, by which it can be taken apart: of shorter spans, of fewer rows, and of both. */
function partsOf(
  whole: Cell,
  cells: readonly Cell[],
  spans: readonly (readonly number[])[],
): readonly (readonly number[])[] {
  const [columns, rows] = [new Set(spans[whole.span]), new Set(whole.rows)];
  const isIn = ({ span, rows: some }: Cell): boolean =>
    some.every((row) => rows.has(row)) && (spans[span] ?? []).every((column) => columns.has(column));
  const within = [...cells.entries()]
    .filter(([, cell]) => cell.of.length < whole.of.length && isIn(cell))
    .toSorted(([, a], [, b]) => b.of.length - a.of.length);
  const shorter = within.flatMap(([place, cell]) => (cell.rows.length === rows.size ? [place] : []));
  const fewer = within.flatMap(([place, cell]) => (cell.rows.length < rows.size ? [place] : []));
  return [shorter, fewer, [...shorter, ...fewer]];
}

/**
 * What is left of a cell without its parts, those before the others where they overlap: nobody, or more than few, and
 * not one in each.
 */
function leavesEnough(whole: Cell, parts: readonly (readonly number[])[], atoms: readonly number[]): boolean {
  const told = new Set<number>();
  for (const part of parts) if (!part.some((place) => told.has(place))) for (const place of part) told.add(place);
  const persons = whole.of.flatMap((place) =>
    told.has(place) || (atoms[place] ?? 0) === 0 ? [] : [atoms[place] ?? 0],
  );
  const sum = persons.reduce((all, each) => all + each, 0);
  return parts.length === 0 || sum === 0 || (sum >= SMALLEST_SHOWN && (sum > persons.length || persons.length === 1));
}

interface Attack {
  /**
   * Takes what one more cell tells, unless something is told with it that must not be. @param isSafe of the places of
   * all cells that can be worked out, and of those that are new among them
   */
  readonly take: (
    of: readonly number[],
    isSafe: (told: ReadonlySet<number>, reached: readonly number[]) => boolean,
  ) => boolean;
}

/** All sums and differences of what was taken, as rows of a matrix in echelon form; a cell that they reach is told. */
function createAttack(size: number, cells: readonly (readonly number[])[]): Attack {
  const byPivot = new Map<number, Float64Array>();
  const vectorOf = (of: readonly number[]): Float64Array => {
    const vector = new Float64Array(size);
    for (const place of of) vector[place] = 1;
    return vector;
  };
  // what no sum of the taken ones has reached yet of each cell
  const open = new Map(cells.map((of, place) => [place, vectorOf(of)]));
  const told = new Set<number>();
  return {
    take(of, isSafe) {
      const vector = vectorOf(of);
      for (let place = 0; place < size; place++) {
        const known = byPivot.get(place);
        if (known !== undefined) subtract(vector, known, vector[place] ?? 0);
      }
      const pivot = vector.findIndex((each) => each !== 0);
      if (pivot < 0) return true;
      scale(vector, inverse(vector[pivot] ?? 1));
      const next = [...open].flatMap(([place, left]) =>
        left[pivot] === 0 ? [] : [[place, subtract(Float64Array.from(left), vector, left[pivot] ?? 0)] as const],
      );
      const reached = next.flatMap(([place, left]) => (left.every((each) => each === 0) ? [place] : []));
      if (!isSafe(new Set([...told, ...reached]), reached)) return false;
      byPivot.set(pivot, vector);
      for (const [place, left] of next) open.set(place, left);
      for (const place of reached) {
        told.add(place);
        open.delete(place);
      }
      return true;
    },
  };
}
