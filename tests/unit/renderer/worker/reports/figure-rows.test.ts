import { describe, expect, it } from "vitest";
import { monthFiguresId } from "#shared/model/reports/month-figures.ts";
import { REPORT_RATE_ID } from "#shared/model/settings/report-rate.ts";
import { servedKey } from "#shared/model/settings/served.ts";
import type { FigureId, KnownFigure } from "#shared/reports/figures.ts";
import { FIGURES } from "#shared/reports/figures.ts";
import type { Period } from "#shared/reports/period.ts";
import { type Change, create } from "../../../../../renderer/db/write/changes.ts";
import type { FigureRow } from "../../../../../renderer/platform/worker/reports-api.ts";
import { createLibraryViews } from "../../../../../renderer/worker/library-use/library-view.ts";
import { createReportsApi } from "../../../../../renderer/worker/reports/serve-reports.ts";
import { createStatisticsApi } from "../../../../../renderer/worker/statistics/serve-statistics.ts";
import { openDesk } from "../../db/desk.ts";

const quiet = (): void => undefined;
const at = (day: string): number => new Date(`${day}T10:00`).getTime();
let ids = 0;
const use = (kind: "visit" | "loan" | "event", on: string, more: object): Change =>
  create("activity", `use-${++ids}`, { on, kind, ...more });
const typed = (month: string, branch: string | null, figures: object): Change =>
  create("month-figures", monthFiguresId(month, branch), {
    month,
    ...(branch !== null && { branch }),
    figures: figures as never,
  });

/** Gates at one branch of two, loans typed in for one month of three, uses of nobody by name, money in every month. */
const LIBRARY: readonly Change[] = [
  create("branch", "east", { name: "城东馆", population: 1000 }),
  create("branch", "west", { name: "城西馆", served: { [servedKey("北门", "18-34")]: 500 } }),
  ...["a", "b", "c", "d", "e", "f"].map((id, place) =>
    create("reader", id, { name: id, card: id, branch: place % 2 === 0 ? "east" : "west", enrolledOn: "2026-08-10" }),
  ),
  ...["a", "b", "c"].flatMap((reader) => [
    use("visit", "2026-07-20", { reader }),
    use("visit", "2026-08-20", { reader, quantity: 2 }),
    use("loan", "2026-09-02", { reader, quantity: 4 }),
  ]),
  use("loan", "2026-07-02", { reader: "d" }),
  use("visit", "2026-08-21", { branch: "west", quantity: 7 }),
  use("event", "2026-09-21", { branch: "east", quantity: 12 }),
  use("event", "2026-07-21", { reader: "f" }),
  use("event", "2026-08-21", { reader: "f" }),
  typed("2026-09", null, { visits: { value: 900, source: "闸机" } }),
  typed("2026-08", "east", { visits: { value: 300, source: "闸机" }, loans: { value: 50, source: "Interlib" } }),
  typed("2026-08", "west", { loans: { value: 20, source: "Interlib" } }),
  ...["2026-07", "2026-08", "2026-09"].map((month) => typed(month, null, {})),
  create("interaction", "i1", {
    at: at("2026-08-06"),
    channel: "desk",
    direction: "in",
    purpose: "reference",
    outcome: "answered",
    minutes: 12,
    branch: "east",
    count: 3,
  }),
  create("interaction", "i2", {
    at: at("2026-08-07"),
    channel: "desk",
    direction: "in",
    purpose: "reference",
    outcome: "referred",
    minutes: 8,
    branch: "west",
  }),
  ...[5, 4, 3, 2, 5].map((satisfaction, place) =>
    create("interaction", `s${place}`, {
      at: at("2026-09-07"),
      channel: "desk",
      direction: "in",
      purpose: "find",
      branch: "east",
      satisfaction,
    }),
  ),
  create("feedback", "said", {
    branch: "west",
    receivedAt: at("2026-08-28"),
    status: "answered",
    steps: { answered: { at: at("2026-09-02") } },
  }),
  create("setting", REPORT_RATE_ID, { name: "report-rate", value: 30 }),
];

const sum = (rows: readonly FigureRow[]): number => rows.reduce((all, { amount }) => all + amount, 0);
const expectedSum = (figure: FigureId, { value, parts }: KnownFigure): number | undefined => {
  switch (figure) {
    case "reached":
      return parts.active;
    case "visits-per-head":
    case "loans-per-head":
    case "attendance-per-head":
      return parts.sum;
    case "fill-rate":
      return parts.asked;
    case "cost-per-reader":
      return parts.minutes ?? parts.spent;
    case "promptness":
    case "satisfaction":
      return undefined;
    default:
      return value;
  }
};

describe("the rows behind a figure", () => {
  const periods: readonly Period[] = [
    { span: "quarter", month: "2026-07" },
    ...["2026-07", "2026-08", "2026-09"].map((month) => ({ span: "month", month }) as const),
  ];
  it("add up to the figure, typed and recorded, of nobody by name too, for every figure, branch and period", async () => {
    const { db, writer } = await openDesk();
    await (await writer.run("test", LIBRARY)).confirmed;
    const deps = { db, clock: { now: () => at("2026-11-25") } };
    const views = createLibraryViews(deps);
    const reports = createReportsApi(deps, views, createStatisticsApi(deps, views));
    const compared = new Set<FigureId>();
    for (const period of periods) {
      for (const branch of [null, "east", "west"]) {
        const { lines } = await reports.sheet({ branch, period }, quiet);
        for (const figure of FIGURES) {
          const now = lines.find((line) => line.figure === figure)?.now;
          if (now?.tag !== "known") continue;
          const { total, rows, sum: told } = await reports.rows({ branch, period }, figure, 1000);
          // also where only the first are listed
          expect((await reports.rows({ branch, period }, figure, 1)).sum, figure).toBe(told);
          const name = `${figure} of ${branch ?? "all"} in ${period.month}, ${period.span}`;
          expect(total, name).toBe(rows.length);
          const wanted = expectedSum(figure, now);
          if (wanted === undefined)
            expect(rows.length, name).toBe(
              figure === "satisfaction" ? now.parts.rated : figure === "promptness" ? now.parts.answers : now.value,
            );
          else {
            expect(sum(rows), name).toBeCloseTo(wanted, 9);
            expect(told ?? Number.NaN, name).toBeCloseTo(wanted, 9);
          }
          compared.add(figure);
        }
      }
    }
    // what is never known in this library: what no questionnaire asks, and numbers that nobody typed in
    expect(FIGURES.filter((figure) => !compared.has(figure))).toEqual([
      "events-held",
      "purchases",
      "expenditure",
      "willing-to-return",
    ]);
  });

  it("name the months, branches and sources of what was typed in", async () => {
    const { db, writer } = await openDesk();
    await (await writer.run("test", LIBRARY)).confirmed;
    const deps = { db, clock: { now: () => at("2026-11-25") } };
    const views = createLibraryViews(deps);
    const reports = createReportsApi(deps, views, createStatisticsApi(deps, views));
    const { rows } = await reports.rows({ branch: null, period: { span: "month", month: "2026-08" } }, "visits", 10);
    expect(rows).toEqual([
      {
        kind: "month-figures",
        id: "2026-08 east",
        reader: undefined,
        on: "2026-08",
        branch: "east",
        source: "闸机",
        amount: 300,
      },
      { kind: "reader", id: "b", reader: "b", on: undefined, amount: 2 },
      { kind: "activity", id: "", reader: undefined, on: undefined, amount: 7 },
    ]);
  });
});
