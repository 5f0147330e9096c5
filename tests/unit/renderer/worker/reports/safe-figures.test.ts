/**
 * What reports tell of few persons: sums and differences over branches, periods, columns, rows and closed months, over
 * random libraries.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSmall } from "#shared/analysis/told/small-cells.ts";
import type { FigureValue } from "#shared/reports/figures.ts";
import type { Period } from "#shared/reports/period.ts";
import { type Change, create } from "../../../../../renderer/db/write/changes.ts";
import { createLibraryViews } from "../../../../../renderer/worker/library-use/library-view.ts";
import { createReportsApi } from "../../../../../renderer/worker/reports/serve-reports.ts";
import { createStatisticsApi } from "../../../../../renderer/worker/statistics/serve-statistics.ts";
import { proofScale } from "../../../../support/proof-scale.ts";
import { groupsTold } from "../../../../support/subtraction-attack.ts";
import { openDesk } from "../../db/desk.ts";

const quiet = (): void => undefined;
/** A first quarter that is over with the day: its months, and with them the year so far. */
const NOW = new Date("2026-03-31T12:00").getTime();
const MONTHS = ["2026-01", "2026-02", "2026-03"];
const QUARTER: Period = { span: "quarter", month: "2026-01" };
const PERIODS: readonly Period[] = [...MONTHS.map((month): Period => ({ span: "month", month })), QUARTER];
const BRANCHES = ["east", "west"];

async function open() {
  const { db, writer } = await openDesk();
  const write = async (changes: readonly Change[]): Promise<void> => {
    for (let from = 0; from < changes.length; from += 50)
      await (await writer.run("test", changes.slice(from, from + 50))).confirmed;
  };
  await write(BRANCHES.map((id) => create("branch", id, { name: id })));
  const deps = { db, clock: { now: () => NOW } };
  const views = createLibraryViews(deps);
  return { write, reports: createReportsApi(deps, views, createStatisticsApi(deps, views)) };
}

let ids = 0;
const freshId = (): string => `00000000-0000-7000-8000-${String(++ids).padStart(12, "0")}`;
/** Cards made in a month, with a use on the day: of a branch, or of none. */
const cards = (branch: string | undefined, month: string, count: number): readonly Change[] =>
  Array.from({ length: count }, () => freshId()).flatMap((id) => [
    create("reader", id, {
      name: "读者",
      card: id,
      enrolledOn: `${month}-05`,
      ...(branch !== undefined && { branch }),
    }),
    create("activity", freshId(), { reader: id, kind: "visit", on: `${month}-05` }),
  ]);
const numberOf = (value: FigureValue | undefined): number | null => (value?.tag === "known" ? value.value : null);

describe("figures of few persons", () => {
  it("are not told by what the sum of all leaves for readers without a branch", async () => {
    const { write, reports } = await open();
    await write([...cards("east", "2026-01", 34), ...cards("west", "2026-01", 19), ...cards(undefined, "2026-01", 3)]);
    const period = PERIODS[0] ?? QUARTER;
    for (const figure of ["valid-cards", "new-cards", "active-readers"] as const) {
      const cells = (await reports.branches(period, quiet)).map((sheet) =>
        numberOf(sheet.cells.find((cell) => cell.figure === figure)?.value),
      );
      expect([figure, ...cells]).toEqual([figure, 56, 34, null]);
      const ofWest = await reports.sheet({ branch: "west", period }, quiet);
      expect(ofWest.lines.find((line) => line.figure === figure)?.now).toEqual({ tag: "unknown", why: "too-few" });
      expect(await reports.rows({ branch: "west", period }, figure, 10)).toEqual({
        isHidden: true,
        total: 0,
        rows: [],
      });
      expect((await reports.rows({ branch: "east", period }, figure, 10)).total).toBe(34);
    }
  });

  it("are told by no sum or difference of branches, months, quarters, columns and closed months", {
    timeout: proofScale(240_000, 700_000),
  }, async () => {
    const count = fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 12 }));
    const table = fc.array(fc.array(count, { minLength: 3, maxLength: 3 }), { minLength: 3, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(table, fc.constantFrom(0, 1, 3), async (counts, later) => {
        const { write, reports } = await open();
        const rows = [...BRANCHES, undefined];
        await write(
          rows.flatMap((branch, row) =>
            MONTHS.flatMap((month, column) => cards(branch, month, counts[row]?.[column] ?? 0)),
          ),
        );
        await write([
          create("month-seal", "seal", { month: "2026-02", at: NOW, figures: await reports.toSeal("2026-02") }),
        ]);
        // what comes after the closing is a correction beside the closed figure
        await write(cards("east", "2026-02", later));
        const now = counts.map((row, place) =>
          row.map((each, column) => (place === 0 && column === 1 ? each + later : each)),
        );

        for (const [when, persons] of [
          ["now", now.flat()],
          ["closed", counts.flat()],
        ] as const) {
          const told: (readonly number[])[] = [];
          const tell = (scope: string | null, period: Period, value: number | null): void => {
            if (value === null) return;
            const months = period.span === "quarter" ? [0, 1, 2] : [MONTHS.indexOf(period.month)];
            const of = (scope === null ? [0, 1, 2] : [BRANCHES.indexOf(scope)]).flatMap((row) =>
              months.map((month) => row * 3 + month),
            );
            told.push(of);
            // what is told is right
            expect([when, scope, period, value]).toEqual([
              when,
              scope,
              period,
              of.reduce((sum, place) => sum + (persons[place] ?? 0), 0),
            ]);
          };
          for (const period of PERIODS) {
            for (const { branch, cells } of await reports.branches(period, quiet)) {
              const cell = cells.find(({ figure }) => figure === "new-cards");
              const value = numberOf(cell?.value);
              const isClosed = period.month === "2026-02";
              const isNow = when === "now";
              // a month shows what it was closed with, a quarter what it is now; where a correction of few is not told,
              // what was closed
              const fromShown = (
                shown: number | null,
                isOfNow: boolean,
                corrected: number | null | undefined,
              ): number | null => {
                if (shown === null || isOfNow === isNow) return shown;
                return corrected === null || corrected === undefined ? null : shown + (isNow ? corrected : -corrected);
              };
              tell(branch, period, fromShown(value, !isClosed && cell?.corrected !== null, cell?.corrected));
              const line = (await reports.sheet({ branch, period }, quiet)).lines.find(
                ({ figure }) => figure === "new-cards",
              );
              tell(branch, period, fromShown(numberOf(line?.now), line?.corrected !== null, line?.corrected));
            }
          }
          const sizes = groupsTold(9, told).map((group) =>
            group.reduce((sum, place) => sum + (persons[place] ?? 0), 0),
          );
          expect([when, sizes.filter(isSmall)]).toEqual([when, []]);
        }
      }),
      { numRuns: proofScale(2, 100) },
    );
  });

  it("are told by no quarter less its months, and by no later count of a day, where few have come to a closed month", async () => {
    const { write, reports } = await open();
    const rated = (count: number, satisfaction: number): readonly Change[] =>
      Array.from({ length: count }, () =>
        create("interaction", freshId(), {
          at: new Date("2026-03-10T10:00").getTime(),
          channel: "desk",
          direction: "in",
          branch: "east",
          satisfaction,
        }),
      );
    await write([
      ...MONTHS.flatMap((month) => [...cards("east", month, 9), ...cards("west", month, 8)]),
      ...rated(12, 5),
      ...rated(8, 1),
    ]);
    await write([
      create("month-seal", "seal", { month: "2026-03", at: NOW, figures: await reports.toSeal("2026-03") }),
    ]);
    await write([...cards("east", "2026-03", 1), ...rated(2, 5)]);
    const lineOf = async (figure: string, period: Period) =>
      (await reports.sheet({ branch: "east", period }, quiet)).lines.find((line) => line.figure === figure);
    const march: Period = { span: "month", month: "2026-03" };
    // 9 in each month; the one that came later stands in no number: 27, not 28
    expect(await lineOf("new-cards", march)).toMatchObject({ now: { value: 9 }, corrected: null });
    expect(await lineOf("new-cards", QUARTER)).toMatchObject({ now: { value: 27 }, corrected: null });
    for (const figure of ["valid-cards", "active-readers"]) {
      expect([figure, await lineOf(figure, march)]).toMatchObject([figure, { now: { value: 27 }, corrected: null }]);
      expect([figure, await lineOf(figure, QUARTER)]).toMatchObject([figure, { now: { value: 27 }, corrected: null }]);
    }
    // 12 of 20 were satisfied when it was closed; 14 of 22 are now
    for (const period of [march, QUARTER])
      expect(await lineOf("satisfaction", period)).toMatchObject({ now: { value: 0.6 }, corrected: null });
    expect((await lineOf("satisfaction", QUARTER))?.now).toMatchObject({ parts: { satisfied: 12, rated: 20 } });
    expect(
      (await reports.branches(QUARTER, quiet)).map(({ cells }) =>
        numberOf(cells.find(({ figure }) => figure === "new-cards")?.value),
      ),
    ).toEqual([51, 27, 24]);
    expect((await reports.audit({ branch: "east", period: QUARTER })).satisfaction).toMatchObject({
      parts: { satisfied: 12, rated: 20 },
    });
    // once many have come, all of it is told
    await write(cards("east", "2026-03", 6));
    expect(await lineOf("new-cards", QUARTER)).toMatchObject({ now: { value: 34 }, corrected: 7 });
  });

  it("are told by no difference of valid cards, beside the new ones", {
    timeout: proofScale(240_000, 700_000),
  }, async () => {
    const toldOf = async (counts: readonly (readonly number[])[]) => {
      const { write, reports } = await open();
      await write(
        [...BRANCHES, undefined].flatMap((branch, row) =>
          MONTHS.flatMap((month, column) => cards(branch, month, counts[row]?.[column] ?? 0)),
        ),
      );
      const told: {
        readonly figure: string;
        readonly scope: string | null;
        readonly period: Period;
        readonly of: readonly number[];
      }[] = [];
      for (const scope of [null, ...BRANCHES]) {
        for (const period of PERIODS) {
          const { lines } = await reports.sheet({ branch: scope, period }, quiet);
          for (const figure of ["valid-cards", "new-cards"] as const) {
            const value = numberOf(lines.find((line) => line.figure === figure)?.now);
            if (value === null) continue;
            const columns = [...MONTHS.keys()].filter((month) => {
              const last = period.span === "quarter" ? 2 : MONTHS.indexOf(period.month);
              return figure === "valid-cards" ? month <= last : period.span === "quarter" || month === last;
            });
            const of = columns.flatMap((month) =>
              (scope === null ? [0, 1, 2] : [BRANCHES.indexOf(scope)]).map((row) => row * 3 + month),
            );
            expect([figure, scope, period, value]).toEqual([
              figure,
              scope,
              period,
              of.reduce((sum, place) => sum + (counts.flat()[place] ?? 0), 0),
            ]);
            told.push({ figure, scope, period, of });
          }
        }
      }
      const groups = groupsTold(
        9,
        told.map(({ of }) => of),
      ).map((group) => group.reduce((sum, place) => sum + (counts.flat()[place] ?? 0), 0));
      expect(groups.filter(isSmall)).toEqual([]);
      return told
        .filter(({ figure }) => figure === "valid-cards")
        .map(({ scope, period }) => `${scope} ${period.span} ${period.month}`);
    };
    // west: 20, then 3 more, then 8. 23 − 20 would be the three of February, and 12 of all less the 9 of east as well;
    // 31 − 20 are the eleven of February and March, as the quarter tells: of March alone nothing is told
    expect(
      await toldOf([
        [30, 9, 9],
        [20, 3, 8],
        [0, 0, 0],
      ]),
    ).toEqual([
      ...["null month 2026-01", "null month 2026-02", "null month 2026-03", "null quarter 2026-01"],
      ...["east month 2026-01", "east month 2026-03", "east quarter 2026-01"],
      ...["west month 2026-01", "west month 2026-03", "west quarter 2026-01"],
    ]);
    const count = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 12 }));
    const table = fc.array(fc.array(count, { minLength: 3, maxLength: 3 }), { minLength: 3, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(table, async (counts) => void (await toldOf(counts))),
      {
        numRuns: proofScale(4, 200),
        // the whole of a quarter less February, and less what two numbers of valid cards tell of March in the east
        examples: [
          [
            [
              [1, 4, 5],
              [0, 0, 0],
              [0, 5, 0],
            ],
          ],
        ],
      },
    );
  });

  it("are not told by how many rated in a quarter less its months, or in branches less the whole", {
    timeout: proofScale(240_000, 700_000),
  }, async () => {
    const ratings = (branch: string | undefined, month: string, count: number): readonly Change[] =>
      Array.from({ length: count }, () =>
        create("interaction", freshId(), {
          at: new Date(`${month}-05T10:00`).getTime(),
          channel: "desk",
          satisfaction: 5,
          ...(branch !== undefined && { branch }),
        }),
      );
    const toldOf = async (counts: readonly (readonly number[])[]) => {
      const { write, reports } = await open();
      await write(
        [...BRANCHES, undefined].flatMap((branch, row) =>
          MONTHS.flatMap((month, column) => ratings(branch, month, counts[row]?.[column] ?? 0)),
        ),
      );
      const told: (readonly number[])[] = [];
      for (const scope of [null, ...BRANCHES]) {
        for (const period of PERIODS) {
          const value = (await reports.sheet({ branch: scope, period }, quiet)).lines.find(
            ({ figure }) => figure === "satisfaction",
          )?.now;
          if (value?.tag !== "known") continue;
          const months = period.span === "quarter" ? [0, 1, 2] : [MONTHS.indexOf(period.month)];
          const of = (scope === null ? [0, 1, 2] : [BRANCHES.indexOf(scope)]).flatMap((row) =>
            months.map((month) => row * 3 + month),
          );
          expect(value.parts.rated).toBe(of.reduce((sum, place) => sum + (counts.flat()[place] ?? 0), 0));
          told.push(of);
        }
      }
      const sizes = groupsTold(9, told).map((group) =>
        group.reduce((sum, place) => sum + (counts.flat()[place] ?? 0), 0),
      );
      expect(sizes.filter(isSmall)).toEqual([]);
      return told;
    };
    // March has three more than the quarter without them
    expect(
      await toldOf([
        [20, 20, 3],
        [0, 0, 0],
        [0, 0, 0],
      ]),
    ).not.toContainEqual([0, 1, 2]);
    const count = fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 12 }));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(count, { minLength: 3, maxLength: 3 }), { minLength: 3, maxLength: 3 }),
        async (counts) => void (await toldOf(counts)),
      ),
      { numRuns: proofScale(2, 100) },
    );
  });
});
