import { expect, test } from "vitest";
import { roundedParts } from "#shared/analysis/rounded-parts.ts";

test("gives what rounding leaves over to those that lost most, so that the parts add up", () => {
  expect(roundedParts([33.4, 33.3, 33.3])).toEqual([34, 33, 33]);
  // three halves of an hour's four weeks: each alone would round to 1
  expect(roundedParts([0.5, 0.5, 0.5, 0.5])).toEqual([1, 1, 0, 0]);
  expect(roundedParts([-40.6, 10.3, -19.7], 1, -50)).toEqual([-40, 10, -20]);
  expect(roundedParts([1 / 3, 1 / 3, 1 / 3], 0.001).map((part) => part.toFixed(3))).toEqual([
    "0.334",
    "0.333",
    "0.333",
  ]);
  expect(roundedParts([])).toEqual([]);
});

test("adds up for any numbers, and no part is off by a step", () => {
  let state = 7;
  const random = (): number => {
    state = (state * 16_807) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  for (let turn = 0; turn < 300; turn++) {
    const parts = Array.from({ length: 1 + Math.floor(random() * 9) }, () => (random() - 0.3) * 1000);
    const shown = roundedParts(parts);
    expect(shown.reduce((sum, part) => sum + part, 0)).toBe(Math.round(parts.reduce((sum, part) => sum + part, 0)));
    for (const [place, part] of parts.entries()) expect(Math.abs(part - (shown[place] ?? 0))).toBeLessThan(1);
  }
});
