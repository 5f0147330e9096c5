/** Every number of the sheets of work and of the self-audit opens as many rows as it says, of any branch. */
import { describe, expect, it } from "vitest";
import type { Period } from "#shared/reports/period.ts";
import {
  addUp,
  parseRows,
  type RowsBehind,
  rowsText,
  type SheetNumber,
  unitOfRows,
} from "#shared/reports/rows-behind.ts";
import { WORK_BY } from "#shared/reports/workload.ts";
import { type Change, create } from "../../../../../renderer/db/write/changes.ts";
import type { RowsOfFigure } from "../../../../../renderer/platform/worker/reports-api.ts";
import { createLibraryViews } from "../../../../../renderer/worker/library-use/library-view.ts";
import { createReportsApi } from "../../../../../renderer/worker/reports/serve-reports.ts";
import { createStatisticsApi } from "../../../../../renderer/worker/statistics/serve-statistics.ts";
import { openDesk } from "../../db/desk.ts";

const at = (day: string, time = "10:00"): number => new Date(`${day}T${time}`).getTime();
const MONTH: Period = { span: "month", month: "2026-10" };
const QUARTER: Period = { span: "quarter", month: "2026-10" };

const record = (id: string, day: string, values: object): Change =>
  create("interaction", id, { at: at(day), branch: "east", channel: "desk", purpose: "find", ...values });
const opinion = (id: string, values: object): Change =>
  create("feedback", id, { branch: "east", receivedAt: at("2026-10-02"), status: "registered", ...values });
const promise = (id: string, reader: string, due: string, values: object = {}): Change =>
  create("task", id, { promisedTo: reader, due, ...values });

const LIBRARY: readonly Change[] = [
  create("branch", "east", { name: "城东馆" }),
  create("branch", "west", { name: "城西馆" }),
  ...["lin", "zhou", "he"].map((id) => create("staff", id, { name: id })),
  create("reader", "a", { name: "a", card: "a", branch: "east" }),
  create("reader", "b", { name: "b", card: "b", branch: "west" }),
  record("w1", "2026-10-06", { count: 3, minutes: 12, effort: 2, outcome: "answered", staff: "lin" }),
  record("w2", "2026-10-07", { branch: "west", channel: "phone", minutes: 0, satisfaction: 5, outcome: "referred" }),
  record("w3", "2026-10-08", { at: at("2026-10-08", "16:30"), minutes: 7, effort: 2, satisfaction: 3 }),
  record("w4", "2026-11-09", { minutes: 30 }),
  record("w5", "2026-10-09", { satisfaction: 4 }),
  opinion("quick", {
    status: "closed",
    due: "2026-10-20",
    steps: { accepted: { at: at("2026-10-03") }, answered: { at: at("2026-10-09") }, closed: { at: at("2026-10-10") } },
  }),
  opinion("slow", {
    status: "answered",
    due: "2026-10-05",
    branch: "west",
    steps: { accepted: { at: at("2026-10-05") }, answered: { at: at("2026-10-25") } },
  }),
  opinion("late", { due: "2026-10-15", steps: { accepted: { at: at("2026-10-04") } }, status: "accepted" }),
  opinion("open", { due: "2027-01-15" }),
  opinion("before", { receivedAt: at("2026-08-02"), due: "2026-08-05" }),
  promise("kept", "a", "2026-10-12", { done: at("2026-10-11"), doneBy: "zhou" }),
  promise("broken", "a", "2026-10-12", { done: at("2026-10-20") }),
  promise("of-b", "b", "2026-10-13", { done: at("2026-10-13") }),
  promise("to-come", "b", "2026-12-30"),
];

const sum = ({ rows }: RowsOfFigure): number => rows.reduce((all, { amount }) => all + amount, 0);

async function openReports() {
  const { db, writer } = await openDesk();
  await (await writer.run("test", LIBRARY)).confirmed;
  const deps = { db, clock: { now: () => at("2026-11-25") } };
  const views = createLibraryViews(deps);
  return createReportsApi(deps, views, createStatisticsApi(deps, views));
}

describe("the rows behind a sheet", () => {
  it("are as many, or add up to as much, as each number of work says", async () => {
    const reports = await openReports();
    for (const branch of [null, "west"]) {
      const asked = { branch, period: QUARTER };
      const { workload, steps } = await reports.work(asked);
      expect(workload.all.records).toBeGreaterThan(0);
      const rows = (behind: SheetNumber): Promise<RowsOfFigure> => reports.rows(asked, behind, 1000);
      const says: readonly (readonly [behind: SheetNumber, number: number])[] = [
        [{ tag: "timed" }, workload.timed],
        // three people in one record, and one; the only one of the other branch has a rating
        [{ tag: "unrated" }, branch === null ? 4 : 0],
        ...(["records", "minutes"] as const).flatMap((unit) => [
          [{ tag: "work", unit }, workload.all[unit]] as const,
          ...WORK_BY.flatMap((by) =>
            workload.by[by].map(({ key, [unit]: said }) => [{ tag: "work-line", unit, by, key }, said] as const),
          ),
        ]),
      ];
      for (const [behind, said] of says) expect(sum(await rows(behind)), rowsText(behind)).toBe(said);
      for (const { step, count } of steps.steps) expect((await rows({ tag: "reached", step })).total).toBe(count);
      for (const { at: step, count, longest } of steps.waiting) {
        const found = await rows({ tag: "waiting", at: step });
        expect([found.total, found.rows[0]?.amount]).toEqual([count, longest]);
      }
    }
  });

  it("are those that a share of the self-audit counts, and all that it is of", async () => {
    const reports = await openReports();
    const said: number[][] = [];
    const period = MONTH;
    for (const branch of [null, "west"]) {
      const audit = await reports.audit({ branch, period });
      for (const [figure, tag] of [
        ["opinions-in-time", "opinions"],
        ["promises-kept", "promises"],
        ["colleagues", "colleagues"],
      ] as const) {
        const value = audit[figure];
        const [part = 0, whole = 0] = value.tag === "known" ? Object.values(value.parts) : [];
        const totals = await Promise.all(
          (["part", "all"] as const).map(async (of) => {
            const rows = await reports.rows({ branch, period }, { tag, of }, 1000);
            return of === "part" ? (rows.sum ?? rows.total) : rows.total;
          }),
        );
        expect(totals, `${figure} of ${branch}`).toEqual([part, whole]);
        said.push(totals);
      }
    }
    // of the month: one of three opinions in time, two of three promises, two of three colleagues
    expect(said.slice(0, 3)).toEqual([
      [1, 3],
      [2, 3],
      [2, 3],
    ]);
    const { "requests-met": met, "empty-handed": unmet } = await reports.audit({ branch: null, period });
    for (const of of ["met", "unmet", "judged", "open"] as const) {
      const found = sum(await reports.rows({ branch: null, period }, { tag: "requests", of }, 1000));
      const [ofMet = 0, judged = 0] = met.tag === "known" ? Object.values(met.parts) : [];
      const [ofUnmet = 0] = unmet.tag === "known" ? Object.values(unmet.parts) : [];
      expect(found, of).toBe({ met: ofMet, unmet: ofUnmet, judged, open: met.open ?? 0 }[of]);
      expect(found, of).toBeGreaterThan(0);
    }
    const rated = { branch: null, period };
    expect((await reports.rows(rated, { tag: "satisfied" }, 1000)).rows.map(({ id }) => id)).toEqual(["w5", "w2"]);
  });

  it("are of the branch in whose column the figure stands", async () => {
    const reports = await openReports();
    const period = MONTH;
    for (const branch of [null, "east", "west"]) {
      const behind: RowsBehind = { tag: "of-branch", figure: "enquiries", branch };
      // whichever branch is chosen on the page
      expect(await reports.rows({ branch: "east", period }, behind, 1000)).toEqual(
        await reports.rows({ branch, period }, "enquiries", 1000),
      );
    }
  });

  it("add up only where each is a part of the number", () => {
    const summed: readonly RowsBehind[] = ["answered-opinions", { tag: "work", unit: "minutes" }, { tag: "timed" }];
    const days: readonly RowsBehind[] = ["promptness", { tag: "reached", step: "closed" }];
    const ofBranch = { tag: "of-branch", branch: "east" } as const;
    expect(summed.map(unitOfRows)).toEqual(["amount", "minutes", "amount"]);
    expect([...days, { ...ofBranch, figure: "promptness" } as const].map(unitOfRows)).toEqual(["days", "days", "days"]);
    expect([{ tag: "satisfied" } as const, "satisfaction" as const].map(unitOfRows)).toEqual(["rating", "rating"]);
    expect([...summed, ...days].map(addUp)).toEqual([true, true, true, false, false]);
  });

  it("stand in the address, whatever a branch is called, and nothing else does", () => {
    const all: readonly RowsBehind[] = [
      "loans",
      { tag: "of-branch", figure: "loans", branch: null },
      { tag: "of-branch", figure: "loans", branch: "east" },
      { tag: "work", unit: "minutes" },
      { tag: "timed" },
      { tag: "work-line", unit: "records", by: "branch", key: "" },
      { tag: "work-line", unit: "minutes", by: "branch", key: "a:b" },
      { tag: "reached", step: "closed" },
      { tag: "waiting", at: "registered" },
      { tag: "opinions", of: "part" },
      { tag: "promises", of: "all" },
      { tag: "satisfied" },
    ];
    expect(all.map((behind) => parseRows(rowsText(behind)))).toEqual(all);
    for (const text of ["", "none", "work:hours", "work-line:records:age:1", "reached:registered", "opinions:some"])
      expect(parseRows(text), text).toBeNull();
  });
});
