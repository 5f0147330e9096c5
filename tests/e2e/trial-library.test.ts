/**
 * What is tried in the trial library at one desk, one after the other: to fill it takes longer than most of what is
 * tried. Who writes nothing comes first, and who takes back what they wrote. It takes long: the trial library is made
 * once for all of its tests.
 */
import { describe, expect, test } from "vitest";
import { deskAtHand } from "./desk-at-hand.ts";
import { scanBox } from "./desk-page.ts";
import { comingLess } from "./trial/coming-less.ts";
import { deskOfADay } from "./trial/desk.ts";
import { scanning } from "./trial/scanning.ts";
import { segments } from "./trial/segments.ts";

const atHand = deskAtHand(["--demo"], (page) => scanBox(page).waitFor({ timeout: 60_000 }));

describe("a scanner", () => scanning(atHand));
describe("a segment", () => segments(atHand));
describe("a reader who comes less", () => comingLess(atHand));
describe("a day at the desk", () => deskOfADay(atHand));

test("met no error", () => {
  expect(atHand.opened.problems).toEqual([]);
});
