/** The sample library itself: three branches, eight colleagues, the code lists that every library starts with. */
import { DEFAULT_CODES } from "../model/default-codes.ts";
import { type DemoRecord, type DemoWorld, record } from "./world.ts";

export interface DemoBranch {
  readonly id: string;
  readonly code: string;
  /** Days that the house opens, 1 = Monday. */
  readonly openDays: readonly number[];
  readonly calendar: { readonly workingDays: readonly string[]; readonly exceptions: Readonly<Record<string, "open" | "closed">> };
  /** Colleagues who work there. */
  readonly staff: readonly string[];
}

export interface DemoHouse {
  readonly records: readonly DemoRecord[];
  readonly branches: readonly DemoBranch[];
  readonly staff: readonly string[];
}

const BRANCHES = [
  { name: "城东馆", code: "CD", population: 186_000, openDays: [2, 3, 4, 5, 6, 7] },
  { name: "河西馆", code: "HX", population: 121_000, openDays: [1, 2, 3, 4, 6, 7] },
  { name: "少儿馆", code: "SE", population: 64_000, openDays: [3, 4, 5, 6, 7] },
] as const;

const STAFF = [
  { name: "陈雨桐", initials: "陈", role: "desk", department: "读者服务部", at: 0 },
  { name: "林志远", initials: "林", role: "desk", department: "读者服务部", at: 0 },
  { name: "周敏", initials: "周", role: "lead", department: "读者服务部", at: 0 },
  { name: "赵建平", initials: "赵", role: "desk", department: "阅览部", at: 1 },
  { name: "吴海燕", initials: "吴", role: "desk", department: "阅览部", at: 1 },
  { name: "孙晓彤", initials: "孙", role: "desk", department: "少儿部", at: 2 },
  { name: "何卫东", initials: "何", role: "admin", department: "技术部", at: 0 },
  { name: "郑慧敏", initials: "郑", role: "director", department: "办公室", at: 0 },
] as const;

export function makeHouse(world: DemoWorld, firstDay: string): DemoHouse {
  const founded = world.midnightOf(firstDay);
  const staff = STAFF.map(({ at: _, ...values }) => record(world, "staff", founded, values));
  const year = world.today.slice(0, 4);
  // closed on two holidays
  const exceptions: Readonly<Record<string, "closed">> = { [`${year}-01-01`]: "closed", [`${year}-10-01`]: "closed" };
  const made = BRANCHES.map(({ openDays, ...values }, index) => {
    const branch = record(world, "branch", founded, { ...values, openDays: openDays.map(String), workingDays: ["1", "2", "3", "4", "5"], exceptions });
    return {
      branch,
      use: {
        id: branch.id,
        code: values.code,
        openDays,
        calendar: { workingDays: ["1", "2", "3", "4", "5"], exceptions },
        staff: staff.filter((_, position) => STAFF[position]?.at === index).map(({ id }) => id),
      } satisfies DemoBranch,
    };
  });
  const codes = DEFAULT_CODES.map(({ id, values }): DemoRecord<"code"> => ({ kind: "code", id, values }));
  return {
    records: [...codes, ...staff, ...made.map(({ branch }) => branch)],
    branches: made.map(({ use }) => use),
    staff: staff.map(({ id }) => id),
  };
}
