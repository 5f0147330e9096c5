import { describe, expect, it } from "vitest";
import { branchOfCell } from "#shared/reports/form/branch-of-label.ts";

describe("the branch of a form's cell", () => {
  const branches = new Map([
    ["main", "总馆"],
    ["east", "东门分馆"],
    ["small", "东门分馆少儿室"],
  ]);
  const of = (label: string): string | null =>
    branchOfCell([{ address: "A2", text: label }], { column: 2, row: 2 }, branches);

  it.each([
    ["东门分馆", "east"],
    ["东 门", "east"],
    ["东门分馆到馆人次", "east"],
    ["东门分馆少儿室", "small"],
    ["总馆、东门分馆合计", null],
    ["总流通人次", null],
  ])("as %s says, is %s", (label, branch) => expect(of(label)).toBe(branch));

  it("is the row's before the head's", () => {
    const cells = [
      { address: "B1", text: "总馆" },
      { address: "A2", text: "东门分馆" },
      { address: "A3", text: "合计" },
    ];
    expect([2, 3].map((row) => branchOfCell(cells, { column: 2, row }, branches))).toEqual(["east", "main"]);
  });
});
