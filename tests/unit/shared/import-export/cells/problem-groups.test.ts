import { expect, it } from "vitest";
import { type FaultyPlace, groupProblems, mendsOf } from "#shared/import-export/cells/problem-groups.ts";
import type { Problem } from "#shared/import-export/cells/problems.ts";

const wrong = (tag: Problem["tag"], column: number | null, value: string, suggestion?: string): Problem => ({
  tag,
  column,
  target: null,
  value,
  ...(suggestion !== undefined && { suggestion }),
});
const PLACES: readonly FaultyPlace[] = [
  {
    position: 0,
    row: 2,
    problems: [wrong("phone-unreadable", 3, "待补"), wrong("date-serial", 2, "46387", "2026-12-31")],
  },
  { position: 4, row: 6, problems: [wrong("phone-unreadable", 3, "待补")] },
  { position: 5, row: 7, problems: [wrong("phone-unreadable", 3, "问他妈妈")] },
  { position: 8, row: 10, problems: [wrong("date-serial", 2, "46388", "2027-01-01"), wrong("nobody", null, "")] },
];

it("equal problems are one line with their count and first row, the most frequent first", () => {
  const [phones, days, whole] = groupProblems(PLACES, 10);
  expect(phones).toMatchObject({ tag: "phone-unreadable", column: 3, count: 3, suggested: 0, rest: 0 });
  expect(phones?.lines.map(({ problem, count, row }) => [problem.value, count, row])).toEqual([
    ["待补", 2, 2],
    ["问他妈妈", 1, 7],
  ]);
  expect(days).toMatchObject({ tag: "date-serial", count: 2, suggested: 2 });
  expect(whole).toMatchObject({ tag: "nobody", column: null, count: 1 });
  expect(groupProblems(PLACES, 1)[0]).toMatchObject({ count: 3, rest: 1, lines: [{ count: 2 }] });
});

it("one act means all cells of a value, all of a column's reason, or everything with a suggestion", () => {
  expect(mendsOf(PLACES, { tag: "phone-unreadable", column: 3, value: "待补" }, "")).toEqual([
    { position: 0, column: 3, text: "" },
    { position: 4, column: 3, text: "" },
  ]);
  expect(mendsOf(PLACES, { tag: "phone-unreadable", column: 3 }, "")).toHaveLength(3);
  expect(mendsOf(PLACES, {})).toEqual([
    { position: 0, column: 2, text: "2026-12-31" },
    { position: 8, column: 2, text: "2027-01-01" },
  ]);
});
