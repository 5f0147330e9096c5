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

/** What stands at the head of all that it prints, and whose telephones and channels it has. */
const SETTINGS: readonly DemoRecord<"setting">[] = [
  { kind: "setting", id: LIBRARY_NAME_ID, values: { name: "library-name", value: "城东图书馆" } },
  { kind: "setting", id: JURISDICTION_ID, values: { name: "jurisdiction", value: "mainland" } },
];

/** Of a district with two thousand readers: about one in ten has a card, as in a town with a lively library. */
const BRANCHES = [
  {
    name: "城东馆",
    code: "CD",
    population: 9_800,
    openDays: [2, 3, 4, 5, 6, 7],
    communities: { 东门社区: 0.45, 湖滨社区: 0.35, 城东新村: 0.2 },
    servesAges: null,
  },
  {
    name: "河西馆",
    code: "HX",
    population: 6_900,
    openDays: [1, 2, 3, 4, 6, 7],
    communities: { 河西社区: 0.6, 柳林社区: 0.4 },
    servesAges: null,
  },
  {
    name: "少儿馆",
    code: "SE",
    population: 3_300,
    openDays: [3, 4, 5, 6, 7],
    communities: { 学府社区: 1 },
    servesAges: ["0-6", "7-17"],
  },
] as const;

/** Shares of the population by age, as a town of this size has them. */
const AGES = { "0-6": 0.06, "7-17": 0.11, "18-34": 0.23, "35-59": 0.39, "60-": 0.21 } as const;

/** @param only these ages; null for all */
function servedBy(
  population: number,
  communities: Readonly<Record<string, number>>,
  only: readonly string[] | null,
): Readonly<Record<string, number>> {
  const ages = Object.entries(AGES).filter(([ageBand]) => only === null || only.includes(ageBand));
  const whole = ages.reduce((sum, [, part]) => sum + part, 0);
  return Object.fromEntries(
    Object.entries(communities).flatMap(([community, share]) =>
      ages.map(
        ([ageBand, part]) => [servedKey(community, ageBand), Math.round((population * share * part) / whole)] as const,
      ),
    ),
  );
}

const STAFF = [
  { name: "陈雨桐", initials: "陈", role: "desk", department: "services", at: 0 },
  { name: "林志远", initials: "林", role: "desk", department: "services", at: 0 },
  { name: "周敏", initials: "周", role: "lead", department: "services", at: 0 },
  { name: "赵建平", initials: "赵", role: "desk", department: "reading", at: 1 },
  { name: "吴海燕", initials: "吴", role: "desk", department: "reading", at: 1 },
  { name: "孙晓彤", initials: "孙", role: "desk", department: "children", at: 2 },
  { name: "何卫东", initials: "何", role: "admin", department: "technology", at: 0 },
  { name: "郑慧敏", initials: "郑", role: "director", department: "office", at: 0 },
] as const;

export function makeHouse(world: DemoWorld, firstDay: string): DemoHouse {
  const founded = world.midnightOf(firstDay);
  const staff = STAFF.map(({ at: _, ...values }) => record(world, "staff", founded, values));
  const year = world.today.slice(0, 4);
  // closed on two holidays, on which nobody works
  const holidays = { [`${year}-01-01`]: "元旦", [`${year}-10-01`]: "国庆节" };
  const onHolidays = <T extends string>(state: T): Readonly<Record<string, T>> =>
    Object.fromEntries(Object.keys(holidays).map((day) => [day, state]));
  const [exceptions, workdays] = [onHolidays("closed"), onHolidays("rest")];
  const made = BRANCHES.map(({ openDays, communities, servesAges, ...values }, index) => {
    const branch = record(world, "branch", founded, {
      ...values,
      served: servedBy(values.population, communities, servesAges),
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
        code: values.code,
        openDays,
        calendar: { workingDays: ["1", "2", "3", "4", "5"], exceptions, workdays },
        staff: staff.filter((_, position) => STAFF[position]?.at === index).map(({ id }) => id),
      } satisfies DemoBranch,
    };
  });
  const codes = DEFAULT_CODES.map(({ id, values }): DemoRecord<"code"> => ({ kind: "code", id, values }));
  return {
    records: [...SETTINGS, ...codes, ...staff, ...made.map(({ branch }) => branch)],
    branches: made.map(({ use }) => use),
    staff: staff.map(({ id }) => id),
  };
}
