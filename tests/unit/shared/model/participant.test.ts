import { expect, test } from "vitest";
import { countWith } from "#shared/model/participant.ts";

test.each([
  ["one more is counted where everybody was named", 1, 0, 1, 2],
  ["one less where everybody was named", 3, 2, 1, 2],
  ["none less where there were others too", 30, 2, 1, 30],
  ["none more where there is room for her among the others", 30, 2, 3, 30],
  ["at least everybody who is named", 3, 1, 4, 5],
])("of a record whose participants change, %s", (_, count, before, after, now) =>
  expect(countWith(count, before, after)).toBe(now),
);
