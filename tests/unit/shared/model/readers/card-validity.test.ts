import { expect, test } from "vitest";
import { isCardValid, isValidOn } from "../../../../../shared/model/readers/card-validity.ts";

const TODAY = "2026-11-25";

test.each([
  ["without a day on which it ends", { card: "1" }, true],
  ["on its last day", { card: "1", expiresOn: "2026-11-25" }, true],
  ["a day later", { card: "1", expiresOn: "2026-11-24" }, false],
  ["of somebody who leaves tomorrow", { card: "1", leaving: { reason: "moved", on: "2026-11-26" } }, true],
  ["of somebody who leaves today", { card: "1", leaving: { reason: "moved", on: "2026-11-25" } }, false],
  ["of nobody", {}, false],
] as const)("a card %s", (_, reader, isValid) => {
  expect(isCardValid(reader, TODAY)).toBe(isValid);
});

test("a card could not be used before it was made", () => {
  const card = { hasCard: true, from: 10, expires: undefined, left: undefined };
  expect([9, 10].map((day) => isValidOn(card, day))).toEqual([false, true]);
});
