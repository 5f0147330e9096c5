import { expect, it } from "vitest";
import { suggestMapping } from "#shared/import-export/columns/mapping.ts";

const targetsOf = (headers: readonly string[], row: readonly string[]): readonly (string | null)[] =>
  suggestMapping({ headers, rows: [{ row: 2, cells: row, marks: {} }] }).columns.map(({ target }) => target);

it("takes a community for what a reader belongs to, behind a school or an employer", () => {
  expect(targetsOf(["证号", "姓名", "社区"], ["001", "王芳", "阳光社区"])).toEqual(["card", "name", "organisation"]);
  expect(targetsOf(["姓名", "所屬社區", "单位"], ["王芳", "陽光社區", "一中"])).toEqual([
    "name",
    "unit",
    "organisation",
  ]);
  expect(targetsOf(["姓名", "社区", "班级", "学校"], ["王芳", "阳光社区", "三班", "一中"])).toEqual([
    "name",
    null,
    "unit",
    "organisation",
  ]);
});

it("knows the type of a card for what kind of reader has it", () => {
  expect(targetsOf(["Card number", "Name", "Card type"], ["001", "Emma Clark", "Adult"])).toEqual([
    "card",
    "name",
    "category",
  ]);
  expect(targetsOf(["證號", "姓名", "證別"], ["001", "王芳", "成人"])).toEqual(["card", "name", "category"]);
});
