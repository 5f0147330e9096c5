/**
 * What a column is by what it holds: four in five of its filled cells must agree, and one fewer in a hundred tells
 * nothing.
 */
import { describe, expect, it } from "vitest";
import { cellColumn, readCell } from "#shared/import-export/cells/read-cell.ts";
import { agrees, targetByContent } from "#shared/import-export/columns/column-content.ts";
import { columnInfo, suggestMapping } from "#shared/import-export/columns/mapping.ts";
import type { Target } from "#shared/import-export/columns/targets.ts";
import { CONTEXT, tableOf } from "../../../../support/plan-table.ts";

const mobile = (n: number): string => `138${String(n).padStart(8, "0")}`;
const email = (n: number): string => `reader${n}@example.org`;
const day = (n: number): string => `2027-01-${String((n % 28) + 1).padStart(2, "0")}`;
const code = (n: number): string => `R${n}`;

/** A hundred cells, so many of which agree, spread over the column; the rest is one and the same remark. */
const hundred = (agreeing: number, cellOf: (n: number) => string): readonly string[] =>
  Array.from({ length: 100 }, (_, n) => ((n * 37) % 100 < agreeing ? cellOf(n) : "见备注"));

describe("of a hundred cells under a name that says nothing", () => {
  it.each([
    ["phone", mobile],
    ["email", email],
  ] as const)("eighty are a column of it, seventy-nine are not: %s", (target, cellOf) => {
    expect(targetByContent(hundred(79, cellOf))).toBeNull();
    expect(targetByContent(hundred(80, cellOf))).toBe(target);
  });

  it("blank ones, and those that say there is none, are not counted", () => {
    const half = hundred(80, mobile).flatMap((cell) => [cell, "", "无"]);
    expect(targetByContent(half)).toBe("phone");
    expect(targetByContent([mobile(1), mobile(2), "", ""])).toBeNull();
  });
});

it.each<[Target, (n: number) => string]>([
  ["phone", mobile],
  ["email", email],
  ["expiresOn", day],
  ["card", code],
])(
  "a guess by the words of a name stands where eighty of a hundred cells agree, and falls with one fewer: %s",
  (target, cellOf) => {
    // of numbers that tell people apart the remark is one of the different ones
    const least = target === "card" ? 79 : 80;
    expect(agrees(target, hundred(least - 1, cellOf))).toBe(false);
    expect(agrees(target, hundred(least, cellOf))).toBe(true);
  },
);

it("proposes for a file the column that eighty of a hundred cells make, and leaves out the other", () => {
  const [enough, fewer] = [hundred(80, mobile), hundred(79, mobile)];
  const lines = enough.map((cell, place) => `王${place}|${cell}|${fewer[place]}|${fewer[place]}`);
  const table = tableOf("姓名|记录甲|记录乙|backup_phone", ...lines);
  expect(suggestMapping(table).columns.map(({ target }) => target)).toEqual(["name", "phone", null, null]);
});

describe("证件号 is of the card or of the identity card, as its cells say", () => {
  const RESIDENT = "11010519491231002X";
  const TAIWAN = "A123456789";
  const tableWith = (cells: readonly string[]) => tableOf("证件号|姓名", ...cells.map((cell, n) => `${cell}|读者${n}`));
  const taken = (cells: readonly string[]) => {
    const table = tableWith(cells);
    return [suggestMapping(table).columns[0]?.target, columnInfo(table)[0]?.withheld];
  };

  it("numbers of the library are the card, numbers of residents are left out and named", () => {
    expect(taken(["2024010001", "2024010002", "T0007"])).toEqual(["card", null]);
    expect(taken([RESIDENT, "110105194912310038", RESIDENT])).toEqual([null, "identity-number"]);
    expect(taken([TAIWAN, "A223456781", TAIWAN])).toEqual([null, "identity-number"]);
    // one digit wrong is no identity number
    expect(taken(["110105194912310021", "110105194912310029"])).toEqual(["card", null]);
  });

  it("one whose card is her identity number is taken without it", () => {
    const table = tableWith(["2024010001", RESIDENT, "2024010003"]);
    const read = (cell: string) => readCell(cell, "card", { target: "card" }, cellColumn("证件号"), CONTEXT);
    expect(suggestMapping(table).columns[0]?.target).toBe("card");
    expect(read(RESIDENT)).toEqual({ notices: ["withheld-part"] });
    expect(read("2024010001")).toMatchObject({ value: "2024010001" });
  });

  it("stands beside a card as the number of the school", () => {
    const table = tableOf("证件号|读者条码|姓名", "2024010001|B1|王芳", "2024010002|B2|李强");
    expect(suggestMapping(table).columns.map(({ target }) => target)).toEqual(["student", "card", "name"]);
  });
});
