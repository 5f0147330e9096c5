/** Who is reached of the population that each branch serves, by age and by community. */
import { AGE_BANDS, type AgeBand, ageBandOn } from "#shared/analysis/age-band.ts";
import { coverageOf } from "#shared/analysis/coverage.ts";
import { type ServedPopulation, servedOf } from "#shared/model/served.ts";
import type { Row } from "../../db/database.ts";
import type { CoverageFigures } from "../../platform/readers-page-api.ts";
import { count } from "./counts.ts";
import type { Placed } from "./placed.ts";
import { GROUP_SEPARATOR, type ReaderFacts } from "./reader-facts.ts";

/** Readers who used anything in the year: by branch and age, and by branch and what their organisation or unit is called. */
export interface CoveredSums {
  readonly byBranch: Map<string, number>;
  readonly byGroup: Map<string, number>;
  unknown: number;
}

export const noCovered = (): CoveredSums => ({ byBranch: new Map(), byGroup: new Map(), unknown: 0 });

const bandOf = (facts: ReaderFacts, day: number): AgeBand | undefined => ageBandOn(facts.birth, day) ?? AGE_BANDS.find((band) => band === facts.ageBand);

const keyOf = (branch: string, ageBand: AgeBand): string => `${ageBand}/${branch}`;
const placeOf = (branch: string, community: string): string => `${branch} ${community}`;

export function addCovered(sums: CoveredSums, { person: { facts } }: Placed, day: number, times: 1 | -1): void {
  const ageBand = bandOf(facts, day);
  if (ageBand === undefined || facts.branch === undefined) sums.unknown += times;
  else count(sums.byBranch, keyOf(facts.branch, ageBand), times);
  if (facts.branch !== undefined) for (const name of namesIn(facts.group)) count(sums.byGroup, placeOf(facts.branch, name), times);
}

export const isCovered = ({ person: { facts }, numbers }: Placed, branch: string, ageBand: AgeBand, day: number): boolean =>
  facts.isOneReader && numbers.frequency > 0 && facts.branch === branch && bandOf(facts, day) === ageBand;

/** @param asked a branch, or null for all */
export function coverageFigures(sums: CoveredSums, branches: readonly Row<"branch">[], asked: string | null): CoverageFigures {
  const served = branches.filter(({ id }) => asked === null || id === asked).map((row) => ({ branch: row.id, cells: servedOf(row) }));
  return {
    byBranch: coverageOf(
      served.flatMap(({ branch, cells }) =>
        AGE_BANDS.map((ageBand) => ({ key: { branch, ageBand }, population: populationOf(cells, (cell) => cell.ageBand === ageBand), readers: sums.byBranch.get(keyOf(branch, ageBand)) ?? 0 })).filter(
          ({ population }) => population > 0,
        ),
      ),
    ),
    byCommunity: coverageOf(
      served.flatMap(({ branch, cells }) =>
        [...new Set(cells.map(({ community }) => community))].flatMap((community) => {
          const readers = sums.byGroup.get(placeOf(branch, community));
          return readers === undefined ? [] : [{ key: { branch, community }, population: populationOf(cells, (cell) => cell.community === community), readers }];
        }),
      ),
    ),
    unknown: sums.unknown,
  };
}

const populationOf = (cells: readonly ServedPopulation[], isWanted: (cell: ServedPopulation) => boolean): number => cells.filter(isWanted).reduce((sum, { people }) => sum + people, 0);

/** An organisation and its unit each count once for a reader. */
const namesIn = (group: string | undefined): ReadonlySet<string> => new Set(group?.split(GROUP_SEPARATOR).filter((name) => name !== ""));
