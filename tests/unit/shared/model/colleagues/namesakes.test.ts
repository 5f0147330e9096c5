import { expect, it } from "vitest";
import { type Namesake, namesApart } from "#shared/model/colleagues/namesakes.ts";

const apart = (...rows: readonly Namesake[]): readonly string[] => [
  ...namesApart(rows, (code) => ({ lending: "流通部" })[code] ?? code).values(),
];

it("tells colleagues of one name apart by a department or initials of their own, else by who came first", () => {
  expect(apart({ id: "2", name: "张强" }, { id: "1", name: "张 强" }, { id: "3", name: "陈雨桐" })).toEqual([
    "张 强（1）",
    "张强（2）",
  ]);
  expect(
    apart(
      { id: "1", name: "张强", department: "lending", initials: "zq" },
      { id: "2", name: "张强", department: "music", initials: "zq" },
    ),
  ).toEqual(["张强（流通部）", "张强（music）"]);
  expect(
    apart(
      { id: "1", name: "Li Wei", department: "lending", initials: "lw" },
      { id: "2", name: "li wei", department: "lending", initials: "lwe" },
      { id: "3", name: "Li Wei", department: "lending" },
    ),
  ).toEqual(["Li Wei (lw)", "li wei (lwe)", "Li Wei (3)"]);
});

it("leaves alone whose name nobody shares, and who has none", () => {
  expect(apart({ id: "1", name: "张强" }, { id: "2", name: "張強" }, { id: "3" }, { id: "4", name: "" })).toEqual([]);
});
