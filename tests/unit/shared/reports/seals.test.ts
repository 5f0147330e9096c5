import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { MonthSeal } from "#shared/model/reports/month-seal.ts";
import { FIGURES, type FigureId, type FigureValue, known, unknown } from "#shared/reports/figures.ts";
import { correctionOf, figuresToSeal, sealedFigure, sealedMonths, standing } from "#shared/reports/seals.ts";

const seal = (id: string, at: number, value: number, after?: string): MonthSeal & { readonly id: string } => ({
  id,
  month: "2026-10",
  at,
  by: `m-${id}`,
  figures: { visits: { value }, "visits@east": { value: value - 1 } },
  ...(after !== undefined && { after }),
});
const monthOf = (...rows: readonly (MonthSeal & { readonly id: string })[]) => {
  const sealed = sealedMonths(rows).get("2026-10");
  if (sealed === undefined) throw new Error("no seal");
  return sealed;
};

const nothing = Object.fromEntries(FIGURES.map((figure) => [figure, unknown("not-recorded")])) as Readonly<
  Record<FigureId, FigureValue>
>; // a value for each

describe("a closed month", () => {
  it("keeps its figure, and shows beside it what came later, by the closing that took it in", () => {
    const month = monthOf(seal("b", 20, 112, "a"), seal("a", 10, 100));
    // 100 at the first closing, 12 more by the second, 3 since
    expect(sealedFigure(month, "visits", null, known(115))).toEqual({
      value: 100,
      source: undefined,
      corrections: [
        { seal: "b", change: 12 },
        { seal: null, change: 3 },
      ],
    });
    expect(sealedFigure(month, "visits", "east", known(111))).toMatchObject({
      value: 99,
      corrections: [{ seal: "b", change: 12 }],
    });
    expect(sealedFigure(month, "loans", null, known(5))).toBeUndefined();
  });

  it("lets the earlier of two desks that closed it at once be the first, and keeps the other", () => {
    const month = monthOf(seal("z", 10, 100), seal("a", 11, 101));
    expect(month.first.id).toBe("z");
    expect(month.further.map(({ id }) => id)).toEqual(["a"]);
    // of one instant the smaller id
    expect(monthOf(seal("z", 10, 100), seal("a", 10, 101)).first.id).toBe("a");
  });

  it("does not let a closing that follows another take its place, however early its clock", () => {
    expect(monthOf(seal("late", 1, 90, "first"), seal("first", 10, 100)).first.id).toBe("first");
    // the one that it names is not here yet: it is all there is
    expect(monthOf(seal("late", 1, 90, "first")).first.id).toBe("late");
  });

  it("stands where the figure cannot be measured any more", () => {
    expect(sealedFigure(monthOf(seal("a", 10, 100)), "visits", null, unknown("not-recorded"))).toEqual({
      value: 100,
      source: undefined,
      corrections: [],
    });
  });

  it("keeps of how many a share was, so that it is told with them when it has changed", () => {
    const satisfied = known(4 / 6, { satisfied: 4, rated: 6 });
    const figures = figuresToSeal([
      { branch: null, sheet: { ...nothing, satisfaction: satisfied, visits: known(12, { recorded: 12, typed: 0 }) } },
    ]);
    expect(figures).toEqual({ satisfaction: { value: 4 / 6, of: 6 }, visits: { value: 12 } });
    expect(
      standing({ value: 4 / 6, source: undefined, of: 6 }, known(5 / 8, { satisfied: 5, rated: 8 })),
    ).toMatchObject({ value: 4 / 6, parts: { part: 4, of: 6 } });
  });

  it("never changes its figure whatever comes later, in whatever order, and its corrections add up", () => {
    const later = fc.array(
      fc.record({ at: fc.integer({ min: 0, max: 50 }), value: fc.integer({ min: 0, max: 1000 }) }),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1000 }),
        later,
        fc.integer({ min: 0, max: 1000 }),
        fc.integer(),
        (value, more, now, turn) => {
          const rows = [
            seal("first", 25, value),
            ...more.map((each, index) =>
              seal(`s${index}`, each.at, each.value, index === 0 ? "first" : `s${index - 1}`),
            ),
          ];
          const shift = ((turn % rows.length) + rows.length) % rows.length;
          const turned = [...rows.slice(shift), ...rows.slice(0, shift)];
          const sealed = sealedFigure(monthOf(...turned), "visits", null, known(now));
          expect(sealed).toEqual(sealedFigure(monthOf(...rows), "visits", null, known(now)));
          expect(sealed?.value).toBe(value);
          expect((sealed?.value ?? 0) + (sealed === undefined ? 0 : correctionOf(sealed))).toBe(now);
          expect(sealed?.corrections.every(({ change }) => change !== 0)).toBe(true);
        },
      ),
    );
  });
});
