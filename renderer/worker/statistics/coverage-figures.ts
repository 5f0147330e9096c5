/** Who is reached of the population that each branch serves, by age and by community. */
import { AGE_BANDS, type AgeBand, ageBandOn } from "#shared/analysis/age-band.ts";
import { coverageOf } from "#shared/analysis/coverage.ts";
import { type ServedPopulation, servedOf } from "#shared/model/settings/served.ts";
import type { Row } from "../../db/database.ts";
import type { CoverageFigures } from "../../platform/worker/readers-page-api.ts";
import { addCount } from "../library-use/counts.ts";
import { hasUsed, type Placed } from "../library-use/placed.ts";
import { GROUP_SEPARATOR, type ReaderFacts } from "../library-use/reader-facts.ts";

/** Readers who used anything in the year: by branch and age, and by branch and group. */
export interface CoveredSums {
  readonly byBranch: Map<string, Map<AgeBand, number>>;
  readonly byGroup: Map<string, Map<string, number>>;
  unknown: number;
}

export const noCovered = (): CoveredSums => ({ byBranch: new Map(), byGroup: new Map(), unknown: 0 });

function countIn<K>(counts: Map<string, Map<K, number>>, branch: string, key: K, times: 1 | -1): void {
  const of = counts.get(branch) ?? new Map<K, number>();
  counts.set(branch, of);
  addCount(of, key, times);
}

const bandOf = (facts: ReaderFacts, day: number): AgeBand | undefined =>
  ageBandOn(facts.birth, day) ?? AGE_BANDS.find((band) => band === facts.ageBand);

export function addCovered(sums: CoveredSums, { person: { facts } }: Placed, day: number, times: 1 | -1): void {
  const ageBand = bandOf(facts, day);
  if (ageBand === undefined || facts.branch === undefined) sums.unknown += times;
  else countIn(sums.byBranch, facts.branch, ageBand, times);
  if (facts.branch !== undefined && facts.group !== undefined) countIn(sums.byGroup, facts.branch, facts.group, times);
}

export function isCovered(item: Placed, branch: string, ageBand: AgeBand, day: number): boolean {
  const { facts } = item.person;
  return hasUsed(item, day) && facts.branch === branch && bandOf(facts, day) === ageBand;
}

/** They are beside no population. */
export function isUnplaced(item: Placed, day: number): boolean {
  const { facts } = item.person;
  return hasUsed(item, day) && (facts.branch === undefined || bandOf(facts, day) === undefined);
}

/** @param asked a branch, or null for all */
export function coverageFigures(
  sums: CoveredSums,
  branches: readonly Row<"branch">[],
  asked: string | null,
): CoverageFigures {
  const served = branches
    .filter(({ id }) => asked === null || id === asked)
    .map((row) => ({ branch: row.id, cells: servedOf(row) }));
  return {
    byBranch: coverageOf(
      served.flatMap(({ branch, cells }) =>
        AGE_BANDS.map((ageBand) => ({
          key: { branch, ageBand },
          population: populationOf(cells, (cell) => cell.ageBand === ageBand),
          readers: sums.byBranch.get(branch)?.get(ageBand) ?? 0,
        })).filter(({ population }) => population > 0),
      ),
    ),
    byCommunity: coverageOf(
      served.flatMap(({ branch, cells }) => {
        const byName = countsByName(sums.byGroup.get(branch));
        return [...new Set(cells.map(({ community }) => community))].flatMap((community) => {
          const readers = byName.get(community);
          return readers === undefined
            ? []
            : [
                {
                  key: { branch, community },
                  population: populationOf(cells, (cell) => cell.community === community),
                  readers,
                },
              ];
        });
      }),
    ),
    unknown: sums.unknown,
  };
}

const populationOf = (cells: readonly ServedPopulation[], isWanted: (cell: ServedPopulation) => boolean): number =>
  cells.filter(isWanted).reduce((sum, { people }) => sum + people, 0);

/** An organisation and its unit each count once for a reader. */
function countsByName(byGroup: ReadonlyMap<string, number> = new Map()): ReadonlyMap<string, number> {
  const byName = new Map<string, number>();
  for (const [group, readers] of byGroup)
    for (const name of new Set(group.split(GROUP_SEPARATOR)))
      if (name !== "") byName.set(name, (byName.get(name) ?? 0) + readers);
  return byName;
}
