/** The sample library itself: three branches, eight colleagues, the code lists that every library starts with. */
import { JURISDICTION_ID, LIBRARY_NAME_ID } from "../model/house.ts";
import { DEFAULT_CODES } from "../model/settings/default-codes.ts";
import { servedKey } from "../model/settings/served.ts";
import { type DemoRecord, type DemoWorld, record } from "./world.ts";

export interface DemoBranch {
  readonly id: string;
  readonly code: string;
  /** Days that the house opens, 1 = Monday. */
  readonly openDays: readonly number[];
  readonly calendar: {
    readonly workingDays: readonly string[];
    readonly exceptions: Readonly<Record<string, "open" | "closed">>;
    readonly workdays: Readonly<Record<string, "work" | "rest">>;
  };
  /** Colleagues who work there. */
  readonly staff: readonly string[];
}

export interface DemoHouse {
  readonly records: readonly DemoRecord[];
  readonly branches: readonly DemoBranch[];
  readonly staff: readonly string[];
}

/** Of a district with two thousand readers: about one in ten has a card, as in a town with a lively library. */
const BRANCHES = [
  {
    population: 9_800,
    openDays: [2, 3, 4, 5, 6, 7],
    servesAges: null,
  },
  {
    population: 6_900,
    openDays: [1, 2, 3, 4, 6, 7],
    servesAges: null,
  },
  {
    population: 3_300,
    openDays: [3, 4, 5, 6, 7],
    servesAges: ["0-6", "7-17"],
  },
] as const;

/** Shares of the population by age, as a town of this size has them. */
const AGES = { "0-6": 0.06, "7-17": 0.11, "18-34": 0.23, "35-59": 0.39, "60-": 0.21 } as const;

/** They add up to the population. @param only these ages; null for all */
function servedBy(
  population: number,
  communities: Readonly<Record<string, number>>,
  only: readonly string[] | null,
): Readonly<Record<string, number>> {
  const ages = Object.entries(AGES).filter(([ageBand]) => only === null || only.includes(ageBand));
  const whole = ages.reduce((sum, [, part]) => sum + part, 0);
  const served = new Map(
    Object.entries(communities).flatMap(([community, share]) =>
      ages.map(
        ([ageBand, part]) => [servedKey(community, ageBand), Math.round((population * share * part) / whole)] as const,
      ),
    ),
  );
  // what rounding leaves over shows least in the largest part
  const left = [...served.values()].reduce((sum, count) => sum - count, population);
  const [largest] = [...served].reduce((most, part) => (part[1] > most[1] ? part : most));
  served.set(largest, (served.get(largest) ?? 0) + left);
  return Object.fromEntries(served);
}

const STAFF = [
  { role: "desk", department: "services", at: 0 },
  { role: "desk", department: "services", at: 0 },
  { role: "lead", department: "services", at: 0 },
  { role: "desk", department: "reading", at: 1 },
  { role: "desk", department: "reading", at: 1 },
  { role: "desk", department: "children", at: 2 },
  { role: "admin", department: "technology", at: 0 },
  { role: "director", department: "office", at: 0 },
] as const;

export function makeHouse(world: DemoWorld, firstDay: string): DemoHouse {
  const founded = world.midnightOf(firstDay);
  const { place } = world;
  const staff = STAFF.map(({ at: _, ...values }, no) =>
    record(world, "staff", founded, { ...place.staff[no], ...values }),
  );
  const year = world.today.slice(0, 4);
  // closed on two holidays, on which nobody works
  const holidays = Object.fromEntries(Object.entries(place.holidays).map(([day, name]) => [`${year}-${day}`, name]));
  const onHolidays = <T extends string>(state: T): Readonly<Record<string, T>> =>
    Object.fromEntries(Object.keys(holidays).map((day) => [day, state]));
  const [exceptions, workdays] = [onHolidays("closed"), onHolidays("rest")];
  const made = BRANCHES.map(({ openDays, servesAges, population }, index) => {
    const { name, code, communities } = place.branches[index] ?? place.branches[0];
    const branch = record(world, "branch", founded, {
      name,
      code,
      population,
      served: servedBy(population, communities, servesAges),
      openDays: openDays.map(String),
      workingDays: ["1", "2", "3", "4", "5"],
      exceptions,
      workdays,
      dayNames: holidays,
    });
    return {
      branch,
      use: {
        id: branch.id,
        code,
        openDays,
        calendar: { workingDays: ["1", "2", "3", "4", "5"], exceptions, workdays },
        staff: staff.filter((_, position) => STAFF[position]?.at === index).map(({ id }) => id),
      } satisfies DemoBranch,
    };
  });
  const codes = DEFAULT_CODES.map(({ id, values }): DemoRecord<"code"> => ({ kind: "code", id, values }));
  // what stands at the head of all that it prints, and whose telephones and channels it has
  const settings: readonly DemoRecord<"setting">[] = [
    { kind: "setting", id: LIBRARY_NAME_ID, values: { name: "library-name", value: place.libraryName } },
    { kind: "setting", id: JURISDICTION_ID, values: { name: "jurisdiction", value: place.jurisdiction } },
  ];
  return {
    records: [...settings, ...codes, ...staff, ...made.map(({ branch }) => branch)],
    branches: made.map(({ use }) => use),
    staff: staff.map(({ id }) => id),
  };
}
