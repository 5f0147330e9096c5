/** Cases of which some are drawn: as many as are asked for, and each by one draw or another. */
import { expect, it } from "vitest";
import { drawnCases } from "../../support/drawn-cases.ts";

const CASES = ["a", "b", "c", "d", "e"];

it.each([1, 2, 5])("draws %i of five, each as often as any other", (count) => {
  const draws = CASES.map((_, first) => drawnCases(CASES, first, count));
  expect(draws.map(({ length }) => length)).toEqual(CASES.map(() => count));
  for (const one of CASES) expect(draws.filter((drawn) => drawn.includes(one))).toHaveLength(count);
});

it("goes round, in the order of the cases, whatever number was drawn", () => {
  expect(drawnCases(CASES, 4, 2)).toEqual(["a", "e"]);
  expect(drawnCases(CASES, 999_994, 2)).toEqual(["a", "e"]);
});

it("draws all where fewer are there", () => {
  expect(drawnCases(["a", "b"], 3, 4)).toEqual(["a", "b"]);
});
