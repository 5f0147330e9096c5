/** The composition of the readers tells nothing of few, whatever branch is looked at, beside the reports. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { isSmall } from "#shared/analysis/told/small-cells.ts";
import { type Change, create } from "../../../../../renderer/db/write/changes.ts";
import { createLibraryViews } from "../../../../../renderer/worker/library-use/library-view.ts";
import { createReportsApi } from "../../../../../renderer/worker/reports/serve-reports.ts";
import { createStatisticsApi } from "../../../../../renderer/worker/statistics/serve-statistics.ts";
import { proofScale } from "../../../../support/proof-scale.ts";
import { groupsTold } from "../../../../support/subtraction-attack.ts";
import { activities, freshId, NOW, openLibrary, quiet } from "./small-library.ts";

const BRANCHES = ["east", "west"];
const CATEGORIES = ["adult", "child", "senior"];
const MONTH = "2026-10";

it("opens no rows for a cell that is hidden, nor counts them", async () => {
  const of = (category: string, many: number): readonly Change[] =>
    Array.from({ length: many }, () => freshId()).flatMap((id) => [
      create("reader", id, { name: "读者", card: id, category, enrolledOn: "2024-01-05" }),
      ...activities(id, "visit", "2026-10-05"),
    ]);
  const { statistics } = await openLibrary([...of("adult", 20), ...of("child", 3), ...of("senior", 9)]);
  const asked = { branch: null, month: MONTH };
  const { rows } = (await statistics.readersPage(asked, quiet)).compositions.category;
  expect(Object.fromEntries(rows.map(({ value, now }) => [value, now.count]))).toEqual({
    adult: 20,
    senior: null,
    child: null,
  });
  const opened = async (value: string) =>
    (await statistics.readers(asked, { tag: "attribute", attribute: "category", value })).length;
  expect([await opened("adult"), await opened("child"), await opened("senior")]).toEqual([20, 0, 0]);
  expect(await statistics.countOf(asked, { tag: "attribute", attribute: "category", value: "child" })).toEqual({
    total: 0,
    alike: 0,
  });
});

it("composition and report tell the same of a branch, and no sum or difference of them tells of few", {
  timeout: proofScale(240_000, 700_000),
}, async () => {
  const count = fc.oneof(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 12 }));
  // rows of the two branches and of none, columns of the categories
  const table = fc.array(fc.array(count, { minLength: 3, maxLength: 3 }), { minLength: 3, maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(table, async (counts) => {
      const readers = counts.flatMap((row, place) =>
        row.flatMap((many, column) =>
          Array.from({ length: many }, (): readonly Change[] => {
            const id = freshId();
            const branch = BRANCHES[place];
            const values = {
              name: "读者",
              card: id,
              category: CATEGORIES[column] ?? "",
              enrolledOn: "2024-01-05",
              ...(branch !== undefined && { branch }),
            };
            return [create("reader", id, values), ...activities(id, "visit", "2026-10-05")];
          }),
        ),
      );
      const { db } = await openLibrary([
        ...BRANCHES.map((id) => create("branch", id, { name: id })),
        ...readers.flat(),
      ]);
      const deps = { db, clock: { now: () => NOW } };
      const views = createLibraryViews(deps);
      const statistics = createStatisticsApi(deps, views);
      const reports = createReportsApi(deps, views, statistics);
      const persons = counts.flat();
      const told: (readonly number[])[] = [];
      const tell = (of: readonly number[], value: number | null): void => {
        if (value === null) return;
        told.push(of);
        expect(value).toBe(of.reduce((sum, place) => sum + (persons[place] ?? 0), 0));
      };
      const row = (place: number): readonly number[] => [0, 1, 2].map((column) => place * 3 + column);
      for (const branch of [null, ...BRANCHES]) {
        const rows = branch === null ? [0, 1, 2] : [BRANCHES.indexOf(branch)];
        const all = rows.flatMap(row);
        const { compositions, toldUsed } = await statistics.readersPage({ branch, month: MONTH }, quiet);
        for (const { value, now } of compositions.category.rows)
          tell(
            rows.map((place) => place * 3 + CATEGORIES.indexOf(value)),
            now.count,
          );
        if (branch === null)
          for (const { value, now } of compositions.branch.rows)
            tell(row(value === "" ? 2 : BRANCHES.indexOf(value)), now.count);
        const active = (await reports.sheet({ branch, period: { span: "month", month: MONTH } }, quiet)).lines.find(
          ({ figure }) => figure === "active-readers",
        )?.now;
        // where nobody has used anything the report has nothing to measure
        const value = active?.tag === "known" ? active.value : active?.why === "no-use" ? 0 : null;
        tell(all, value);
        for (const attribute of ["category", "ageBand", "gender", "branch", "source"] as const)
          expect([branch, attribute, compositions[attribute].totalNow]).toEqual([branch, attribute, value]);
        expect(toldUsed.now).toBe(value !== null);
      }
      const sizes = groupsTold(9, told).map((group) => group.reduce((sum, place) => sum + (persons[place] ?? 0), 0));
      expect(sizes.filter(isSmall)).toEqual([]);
    }),
    {
      numRuns: proofScale(2, 60),
      examples: [
        [
          [
            [0, 0, 0],
            [5, 0, 5],
            [5, 1, 0],
          ],
        ],
      ],
    },
  );
});
