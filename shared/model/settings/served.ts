/** The population that a branch serves, by community and age band, as it is kept in the branch's own cells. */
import type { Branch } from "../house.ts";

export interface ServedPopulation {
  readonly community: string;
  readonly ageBand: string;
  readonly people: number;
}

/**
 * One cell for each community and age, so that two desks that type in different ones do not meet. The age comes first:
 * a community may be called anything.
 */
export const servedKey = (community: string, ageBand: string): string => `${ageBand} ${community}`;

export function servedOf({ served = {} }: Pick<Branch, "served">): readonly ServedPopulation[] {
  return Object.entries(served).flatMap(([key, people]) => {
    const end = key.indexOf(" ");
    const [ageBand, community] = [key.slice(0, end), key.slice(end + 1)];
    return end < 0 || community === "" ? [] : [{ community, ageBand, people }];
  });
}

/** How many people a branch serves: as many as were typed in, else those of its communities together; 0: unknown. */
export const servedBy = (branch: Pick<Branch, "population" | "served">): number =>
  branch.population ?? peopleServed(branch) ?? 0;

/** Those of its communities together; undefined where there are none. */
export function peopleServed(branch: Pick<Branch, "served">): number | undefined {
  const cells = servedOf(branch);
  return cells.length === 0 ? undefined : cells.reduce((sum, { people }) => sum + people, 0);
}
