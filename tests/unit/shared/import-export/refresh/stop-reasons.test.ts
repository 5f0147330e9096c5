import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { reasonsToStop } from "#shared/import-export/refresh/stop-reasons.ts";
import { factsOfList, type TakenList } from "#shared/import-export/refresh/taken-list.ts";

const LAST: TakenList = {
  rows: 1000,
  lastRow: 1001,
  fingerprint: "3-x",
  columns: ["读者证号", "姓名", "开户馆"],
  branches: ["总馆", "城东馆"],
  categories: ["成人", "少儿"],
  size: 90_000,
  modifiedAt: 2_000,
  takenAt: 2_500,
};
const tagsOf = (change: Partial<TakenList>, last: TakenList | null = LAST): readonly string[] =>
  reasonsToStop(last, { ...LAST, modifiedAt: 3_000, ...change }).map(({ tag }) => tag);

describe("a list is asked about", () => {
  test("when it is shorter by more than five in a hundred, and not at exactly five", () => {
    expect(tagsOf({ rows: 940 })).toEqual(["shrank"]);
    expect(tagsOf({ rows: 949 })).toEqual(["shrank"]);
    expect(tagsOf({ rows: 950 })).toEqual([]);
    expect(tagsOf({ rows: 1100 })).toEqual([]);
  });

  test("when it fills a sheet to its end, with or without a title above its column names, also the first time", () => {
    expect(tagsOf({ rows: 65_535, lastRow: 65_536 })).toEqual(["full-sheet"]);
    expect(tagsOf({ rows: 65_534, lastRow: 65_536 }, null)).toEqual(["full-sheet"]);
    expect(tagsOf({ rows: 1_048_575, lastRow: 1_048_576 })).toEqual(["full-sheet"]);
    expect(tagsOf({ rows: 65_534, lastRow: 65_535 })).toEqual([]);
    expect(tagsOf({ rows: 65_536, lastRow: 65_537 })).toEqual([]);
  });

  test("when it was written before the one that was taken", () => {
    expect(tagsOf({ modifiedAt: 1_999 })).toEqual(["older"]);
    expect(tagsOf({ modifiedAt: 2_000 })).toEqual([]);
  });

  test("when a branch, a category or a column is no more in it, and is told which", () => {
    expect(
      reasonsToStop(LAST, {
        ...LAST,
        branches: ["总馆", "城西馆"],
        categories: ["成人"],
        columns: ["读者证号", "开户馆"],
      }),
    ).toEqual([
      { tag: "lacks-branches", names: ["城东馆"] },
      { tag: "lacks-categories", names: ["少儿"] },
      { tag: "lacks-columns", names: ["姓名"] },
    ]);
    expect(tagsOf({ columns: ["开户馆", "姓名", "读者证号", "押金"] })).toEqual([]);
  });
});

const list = fc.record({
  rows: fc.integer({ min: 0, max: 2_000_000 }).filter((rows) => rows !== 65_535 && rows !== 1_048_575),
  lastRow: fc.constant(1),
  fingerprint: fc.constant(""),
  columns: fc.uniqueArray(fc.string()),
  branches: fc.uniqueArray(fc.string()),
  categories: fc.uniqueArray(fc.string()),
  size: fc.nat(),
  modifiedAt: fc.nat(),
  takenAt: fc.nat(),
});

test("the same list, and one that only grew, is never asked about", () => {
  fc.assert(
    fc.property(list, fc.nat(1000), fc.array(fc.string()), (last, more, names) => {
      const rows = last.rows + more;
      fc.pre(rows !== 65_535 && rows !== 1_048_575);
      const grown = {
        ...last,
        rows,
        modifiedAt: last.modifiedAt + more,
        branches: [...names, ...last.branches],
        categories: [...last.categories, ...names],
        columns: [...last.columns].reverse(),
      };
      expect([reasonsToStop(last, last), reasonsToStop(last, grown)]).toEqual([[], []]);
    }),
  );
});

test("of two shorter lists the shorter one is asked about wherever the longer one is", () => {
  fc.assert(
    fc.property(list, fc.nat(), fc.nat(), (last, a, b) => {
      const shrank = (rows: number): boolean =>
        reasonsToStop(last, { ...last, rows }).some(({ tag }) => tag === "shrank");
      const [less, more] = [Math.min(a, b), Math.max(a, b)];
      expect(shrank(less) || !shrank(more)).toBe(true);
      expect(shrank(less)).toBe(less < last.rows - last.rows / 20);
    }),
  );
});

test("a list says of itself its rows, its columns, its branches and its categories, and nothing of a reader", () => {
  const facts = factsOfList(
    {
      headers: ["证号", "姓名", " 馆 ", "类型", ""],
      rows: [
        { row: 3, cells: ["001", "王芳", "总馆", "成人"] },
        { row: 4, cells: ["002", "李强", " 城东馆", ""] },
        { row: 7, cells: ["003", "赵敏", "总馆", "少儿", "x"] },
      ],
    },
    {
      columns: [{ target: "card" }, { target: "name" }, { target: "branch" }, { target: "category" }, { target: null }],
    },
  );
  expect(facts).toMatchObject({
    rows: 3,
    lastRow: 7,
    columns: ["证号", "姓名", "馆", "类型"],
    branches: ["城东馆", "总馆"],
    categories: ["少儿", "成人"],
  });
  expect(JSON.stringify(facts)).not.toMatch(/王芳|001/);
});
