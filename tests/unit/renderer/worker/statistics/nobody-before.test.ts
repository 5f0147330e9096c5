import { expect, it } from "vitest";
import { uuidV7 } from "#shared/kernel/ids.ts";
import { type Change, create } from "../../../../../renderer/db/write/changes.ts";
import { createLibraryViews } from "../../../../../renderer/worker/library-use/library-view.ts";
import { createReportsApi } from "../../../../../renderer/worker/reports/serve-reports.ts";
import { createStatisticsApi } from "../../../../../renderer/worker/statistics/serve-statistics.ts";
import { freshId, NOVEMBER, NOW, openLibrary, quiet } from "./small-library.ts";

const at = (day: string): number => new Date(`${day}T10:00`).getTime();
let made = 0;
const metOn = (day: string, values: Readonly<Record<string, unknown>> = {}): Change => {
  const id = uuidV7(at(day), (length) => Uint8Array.from({ length }, () => ++made & 255));
  return create("reader", id, { name: "读者", ...values } as never);
};

it("whoever gets a card later was no potential reader before, and whoever was met earlier was", async () => {
  const { statistics } = await openLibrary([
    // cards of this month: of somebody who came in for it, and of somebody met in October
    metOn("2026-11-10", { card: "1", enrolledOn: "2026-11-10" }),
    metOn("2026-10-10", { card: "2", enrolledOn: "2026-11-11" }),
    metOn("2026-11-12"),
    // imported: what is known is the enrolment, the first use, or nothing
    create("reader", "imported", { name: "读者", card: "3", enrolledOn: "2026-11-13" }),
    create("reader", "used", { name: "读者", card: "4" }),
    create("activity", freshId(), { reader: "used", kind: "visit", on: "2026-11-14" }),
    create("reader", "dateless", { name: "读者" }),
  ]);
  const { stages } = await statistics.overview(NOVEMBER, quiet);
  const stage = (of: string) => stages.find(({ state }) => state === of);
  // before: the one of October, and the one of whom nothing is known
  expect(stage("potential")).toMatchObject({ count: 2, before: 2 });
  expect(stages.reduce((sum, { before }) => sum + before, 0)).toBe(2);
  const october = { branch: null, month: "2026-10" };
  expect((await statistics.overview(october, quiet)).readers).toBe(2);
  expect((await statistics.readers(october, { tag: "stage", state: "potential" })).length).toBe(2);
  expect((await statistics.readersPage(october, quiet)).path.potential).toBe(2);
  expect((await statistics.keepPage(october, quiet)).readers).toBe(2);
  const september = { branch: null, month: "2026-09" };
  expect((await statistics.readers(september, { tag: "stage", state: "potential" })).map(({ id }) => id)).toEqual([
    "dateless",
  ]);
});

it("a card without a day of issue is no older than its record", async () => {
  // five of each, since a report tells of no fewer
  const cards = ["1", "2", "3", "4", "5"];
  const { db } = await openLibrary(
    cards.flatMap((card) => [
      metOn("2026-10-10", { card }),
      metOn("2026-10-10", { card: `9${card}`, enrolledOn: "2020-01-01" }),
    ]),
  );
  const deps = { db, clock: { now: () => NOW } };
  const views = createLibraryViews(deps);
  const reports = createReportsApi(deps, views, createStatisticsApi(deps, views));
  const valid = async (month: string) =>
    (await reports.sheet({ branch: null, period: { span: "month", month } }, quiet)).lines.find(
      ({ figure }) => figure === "valid-cards",
    )?.now;
  expect([await valid("2026-09"), await valid("2026-10")]).toMatchObject([{ value: 5 }, { value: 10 }]);
});
