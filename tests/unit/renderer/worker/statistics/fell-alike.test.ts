import { describe, expect, it } from "vitest";
import { addDays } from "#shared/kernel/day.ts";
import { create } from "../../../../../renderer/db/changes.ts";
import { activities, daysUpTo, NOVEMBER, openLibrary, quiet, TODAY } from "./small-library.ts";

/** Five pupils of a class who came every third day for half a year. */
const PUPILS = ["a", "b", "c", "d", "e"];
const pupil = (id: string, last: string) => [
  create("reader", id, { name: id, card: id, enrolledOn: "2025-01-10", organisation: "实验小学", unit: "三年二班", phones: ["13800000000"] }),
  ...activities(id, "visit", ...daysUpTo(last, 60, 3)),
];
/** 30 days ago, of a house that is always open: ten visit days each would be usual since. */
const STOPPED = addDays(TODAY, -30);
const NOT_SEEN = { tag: "stage", state: "not-seen" } as const;

describe("an absence that a whole group shares", () => {
  it("is said with its numbers, and leaves nobody to call", async () => {
    const { statistics } = await openLibrary(PUPILS.flatMap((id) => pupil(id, STOPPED)));
    const listed = await statistics.readers(NOVEMBER, NOT_SEEN);
    expect(listed.map(({ id }) => id)).toEqual(PUPILS);
    // in the 180 open days up to the last visit four others came 60 times each: 240 · 30 / 180
    expect(listed[0]?.alike).toEqual({ fell: true, others: 4, visits: 0, expected: 40 });
    expect(await statistics.readers(NOVEMBER, { tag: "not-seen-by-phone" })).toEqual([]);
    expect((await statistics.overview(NOVEMBER, quiet)).work).toMatchObject({ notSeen: 5, notSeenByPhone: 0 });
  });

  it("is no excuse for one whose class still comes", async () => {
    const { statistics } = await openLibrary(PUPILS.flatMap((id) => pupil(id, id === "a" ? STOPPED : TODAY)));
    const listed = await statistics.readers(NOVEMBER, NOT_SEEN);
    expect(listed.map(({ id, alike }) => [id, alike])).toEqual([["a", undefined]]);
    expect((await statistics.overview(NOVEMBER, quiet)).work.notSeenByPhone).toBe(1);
  });
});
