import { expect, test } from "vitest";
import { filtersOf, isShown, timelineOf } from "../../../../../renderer/features/readers/timeline.ts";

const w = ["s", 1, "0".repeat(16), "chen"] as const;
const none = {
  interactions: [],
  takenPart: [],
  participants: new Map<string, number>(),
  opinions: [],
  tasks: [],
  activity: [],
  imports: [],
};
const day = (text: string): number => Date.parse(text);

test("orders contacts, opinions and tasks by time, newest first", () => {
  const items = timelineOf(
    {
      ...none,
      interactions: [{ id: "i", w, at: 10, channel: "phone" }],
      opinions: [{ id: "o", w, receivedAt: 30, channel: "desk" }],
      tasks: [{ id: "t", w }],
    },
    day,
    () => 20,
  );
  expect(items.map(({ tag, at }) => [tag, at])).toEqual([
    ["opinion", 30],
    ["task", 20],
    ["interaction", 10],
  ]);
});

test("shows an opinion and the record written with it once", () => {
  const items = timelineOf(
    { ...none, interactions: [{ id: "i", w, at: 30, feedback: "o" }], opinions: [{ id: "o", w, receivedAt: 30 }] },
    day,
    () => 0,
  );
  expect(items.map(({ id }) => id)).toEqual(["o"]);
});

test("sums use to one line a month, at the last day of use", () => {
  const items = timelineOf(
    {
      ...none,
      activity: [
        { id: "1", w, on: "2026-11-02", kind: "visit" },
        { id: "2", w, on: "2026-11-20", kind: "loan", quantity: 3 },
        { id: "3", w, on: "2026-11-09", kind: "visit" },
        { id: "4", w, on: "2026-10-01", kind: "visit" },
      ],
    },
    day,
    () => 0,
  );
  expect(items).toMatchObject([
    {
      id: "use-2026-11",
      at: day("2026-11-20"),
      counts: [
        ["loan", 3],
        ["visit", 2],
      ],
    },
    { id: "use-2026-10", counts: [["visit", 1]] },
  ]);
});

test("offers only filters that show something, with their counts", () => {
  const items = timelineOf(
    {
      ...none,
      interactions: [
        { id: "a", w, at: 1, channel: "phone" },
        { id: "b", w, at: 2, channel: "phone" },
      ],
      tasks: [{ id: "t", w }],
    },
    day,
    () => 3,
  );
  expect(filtersOf(items)).toEqual([
    ["all", 3],
    ["phone", 2],
    ["task", 1],
  ]);
  expect(items.filter((item) => isShown(item, "phone"))).toHaveLength(2);
});
