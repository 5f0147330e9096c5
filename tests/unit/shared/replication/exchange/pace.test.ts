import { expect, it } from "vitest";
import { createPace } from "#shared/replication/exchange/pace.ts";

it("begins with few, doubles while a transaction takes no time, and never exceeds the limit", () => {
  const pace = createPace(200);
  const sizes = [pace.ops];
  for (let turn = 0; turn < 4; turn++) {
    pace.took(pace.ops, 0);
    sizes.push(pace.ops);
  }
  expect(sizes).toEqual([50, 100, 200, 200, 200]);
  expect(createPace(7).ops).toBe(7);
});

it("takes fewer at once where they take long, so many as fit into a moment, but never so few that it does not get on", () => {
  const pace = createPace(200);
  pace.took(50, 25);
  expect(pace.ops).toBe(40);
  pace.took(40, 4_000);
  expect(pace.ops).toBe(20);
  // a clock that is set back says nothing of how long it took
  pace.took(20, -3_600_000);
  expect(pace.ops).toBe(40);
});
