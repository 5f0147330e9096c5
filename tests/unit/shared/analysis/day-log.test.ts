/** The log of a day: what a filter leaves, and that every number opens as many as it says. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  hoursOfPart,
  isFiltered,
  LOG_GROUPS,
  type LogFilter,
  type LoggedValues,
  type LogSum,
  PARTS_OF_DAY,
  sumLogDay,
  toggled,
} from "#shared/analysis/day-log.ts";
import { tallyDay } from "#shared/analysis/day-tally.ts";
import { CHANNELS } from "#shared/model/interaction.ts";

const HOUR_MS = 3_600_000;
const hourOf = (at: number): number => Math.floor(at / HOUR_MS);

const MORNING: readonly LoggedValues[] = [
  { at: 9 * HOUR_MS, staff: "chen", purpose: "find", channel: "desk", branch: "east", reader: "a", minutes: 4 },
  { at: 9 * HOUR_MS + 1, staff: "lin", purpose: "find", channel: "phone", branch: "east", minutes: 2 },
  { at: 11 * HOUR_MS, staff: "lin", purpose: "directional", channel: "desk", branch: "west", count: 27, minutes: 30 },
  { at: 15 * HOUR_MS, staff: "lin", channel: "desk", branch: "west", contact: { name: "王" } },
];

/** Any day, any choice: keys that occur and keys that do not. */
const word = (...words: readonly string[]) => fc.option(fc.constantFrom(...words), { nil: undefined });
const anyRecord: fc.Arbitrary<LoggedValues> = fc
  .record({
    at: fc.integer({ min: 0, max: 24 * HOUR_MS - 1 }),
    count: fc.option(fc.integer({ min: 1, max: 40 }), { nil: undefined }),
    minutes: fc.option(fc.integer({ min: 0, max: 90 }), { nil: undefined }),
    staff: word("chen", "lin"),
    channel: fc.option(fc.constantFrom(...CHANNELS), { nil: undefined }),
    purpose: word("find", "tour", "other"),
    branch: word("east", "west"),
    reader: word("a", "b"),
  })
  .map((values) => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)));
const anyFilter: fc.Arbitrary<LogFilter> = fc.record(
  {
    hour: fc.subarray(["9", "10", "14"]),
    staff: fc.subarray(["chen", "lin", ""]),
    channel: fc.subarray([...CHANNELS, ""]),
    purpose: fc.subarray(["find", "tour", "other"]),
    branch: fc.subarray(["east", "west", "gone"]),
    who: fc.subarray(["named", "anonymous"]),
  },
  { requiredKeys: [] },
);
const anyDay = fc.array(anyRecord, { maxLength: 40 });
const sumOf = (sums: Iterable<LogSum>): LogSum => {
  let [records, minutes] = [0, 0];
  for (const sum of sums) [records, minutes] = [records + sum.records, minutes + sum.minutes];
  return { records, minutes };
};
const runs = { numRuns: 120 };

describe("the log of a day", () => {
  test("counts a paper tally as its number and its minutes once, latest first", () => {
    const { shown, total, groups } = sumLogDay(MORNING, {}, hourOf);
    expect(total).toEqual({ records: 30, minutes: 36 });
    expect(shown.map(({ at = 0 }) => hourOf(at))).toEqual([15, 11, 9, 9]);
    expect(groups.who).toEqual(
      new Map([
        ["named", { records: 2, minutes: 4 }],
        ["anonymous", { records: 28, minutes: 32 }],
      ]),
    );
    expect(groups.purpose.get("other")).toEqual({ records: 1, minutes: 0 });
  });

  test("the counts of the other groups follow what is chosen, those of its own do not", () => {
    const { total, groups } = sumLogDay(MORNING, { staff: ["chen"] }, hourOf);
    expect(total).toEqual({ records: 1, minutes: 4 });
    expect(Object.fromEntries(groups.staff)).toMatchObject({ chen: { records: 1 }, lin: { records: 29 } });
    expect([...groups.channel.keys()]).toEqual(["desk"]);
  });

  test("periods share out the hours of a day, each once", () => {
    const hours = PARTS_OF_DAY.flatMap(hoursOfPart);
    expect(hours).toEqual(Array.from({ length: 24 }, (_, hour) => String(hour)));
    expect(hoursOfPart("noon")).toEqual(["12", "13"]);
  });

  test("a choice is taken back by choosing it again, keys that go together at once", () => {
    const noon = toggled({ hour: ["9"] }, "hour", hoursOfPart("noon"));
    expect(noon).toEqual({ hour: ["9", "12", "13"] });
    expect(toggled(noon, "hour", hoursOfPart("noon"))).toEqual({ hour: ["9"] });
    expect(toggled({ hour: ["12"] }, "hour", hoursOfPart("noon"))).toEqual({ hour: ["12", "13"] });
    expect([isFiltered(noon), isFiltered(toggled({ hour: ["9"] }, "hour", ["9"]))]).toEqual([true, false]);
  });

  test("the sums of a group add up to the total: of all its keys, or of those that are chosen", () => {
    fc.assert(
      fc.property(anyDay, anyFilter, (records, filter) => {
        const { total, groups } = sumLogDay(records, filter, hourOf);
        for (const group of LOG_GROUPS) {
          const chosen = filter[group] ?? [];
          const sums = [...groups[group]].flatMap(([key, sum]) =>
            chosen.length === 0 || chosen.includes(key) ? [sum] : [],
          );
          expect(sumOf(sums)).toEqual(total);
        }
      }),
      runs,
    );
  });

  test("every number opens as many as it says: chosen alone in its group, it is the total", () => {
    fc.assert(
      fc.property(anyDay, anyFilter, (records, filter) => {
        const { groups } = sumLogDay(records, filter, hourOf);
        for (const group of LOG_GROUPS)
          for (const [key, sum] of groups[group])
            expect(sumLogDay(records, { ...filter, [group]: [key] }, hourOf).total).toEqual(sum);
      }),
      runs,
    );
  });

  test("every cell and every sum of the desk's tally opens as many as it says", () => {
    fc.assert(
      fc.property(anyDay, (records) => {
        const tally = tallyDay(records, ["find", "directional", "other"], hourOf, 12);
        expect(sumLogDay(records, {}, hourOf).total.records).toBe(tally.sum);
        for (const { purposes, counts, sum } of tally.rows) {
          expect(sumLogDay(records, { purpose: purposes }, hourOf).total.records).toBe(sum);
          for (const [place, count] of counts.entries())
            expect(
              sumLogDay(records, { purpose: purposes, hour: [String(tally.hours[place])] }, hourOf).total.records,
            ).toBe(count);
        }
      }),
      runs,
    );
  });
});
