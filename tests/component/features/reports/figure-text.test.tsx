import { expect, it } from "vitest";
import { type FigureId, type FigureValue, known, unknown } from "#shared/reports/figures.ts";
import { useFigureText } from "../../../../renderer/features/reports/use-figure-text.ts";
import { renderWithServices } from "../../../support/render-with-services.tsx";

function Between({ figure, before, now }: { figure: FigureId; before: FigureValue; now: FigureValue }) {
  return <q>{useFigureText().between(figure, before, now)}</q>;
}

const satisfied = (part: number, whole: number): FigureValue => known(part / whole, { satisfied: part, rated: whole });

it.each([
  // 40/50 = 80 %, 45/50 = 90 %
  ["satisfaction", satisfied(40, 50), satisfied(45, 50), "+10 个百分点"],
  ["satisfaction", satisfied(20, 29), satisfied(45, 50), "–"],
  ["satisfaction", satisfied(40, 50), satisfied(8, 9), "–"],
  ["satisfaction", unknown("no-ratings"), satisfied(45, 50), "–"],
  ["visits", known(12), known(7), "−5"],
  // never "±0 %"
  ["visits", known(12), known(12), "没有变化"],
  ["satisfaction", satisfied(40, 50), satisfied(80, 100), "没有变化"],
  // as they are shown: 88.82 and 89.48, 0.7 % and 0.8 %
  ["visits-per-head", known(88.8151), known(89.4849), "+0.66"],
  [
    "reached",
    known(0.00745, { active: 149, population: 20_000 }),
    known(0.0075, { active: 150, population: 20_000 }),
    "+0.1 个百分点",
  ],
] as const)(
  "a change of %s agrees with the two values as they are shown, is said in points, and of few not at all",
  async (figure, before, now, said) => {
    await renderWithServices(<Between figure={figure} before={before} now={now} />);
    expect(document.querySelector("q")?.textContent).toBe(said);
  },
);

function Days({ figure, value }: { figure: FigureId; value: FigureValue }) {
  return <q>{useFigureText().shortOf(figure, value)}</q>;
}

it.each([
  [known(3, { answers: 1 }), "3 天（只有 1 件）"],
  [known(3.24, { answers: 12 }), "3.2 天（12 件）"],
])("a median of one answer says so: %o", async (value, said) => {
  await renderWithServices(<Days figure="promptness" value={value} />);
  expect(document.querySelector("q")?.textContent).toBe(said);
});

function Short({ value }: { value: FigureValue }) {
  const text = useFigureText();
  return <q>{value.tag === "known" ? text.shortOf("active-readers", value) : text.missingOf(value)}</q>;
}

it.each<[FigureValue, string]>([
  [{ ...known(277), gaps: ["2026-03"] }, "277（缺 2026-03 的利用记录）"],
  [
    { ...known(277), gaps: ["2026-01", "2026-02", "2026-03", "2026-08"] },
    "277（缺 2026-01 至 2026-03和2026-08 的利用记录）",
  ],
  [unknown("no-use"), "此处无法计算：到这一天为止的 365 天里没有读者的利用记录，也没有导入过。请先导入利用名单"],
  [
    { tag: "unknown", why: "months-missing", months: ["2026-09"], isImported: true },
    "此处无法计算：2026 年 9 月 的名单没有导入。请在“导入”里补上；没有名单的，也可以填报",
  ],
  [{ tag: "unknown", why: "months-missing", months: ["2026-09"] }, "此处无法计算：缺 2026 年 9 月 的填报"],
])("a month of which nothing is recorded is said beside the figure or in its place: %o", async (value, said) => {
  await renderWithServices(<Short value={value} />);
  expect(document.querySelector("q")?.textContent).toBe(said);
});
