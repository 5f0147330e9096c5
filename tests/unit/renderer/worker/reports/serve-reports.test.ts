import { describe, expect, it } from "vitest";
import { monthFiguresId } from "#shared/model/reports/month-figures.ts";
import { REPORT_RATE_ID } from "#shared/model/settings/report-rate.ts";
import { type Change, create, edit } from "../../../../../renderer/db/write/changes.ts";
import type { ReportAsked, ReportSheet } from "../../../../../renderer/platform/worker/reports-api.ts";
import { createLibraryViews } from "../../../../../renderer/worker/library-use/library-view.ts";
import { createReportsApi } from "../../../../../renderer/worker/reports/serve-reports.ts";
import { createStatisticsApi } from "../../../../../renderer/worker/statistics/serve-statistics.ts";
import { openDesk } from "../../db/desk.ts";

const quiet = (): void => undefined;
const TODAY = "2026-11-25";
const NOW = new Date(`${TODAY}T12:00`).getTime();
const at = (day: string, hour = 10): number => new Date(`${day}T${String(hour).padStart(2, "0")}:00`).getTime();
const month = (of: string, branch: string | null = null): ReportAsked => ({
  branch,
  period: { span: "month", month: of },
});

let ids = 0;
const fresh = (): string => `00000000-0000-7000-8000-${String(++ids).padStart(12, "0")}`;
const use = (reader: string, kind: "visit" | "loan", on: string, more: object = {}): Change =>
  create("activity", fresh(), { reader, on, kind, ...more });
const asked = (day: string, more: object = {}): Change =>
  create("interaction", fresh(), {
    at: at(day),
    channel: "desk",
    direction: "in",
    purpose: "reference",
    branch: "east",
    outcome: "answered",
    minutes: 10,
    staff: "chen",
    ...more,
  });

async function library(...more: readonly Change[]) {
  const { db, writer } = await openDesk();
  const write = async (...changes: readonly Change[]): Promise<void> =>
    void (await (
      await writer.run("test", changes)
    ).confirmed);
  await write(
    create("branch", "east", { name: "城东馆", population: 1000 }),
    create("branch", "west", { name: "城西馆", population: 500 }),
    create("staff", "chen", { name: "陈雨桐" }),
    create("staff", "lin", { name: "林志远" }),
    create("reader", "a", { name: "张素琴", card: "001", branch: "east", enrolledOn: "2026-01-10" }),
    create("reader", "b", { name: "李卫东", card: "002", branch: "west", enrolledOn: "2026-10-03" }),
    // expired in September, and never had a card
    create("reader", "c", { name: "王芳", card: "003", branch: "east", expiresOn: "2026-09-30" }),
    create("reader", "d", { name: "赵敏", branch: "east" }),
    use("a", "visit", "2026-10-02"),
    use("a", "visit", "2026-10-31"),
    // a reader of the west, in the east
    use("b", "visit", "2026-10-05", { branch: "east" }),
    use("b", "loan", "2026-10-05", { quantity: 3, branch: "west" }),
    use("a", "visit", "2026-09-10"),
    asked("2026-10-06"),
    asked("2026-10-07", { outcome: "referred" }),
    create("feedback", "said", {
      branch: "west",
      receivedAt: at("2026-09-28"),
      status: "answered",
      steps: { answered: { at: at("2026-10-02"), by: "lin" } },
    }),
    ...more,
  );
  const deps = { db, clock: { now: () => NOW } };
  const views = createLibraryViews(deps);
  return { db, write, reports: createReportsApi(deps, views, createStatisticsApi(deps, views)) };
}

/** Of one month, also what no page tells. */
const exactIn = async (
  reports: Awaited<ReturnType<typeof library>>["reports"],
  of: string,
  figure: string,
): Promise<number | undefined> => (await reports.toSeal(of))[figure]?.value;

const figureIn = ({ lines }: ReportSheet, figure: string, column: "now" | "before" | "yearAgo" = "now"): unknown => {
  const value = lines.find((line) => line.figure === figure)?.[column];
  return value?.tag === "known" ? value.value : value?.why;
};

describe("the sheet of a period", () => {
  it("counts a month that is over, beside the one before and the year before", async () => {
    const { reports } = await library();
    const sheet = await reports.sheet(month("2026-10"), quiet);
    expect(sheet).toMatchObject({ until: "2026-10-31", isOver: true, over: ["2026-10"], closed: [] });
    // a and b; c has expired
    expect(
      await Promise.all(["2026-10", "2026-09", "2025-10"].map((of) => exactIn(reports, of, "valid-cards"))),
    ).toEqual([2, 2, 1]);
    expect(await exactIn(reports, "2026-10", "new-cards")).toBe(1);
    expect([
      figureIn(sheet, "visits"),
      figureIn(sheet, "visits", "before"),
      figureIn(sheet, "visits", "yearAgo"),
    ]).toEqual([3, 1, "not-recorded"]);
    // a and b of 1500 people
    expect(await exactIn(reports, "2026-10", "reached")).toBeCloseTo(2 / 1500);
    expect(figureIn(sheet, "promptness")).toBe(4);
    expect(figureIn(sheet, "fill-rate")).toBe(0.5);
  });

  it("lists new cards by the day by which they are counted, the latest first", async () => {
    const cards = ["2026-10-20", "2026-10-01", "2026-10-31", "2026-10-12", "2026-11-01"].map((on, place) =>
      create("reader", `new-${place}`, { name: "新", card: `n${place}`, branch: "west", enrolledOn: on }),
    );
    const { reports } = await library(...cards);
    const { rows } = await reports.rows(month("2026-10"), "new-cards", 10);
    expect(rows.map(({ id, on }) => [id, on])).toEqual([
      ["new-2", "2026-10-31"],
      ["new-0", "2026-10-20"],
      ["new-3", "2026-10-12"],
      ["b", "2026-10-03"],
      ["new-1", "2026-10-01"],
    ]);
  });

  it("tells figures per head by the thousand people and the year, in every column and as they were closed", async () => {
    const { reports, write } = await library(
      create("month-seal", "seal", { month: "2026-10", at: NOW, figures: { "visits-per-head": { value: 2 / 1500 } } }),
    );
    const sheet = await reports.sheet(month("2026-10"), quiet);
    const perHead = (visits: number, days: number): number => ((visits / 1500) * 1000 * 365) / days;
    const line = sheet.lines.find(({ figure }) => figure === "visits-per-head");
    expect(line?.now).toMatchObject({ value: perHead(3, 31), parts: { sum: 3, population: 1500, days: 31 } });
    expect(line?.before).toMatchObject({ value: perHead(1, 30) });
    expect(line?.sealed?.value).toBeCloseTo(perHead(2, 31));
    expect(line?.sealed?.corrections.map(({ change }) => change)[0]).toBeCloseTo(perHead(1, 31));
    // the year so far: of its days that are counted
    await write(
      use("a", "visit", TODAY),
      ...["01", "02", "03", "04", "05", "06", "07", "08"].map((of) => use("a", "visit", `2026-${of}-05`)),
    );
    const year = await reports.sheet({ branch: null, period: { span: "year", month: "2026-01" } }, quiet);
    expect(figureIn(year, "visits-per-head")).toBeCloseTo(perHead(13, 329));
    const [whole] = await reports.branches({ span: "year", month: "2026-01" }, quiet);
    expect(whole?.cells.find(({ figure }) => figure === "visits-per-head")?.value).toMatchObject({
      value: figureIn(year, "visits-per-head"),
    });
  });

  it("takes a use to where it was, and without a place to the reader's branch", async () => {
    const { reports } = await library();
    const [whole, east, west] = await reports.branches({ span: "month", month: "2026-10" }, quiet);
    expect([whole, east, west].map((each) => each?.branch)).toEqual([null, "east", "west"]);
    const cellsOf = (figure: string) =>
      [whole, east, west].map((each) => each?.cells.find((cell) => cell.figure === figure)?.value);
    expect(cellsOf("visits")).toMatchObject([{ value: 3 }, { value: 3 }, { tag: "unknown" }]);
    expect(cellsOf("loans")).toMatchObject([{ value: 3 }, { tag: "unknown" }, { value: 3 }]);
  });

  it("follows what is written: a use moved to another day, a reader's card, an answer", async () => {
    const { reports, write } = await library(
      create("activity", "moved", { reader: "a", on: "2026-10-20", kind: "visit" }),
    );
    expect(figureIn(await reports.sheet(month("2026-10"), quiet), "visits")).toBe(4);
    await write(
      edit("activity", "moved", { on: "2026-09-20" }),
      edit("reader", "c", { expiresOn: "2027-09-30" }),
      asked("2026-10-30"),
    );
    const sheet = await reports.sheet(month("2026-10"), quiet);
    expect([
      figureIn(sheet, "visits"),
      figureIn(sheet, "visits", "before"),
      await exactIn(reports, "2026-10", "valid-cards"),
      figureIn(sheet, "enquiries"),
    ]).toEqual([3, 2, 3, 3]);
    await write(
      edit("feedback", "said", { steps: { answered: { at: at("2026-09-30"), by: "lin" } } }),
      edit("activity", "moved", { quantity: 7 }),
    );
    const again = await reports.sheet(month("2026-10"), quiet);
    expect([
      figureIn(again, "promptness"),
      figureIn(again, "promptness", "before"),
      figureIn(again, "visits", "before"),
    ]).toEqual(["no-answers", 2, 8]);
  });

  it("reads everything again after a reading that failed", async () => {
    const { db, reports, write } = await library();
    await reports.sheet(month("2026-10"), quiet);
    await write(edit("reader", "c", { expiresOn: "2027-09-30" }));
    const bulkGet = db.reader.bulkGet;
    const fails = () => {
      throw new Error("disk");
    };
    Object.assign(db.reader, { bulkGet: fails });
    await expect(reports.sheet(month("2026-10"), quiet)).rejects.toThrow("disk");
    Object.assign(db.reader, { bulkGet });
    expect(await exactIn(reports, "2026-10", "valid-cards")).toBe(3);
  });

  it("is left off between two months once nobody waits for it, and what was read need not be read again", async () => {
    const { db, reports } = await library();
    const year: ReportAsked = { branch: null, period: { span: "year", month: "2025-01" } };
    const where = db.activity.where.bind(db.activity);
    let months = 0;
    const counting = (index: string) => {
      months += index === "on" ? 1 : 0;
      return where(index);
    };
    Object.assign(db.activity, { where: counting });
    await expect(reports.sheet(year, async () => months < 3)).rejects.toThrow("nobody waits");
    expect(months).toBeGreaterThan(2);
    expect(months).toBeLessThan(10);
    await reports.sheet(year, quiet);
    // the year and the one before: of both each month once
    expect(months).toBe(24);
  });

  it("sums a quarter up to today, and leads to the rows behind a figure", async () => {
    const { reports } = await library(use("a", "visit", TODAY));
    const quarter: ReportAsked = { branch: null, period: { span: "quarter", month: "2026-10" } };
    const sheet = await reports.sheet(quarter, quiet);
    expect(sheet).toMatchObject({ until: TODAY, isOver: false, over: ["2026-10"] });
    expect(figureIn(sheet, "visits")).toBe(4);
    expect(await reports.rows(quarter, "visits", 10)).toEqual({
      isHidden: false,
      total: 2,
      sum: 4,
      rows: [
        { kind: "reader", id: "a", reader: "a", on: undefined, amount: 3 },
        { kind: "reader", id: "b", reader: "b", on: undefined, amount: 1 },
      ],
    });
    // two persons are told nowhere, and nobody is listed
    expect(await reports.rows(quarter, "valid-cards", 10)).toEqual({ isHidden: true, total: 0, rows: [] });
    expect((await reports.rows(quarter, "fill-rate", 10)).rows.map(({ on }) => on)).toEqual([
      "2026-10-07",
      "2026-10-06",
    ]);
    expect((await reports.rows(quarter, "promptness", 10)).rows).toMatchObject([
      { kind: "feedback", id: "said", amount: 4 },
    ]);
    expect((await reports.rows(quarter, "purchases", 10)).total).toBe(0);
  });

  it("stays sensible in a library without anything", async () => {
    const { db } = await openDesk();
    const deps = { db, clock: { now: () => NOW } };
    const views = createLibraryViews(deps);
    const reports = createReportsApi(deps, views, createStatisticsApi(deps, views));
    const sheet = await reports.sheet({ branch: null, period: { span: "year", month: "2026-01" } }, quiet);
    expect(figureIn(sheet, "valid-cards")).toBe(0);
    expect(JSON.stringify(sheet)).not.toMatch(/NaN|null/);
    expect((await reports.work(month("2026-11"))).workload.all).toEqual({ records: 0, minutes: 0, cost: undefined });
    expect(Object.values(await reports.audit(month("2026-11"))).every(({ tag }) => tag === "missing")).toBe(true);
  });
});

describe("a report as a workbook", () => {
  it("keeps numbers as numbers, and what looks like a formula as a text", async () => {
    const { reports } = await library();
    const { read } = await import("@e965/xlsx");
    const book = read(await reports.workbook(["指标", "本期"], [["=SUM(A1)", 1234.5]]), { type: "array" });
    const sheet = book.Sheets[book.SheetNames[0] ?? ""];
    expect([sheet?.A2?.t, sheet?.A2?.v, sheet?.A2?.f, sheet?.B2?.t, sheet?.B2?.v]).toEqual([
      "s",
      "=SUM(A1)",
      undefined,
      "n",
      1234.5,
    ]);
  });
});

describe("closing a month", () => {
  it("keeps the figures as they were, and shows what arrives later as a correction of the month and of its quarter", async () => {
    const { reports, write } = await library(
      create("month-figures", monthFiguresId("2026-10", "west"), {
        month: "2026-10",
        branch: "west",
        figures: { "events-held": { value: 4, source: "活动登记" } },
      }),
    );
    const figures = await reports.toSeal("2026-10");
    // what could not be measured is not written down
    expect(figures).toMatchObject({
      visits: { value: 3 },
      "visits@east": { value: 3 },
      "events-held@west": { value: 4, source: "活动登记" },
    });
    expect(figures).not.toHaveProperty("events-held");
    await write(create("month-seal", "seal", { month: "2026-10", at: NOW, by: "chen", figures }));
    // two desks bring what they had not yet sent, and one more visit is typed for the whole house
    await write(
      use("a", "visit", "2026-10-12"),
      use("b", "visit", "2026-10-13", { branch: "east" }),
      use("a", "visit", "2026-11-02"),
    );
    const sheet = await reports.sheet(month("2026-10"), quiet);
    expect(sheet.closed).toEqual(["2026-10"]);
    expect(sheet.lines.find(({ figure }) => figure === "visits")).toMatchObject({
      now: { value: 5 },
      sealed: { value: 3, corrections: [{ seal: null, change: 2 }] },
      corrected: 2,
    });
    const quarter = await reports.sheet({ branch: "east", period: { span: "quarter", month: "2026-10" } }, quiet);
    expect(quarter.lines.find(({ figure }) => figure === "visits")).toMatchObject({
      now: { value: 6 },
      sealed: undefined,
      corrected: 2,
    });
    // it stays as it was closed in every other column too
    expect(figureIn(await reports.sheet(month("2026-11"), quiet), "visits", "before")).toBe(3);
    expect(figureIn(await reports.sheet(month("2027-10"), quiet), "visits", "yearAgo")).toBe(3);
    const [, east] = await reports.branches({ span: "month", month: "2026-10" }, quiet);
    expect(east?.cells.find(({ figure }) => figure === "visits")).toMatchObject({ value: { value: 3 }, corrected: 2 });
  });
});

describe("work and the self-audit", () => {
  it("prices the minutes by the library's rate, and counts colleagues without naming them", async () => {
    const { reports } = await library(create("setting", REPORT_RATE_ID, { name: "report-rate", value: 30 }));
    const work = await reports.work(month("2026-10", "east"));
    // two records of ten minutes at 30 an hour
    expect(work.workload.all).toEqual({ records: 2, minutes: 20, cost: 10 });
    const audit = await reports.audit(month("2026-10"));
    // chen logged, lin answered
    expect(audit.colleagues).toMatchObject({ value: 1, parts: { taking: 2, all: 2 } });
    expect(audit.coverage).toEqual({ tag: "missing", what: "few" });
    expect(JSON.stringify([work, audit])).not.toMatch(/chen|lin/);
  });

  it("says of every branch alike that a cost cannot be told for want of a rate, however few its readers are", async () => {
    const costsOf = async (...more: readonly Change[]): Promise<readonly unknown[]> => {
      const { reports } = await library(...more);
      const sheets = await reports.branches({ span: "month", month: "2026-10" }, quiet);
      return sheets.map(({ cells }) => cells.find(({ figure }) => figure === "cost-per-reader")?.value);
    };
    const withoutRate = await costsOf();
    expect(withoutRate.length).toBeGreaterThan(1);
    expect(withoutRate).toEqual(withoutRate.map(() => ({ tag: "unknown", why: "no-rate" })));
    expect(await costsOf(create("setting", REPORT_RATE_ID, { name: "report-rate", value: 30 }))).toContainEqual({
      tag: "unknown",
      why: "too-few",
    });
  });

  it("covers the population where at least five readers used anything", async () => {
    const readers = ["v", "w", "x", "y", "z"];
    const { reports } = await library(
      ...readers.flatMap((id) => [
        create("reader", id, { card: id, branch: "east", enrolledOn: "2025-01-10" }),
        use(id, "visit", "2026-10-02"),
      ]),
    );
    expect((await reports.audit(month("2026-10"))).coverage).toMatchObject({ tag: "known" });
  });

  it("counts of a branch the promises to its readers, and colleagues of the whole library", async () => {
    const promise = (to: string, more: object = {}): Change =>
      create("task", fresh(), { text: "回电话", promisedTo: to, due: "2026-10-20", ...more });
    const { reports } = await library(
      promise("a", { done: at("2026-10-19"), doneBy: "chen" }),
      promise("b"),
      promise("b"),
    );
    const [whole, east, west] = [
      await reports.audit(month("2026-10")),
      await reports.audit(month("2026-10", "east")),
      await reports.audit(month("2026-10", "west")),
    ];
    expect([whole, east, west].map((audit) => audit["promises-kept"])).toMatchObject([
      { parts: { kept: 1, all: 3 } },
      { parts: { kept: 1, all: 1 } },
      { parts: { kept: 0, all: 2 } },
    ]);
    expect([whole, east, west].map(({ colleagues }) => colleagues)).toMatchObject([
      { parts: { taking: 2, all: 2 } },
      { parts: { taking: 2, all: 2 } },
      { parts: { taking: 2, all: 2 } },
    ]);
  });
});
