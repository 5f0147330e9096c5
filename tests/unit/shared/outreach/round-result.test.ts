import { describe, expect, test } from "vitest";
import { wholeDays } from "#shared/analysis/ascending.ts";
import { type Drawn, minutesEach, resultDaysOf, returnedOn, roundResult } from "#shared/outreach/round-result.ts";

const LIST_DAY = 20_000;
const DAYS = resultDaysOf(LIST_DAY, 30);
const OVER = { days: DAYS, today: DAYS.to + 1, smallest: 0.1 };

let lots = 0;
const drawn = (changes: Partial<Drawn> = {}): Drawn => ({
  isHeldBack: false,
  lot: `lot-${++lots}`,
  channel: "phone",
  template: "phone.zh-CN",
  stage: "not-seen",
  desk: "east",
  attempts: 1,
  isReached: true,
  isCompleted: true,
  minutes: 2,
  returnedOn: undefined,
  ...changes,
});
const many = (count: number, changes: Partial<Drawn>): readonly Drawn[] =>
  Array.from({ length: count }, () => drawn(changes));
const back = { returnedOn: LIST_DAY + 5 };
const held = { isHeldBack: true, channel: "", template: "", desk: "", attempts: 0, minutes: 0, isReached: false };

describe("what came of a round", () => {
  test("counts the first use after the day of the list, up to the last day that counts", () => {
    const days = wholeDays(Int32Array.of(LIST_DAY - 3, LIST_DAY, LIST_DAY + 4, LIST_DAY + 9));
    expect(returnedOn(days, DAYS)).toBe(LIST_DAY + 4);
    expect(returnedOn(wholeDays(Int32Array.of(LIST_DAY)), DAYS)).toBeUndefined();
    expect(returnedOn(wholeDays(Int32Array.of(LIST_DAY + 30)), DAYS)).toBe(LIST_DAY + 30);
    expect(returnedOn(wholeDays(Int32Array.of(LIST_DAY + 31)), DAYS)).toBeUndefined();
    expect(returnedOn(wholeDays(new Int32Array(0)), DAYS)).toBeUndefined();
    // a stretch of a column ends where the next reader's begins
    expect(returnedOn({ days: Int32Array.of(LIST_DAY - 1, LIST_DAY + 2), from: 0, to: 1 }, DAYS)).toBeUndefined();
  });

  test("counts everybody in the group she was drawn for, whether she was reached or not", () => {
    const result = roundResult(
      [
        ...many(38, back),
        ...many(72, {}),
        ...many(22, { isReached: false, isCompleted: false, attempts: 3 }),
        ...many(5, { ...held, ...back }),
        ...many(28, held),
      ],
      OVER,
    );
    expect(result.contacted).toMatchObject({ readers: 132, returned: 38, reached: 110, completed: 110, tried: 132 });
    expect(result.contacted.attempts).toBe(110 + 66);
    expect(result.heldBack).toEqual({ readers: 33, returned: 5 });
    expect(result.verdict).toMatchObject({
      tag: "not-shown",
      needed: { contacted: 376, heldBack: 94, difference: 38 / 132 - 5 / 33, isThere: false },
    });
  });

  test("counts whoever was drawn together as fewer, in the interval and in what is still needed", () => {
    const households = (count: number, size: number, changes: Partial<Drawn>): readonly Drawn[] =>
      Array.from({ length: count }, () => many(size, { ...changes, lot: `lot-${++lots}` })).flat();
    // as in the head of `pooled-difference.ts`: 38 and 5 of them came
    const result = roundResult(
      [
        ...many(28, back),
        ...many(62, {}),
        ...households(5, 2, back),
        ...households(10, 2, {}),
        ...households(4, 3, {}),
        ...many(2, { ...held, ...back }),
        ...many(19, held),
        ...households(1, 3, { ...held, ...back }),
        ...households(3, 3, held),
      ],
      OVER,
    );
    expect(result.contacted).toMatchObject({ readers: 132, returned: 38, lots: 132 ** 2 / 186 });
    expect(result.heldBack).toEqual({ readers: 33, returned: 5, lots: 33 ** 2 / 57 });
    if (result.verdict.tag !== "not-shown") throw new Error(result.verdict.tag);
    const { difference, needed } = result.verdict;
    expect([difference.low.toFixed(4), difference.high.toFixed(4)]).toEqual(["-0.0948", "0.2765"]);
    expect(needed?.isThere).toBe(false);
    // one by one as many would have been enough
    const enough = { smallest: 0.1, days: DAYS, today: DAYS.to + 1 };
    const single = [...many(300, back), ...many(1700, {}), ...many(74, { ...held, ...back }), ...many(426, held)];
    const alike = single.map((one, at) => ({
      ...one,
      lot: `${one.isHeldBack}-${one.returnedOn}-${Math.floor(at / 10)}`,
    }));
    expect(roundResult(single, enough).verdict).toMatchObject({ tag: "not-shown", needed: { isThere: true } });
    expect(roundResult(alike, enough).verdict).toMatchObject({ tag: "not-shown", needed: { isThere: false } });
  });

  test("tells channels, templates, stages and desks apart, the larger first, and adds up to the whole", () => {
    const result = roundResult(
      [
        ...many(3, { ...back, minutes: 4 }),
        ...many(2, { channel: "sms", template: "sms.en", desk: "west", minutes: 1, isCompleted: false }),
        ...many(4, { channel: "sms", template: "sms.zh-CN", stage: "inactive", desk: "" }),
      ],
      OVER,
    );
    expect(
      result.by.channel.map(({ value, readers, returned, minutes }) => [value, readers, returned, minutes]),
    ).toEqual([
      ["sms", 6, 0, 10],
      ["phone", 3, 3, 12],
    ]);
    expect(result.by.template.map(({ value }) => value)).toEqual(["sms.zh-CN", "phone.zh-CN", "sms.en"]);
    expect(result.by.stage.map(({ value, readers }) => [value, readers])).toEqual([
      ["not-seen", 5],
      ["inactive", 4],
    ]);
    expect(result.by.desk.map(({ value }) => value)).toEqual(["", "east", "west"]);
    for (const parts of Object.values(result.by))
      for (const name of ["readers", "returned", "attempts", "reached", "completed", "minutes"] as const)
        expect(parts.reduce((sum, part) => sum + part[name], 0)).toBe(result.contacted[name]);
    expect(result.verdict).toEqual({ tag: "no-comparison" });
  });

  test("says nothing while the days are not over, the last of them included", () => {
    const people = [...many(100, back), ...many(30, held)];
    expect(roundResult(people, { ...OVER, today: DAYS.to }).verdict).toEqual({ tag: "running", until: DAYS.to });
    expect(roundResult(people, OVER).verdict.tag).toBe("more");
  });

  test("says that fewer came where fewer did, and what size it takes where next to no difference was seen", () => {
    const fewer = roundResult([...many(200, {}), ...many(40, { ...held, ...back }), ...many(10, held)], OVER);
    expect(fewer.verdict).toMatchObject({ tag: "fewer" });
    const even = roundResult(
      [...many(20, back), ...many(80, {}), ...many(5, { ...held, ...back }), ...many(20, held)],
      OVER,
    );
    // nothing was seen, so it says what the smallest difference that matters would take
    expect(even.verdict).toMatchObject({ tag: "not-shown", needed: { difference: 0.1 } });
    // so many would have shown it in four of five rounds
    const large = roundResult(
      [...many(200, back), ...many(800, {}), ...many(50, { ...held, ...back }), ...many(200, held)],
      OVER,
    );
    expect(large.verdict).toMatchObject({ tag: "not-shown", needed: { difference: 0.1, isThere: true } });
    const all = roundResult([...many(10, back), ...many(5, { ...held, ...back })], OVER);
    expect(all.verdict).toMatchObject({ tag: "not-shown", needed: null });
  });

  test("counts minutes for those who would not have come by themselves only", () => {
    // 100 more of 1,000 came than would have, for 500 minutes
    expect(minutesEach(500, { difference: 0.1, low: 0.05, high: 0.15 }, { readers: 1000, returned: 300 })).toBe(5);
  });
});
