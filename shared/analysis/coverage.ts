/** Coverage of the population served: which communities and ages the library reaches, and where readers are missing. */

/** @template K what the population is known by: community, age band, or both */
export interface ServedCell<K> {
  readonly key: K;
  readonly population: number;
  /** Readers among them, active ones or card holders. */
  readonly readers: number;
}

export interface CoveredCell<K> extends ServedCell<K> {
  /** Readers ÷ population; can be above 1 where people come from elsewhere. Undefined without a population. */
  readonly coverage: number | undefined;
  /** How many more readers there would be at the coverage of the whole; negative where there are more. */
  readonly missing: number | undefined;
}

export interface Coverage<K> {
  readonly population: number;
  readonly readers: number;
  readonly coverage: number | undefined;
  /** Where most readers are missing first; without a population last. */
  readonly cells: readonly CoveredCell<K>[];
}

/** Cells with a negative or unknown number are left out. */
export function coverageOf<K>(cells: readonly ServedCell<K>[]): Coverage<K> {
  const known = cells.filter(
    ({ population, readers }) =>
      Number.isFinite(population) && population >= 0 && Number.isFinite(readers) && readers >= 0,
  );
  // readers without a known population would make the whole look better covered than it is
  const served = known.filter(({ population }) => population > 0);
  const population = served.reduce((sum, cell) => sum + cell.population, 0);
  const readers = served.reduce((sum, cell) => sum + cell.readers, 0);
  const coverage = population > 0 ? readers / population : undefined;
  const covered = known.map((cell): CoveredCell<K> => {
    const isServed = cell.population > 0 && coverage !== undefined;
    return {
      ...cell,
      coverage: isServed ? cell.readers / cell.population : undefined,
      missing: isServed ? cell.population * coverage - cell.readers : undefined,
    };
  });
  return {
    population,
    readers,
    coverage,
    cells: covered.sort(
      (a, b) =>
        (b.missing ?? Number.NEGATIVE_INFINITY) - (a.missing ?? Number.NEGATIVE_INFINITY) ||
        (JSON.stringify(a.key) < JSON.stringify(b.key) ? -1 : 1),
    ),
  };
}
