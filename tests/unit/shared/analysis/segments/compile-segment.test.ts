import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  compareRuns,
  compileFixed,
  compileSegment,
  countConditions,
  countMembers,
  type Match,
  membersOf,
  type SegmentRule,
  type SegmentShape,
} from "#shared/analysis/segments/compile-segment.ts";
import type { Condition } from "#shared/analysis/segments/condition.ts";
import {
  choiceColumn,
  dayColumn,
  numberColumn,
  type ReaderColumns,
  setColumn,
  valueAt,
} from "#shared/analysis/segments/reader-columns.ts";
import { on } from "../../../../support/life-calendar.ts";

const TODAY = on("2026-11-26");
const library: ReaderColumns = {
  readers: ["ann", "bo", "cai", "dan", "eve"],
  columns: {
    category: choiceColumn(["adult", "child", "adult", "", undefined]),
    value: numberColumn([120, 3, 60, Number.NaN, undefined]),
    expiresOn: dayColumn([TODAY, TODAY + 30, TODAY + 31, TODAY - 1, undefined]),
    lastContactedOn: dayColumn([TODAY - 30, TODAY - 31, TODAY, undefined, TODAY + 1]),
    tags: setColumn([["a", "b"], ["b"], [], undefined, ["a", "b", "c"]]),
    interests: setColumn([["I"], ["B"], [], [], ["R"]]),
  },
};

const ruleOf = (match: Match, ...groups: SegmentRule["groups"][number][]): SegmentRule => ({
  match,
  groups,
  pinned: [],
  excluded: [],
});
const one = (...conditions: Condition[]): SegmentRule => ruleOf("all", { match: "all", conditions });
function compiled(rule: SegmentRule, columns = library): SegmentShape {
  const found = compileSegment(rule, columns, TODAY);
  if (!found.ok) throw new Error(JSON.stringify(found.error));
  return found.value;
}
const idsOf = (rule: SegmentRule, columns = library): string[] =>
  [...membersOf(compiled(rule, columns), columns)].map((place) => columns.readers[place] ?? "");

describe("conditions of a segment", () => {
  test("ask a choice for values; who has none is in none of them", () => {
    expect(idsOf(one({ field: "category", is: "any-of", values: ["adult", "senior"] }))).toEqual(["ann", "cai"]);
    expect(idsOf(one({ field: "category", is: "none-of", values: ["adult"] }))).toEqual(["bo", "dan", "eve"]);
    expect(idsOf(one({ field: "category", is: "unknown" }))).toEqual(["dan", "eve"]);
    expect(idsOf(one({ field: "category", is: "known" }))).toEqual(["ann", "bo", "cai"]);
  });

  test("ask a number for its least and most, ends included; an unknown one is neither", () => {
    expect(idsOf(one({ field: "value", is: "at-least", number: 60 }))).toEqual(["ann", "cai"]);
    expect(idsOf(one({ field: "value", is: "at-most", number: 60 }))).toEqual(["bo", "cai"]);
    expect(idsOf(one({ field: "value", is: "unknown" }))).toEqual(["dan", "eve"]);
  });

  test("ask a day from today's view, both ends included", () => {
    expect(idsOf(one({ field: "expiresOn", is: "in-next", days: 30 }))).toEqual(["ann", "bo"]);
    expect(idsOf(one({ field: "lastContactedOn", is: "in-last", days: 30 }))).toEqual(["ann", "cai"]);
    expect(idsOf(one({ field: "lastContactedOn", is: "not-in-last", days: 30 }))).toEqual(["bo", "dan", "eve"]);
    expect(idsOf(one({ field: "expiresOn", is: "from", day: "2026-12-26" }))).toEqual(["bo", "cai"]);
    expect(idsOf(one({ field: "expiresOn", is: "until", day: "2026-11-26" }))).toEqual(["ann", "dan"]);
  });

  test("ask a set for any, none and all of some values", () => {
    expect(idsOf(one({ field: "tags", is: "any-of", values: ["a", "c"] }))).toEqual(["ann", "eve"]);
    expect(idsOf(one({ field: "tags", is: "none-of", values: ["a"] }))).toEqual(["bo", "cai", "dan"]);
    expect(idsOf(one({ field: "tags", is: "all-of", values: ["a", "b"] }))).toEqual(["ann", "eve"]);
    expect(idsOf(one({ field: "tags", is: "all-of", values: ["a", "z"] }))).toEqual([]);
    expect(idsOf(one({ field: "tags", is: "all-of", values: [] }))).toEqual([]);
    expect(idsOf(one({ field: "tags", is: "unknown" }))).toEqual(["cai", "dan"]);
  });
});

describe("a segment's rule", () => {
  const adult: Condition = { field: "category", is: "any-of", values: ["adult"] };
  const rich: Condition = { field: "value", is: "at-least", number: 100 };
  const tagged: Condition = { field: "tags", is: "any-of", values: ["c"] };

  test("joins rows in groups and groups in the rule by and, or by or", () => {
    expect(idsOf(one(adult, rich))).toEqual(["ann"]);
    expect(idsOf(ruleOf("all", { match: "any", conditions: [adult, tagged] }))).toEqual(["ann", "cai", "eve"]);
    expect(
      idsOf(ruleOf("any", { match: "all", conditions: [adult, rich] }, { match: "all", conditions: [tagged] })),
    ).toEqual(["ann", "eve"]);
    expect(
      idsOf(ruleOf("all", { match: "any", conditions: [adult, tagged] }, { match: "any", conditions: [rich, tagged] })),
    ).toEqual(["ann", "eve"]);
  });

  test("without rows has nobody, and an empty group says nothing", () => {
    expect(idsOf(ruleOf("all"))).toEqual([]);
    expect(idsOf(ruleOf("all", { match: "all", conditions: [] }))).toEqual([]);
    expect(idsOf(ruleOf("any", { match: "all", conditions: [] }, { match: "all", conditions: [tagged] }))).toEqual([
      "eve",
    ]);
  });

  test("takes in the pinned and leaves out the excluded, who go before", () => {
    const rule = { ...one(adult), pinned: ["bo", "dan"], excluded: ["dan", "cai"] };
    expect(idsOf(rule)).toEqual(["ann", "bo"]);
    expect(countMembers(compiled(rule), library)).toBe(2);
    expect(idsOf({ ...ruleOf("all"), pinned: ["eve"] })).toEqual(["eve"]);
  });

  test("says why a reader is in, or is not, with what was found", () => {
    const { why } = compiled(
      ruleOf("any", { match: "all", conditions: [adult, rich] }, { match: "all", conditions: [tagged] }),
    );
    expect(why(2)).toEqual({
      isIn: false,
      because: "rule",
      groups: [
        {
          match: "all",
          holds: false,
          conditions: [
            { condition: adult, holds: true, found: "adult" },
            { condition: rich, holds: false, found: 60 },
          ],
        },
        { match: "all", holds: false, conditions: [{ condition: tagged, holds: false, found: undefined }] },
      ],
    });
    expect(why(4)).toMatchObject({
      isIn: true,
      because: "rule",
      groups: [{ holds: false }, { holds: true, conditions: [{ found: ["a", "b", "c"] }] }],
    });
    const byHand = compiled({ ...one(adult), pinned: ["bo"], excluded: ["ann"] });
    expect(byHand.why(1)).toMatchObject({ isIn: true, because: "pinned" });
    expect(byHand.why(0)).toMatchObject({ isIn: false, because: "excluded", groups: [{ holds: true }] });
  });

  test("is refused whole with every row that cannot be asked, each by its place", () => {
    const rule = ruleOf(
      "all",
      { match: "all", conditions: [adult, { field: "shoeSize" as "value", is: "at-least", number: 40 }] },
      {
        match: "any",
        conditions: [
          { field: "age", is: "at-least", number: 60 },
          { field: "category", is: "at-least", number: 1 },
          { field: "expiresOn", is: "from", day: "2026-02-30" },
          { field: "value", is: "at-most", number: Number.NaN },
          { field: "category", is: "all-of", values: ["adult"] },
          { field: "value", is: "smells-of" as "known" },
          { field: "interests", is: "any-of", values: ["I", "R"] },
          { field: "interests", is: "none-of", values: ["B94"] },
          { field: "interests", is: "any-of", values: ["200"] },
          { field: "interests", is: "any-of", values: ["d63"] },
        ],
      },
    );
    const found = compileSegment(rule, library, TODAY);
    expect(found).toEqual({
      ok: false,
      error: [
        { tag: "unknown-field", group: 0, condition: 1, field: "shoeSize" },
        { tag: "no-column", group: 1, condition: 0, field: "age" },
        ...[1, 2, 3, 4, 5].map((condition) => ({
          tag: "wrong-condition",
          group: 1,
          condition,
          field: ["", "category", "expiresOn", "value", "category", "value"][condition],
        })),
        ...[6, 7, 8, 9].map((condition) => ({ tag: "sensitive-class", group: 1, condition, field: "interests" })),
      ],
    });
  });

  test("counts each row alone, and none that cannot be asked", () => {
    const rule = ruleOf(
      "all",
      { match: "all", conditions: [adult, rich] },
      { match: "any", conditions: [tagged, { field: "age", is: "known" }] },
    );
    expect(countConditions(rule, library, TODAY)).toEqual([
      [2, 1],
      [1, null],
    ]);
  });

  test("fixed to a list has the readers of the list that are still there, and those put in, without those left out", () => {
    const fixed = compileFixed(["bo", "gone", "cai"], { pinned: ["eve", "bo"], excluded: ["cai"] }, library);
    expect([...membersOf(fixed, library)].map((place) => library.readers[place])).toEqual(["bo", "eve"]);
    expect([0, 1, 2, 4].map((place) => fixed.why(place))).toEqual([
      { isIn: false, because: "fixed", groups: [] },
      { isIn: true, because: "pinned", groups: [] },
      { isIn: false, because: "excluded", groups: [] },
      { isIn: true, because: "pinned", groups: [] },
    ]);
    expect(compileFixed(["ann"], { pinned: [], excluded: [] }, library).why(0)).toEqual({
      isIn: true,
      because: "fixed",
      groups: [],
    });
  });

  test("is compared with the last run", () => {
    expect(compareRuns(["ann", "bo", "cai"], ["cai", "dan", "ann"])).toEqual({ came: ["dan"], went: ["bo"] });
    expect(compareRuns([], [])).toEqual({ came: [], went: [] });
  });
});

describe("segments of anybody", () => {
  const someone = fc.record({
    category: fc.option(fc.constantFrom("adult", "child", "senior"), { nil: undefined }),
    value: fc.option(fc.integer({ min: 0, max: 200 }), { nil: undefined }),
    tags: fc.subarray(["a", "b", "c"]),
    day: fc.option(fc.integer({ min: TODAY - 400, max: TODAY + 400 }), { nil: undefined }),
  });
  const columnsOf = (
    all: readonly {
      category: string | undefined;
      value: number | undefined;
      tags: string[];
      day: number | undefined;
    }[],
  ): ReaderColumns => ({
    readers: all.map((_, index) => `reader ${index}`),
    columns: {
      category: choiceColumn(all.map(({ category }) => category)),
      value: numberColumn(all.map(({ value }) => value)),
      tags: setColumn(all.map(({ tags }) => tags)),
      expiresOn: dayColumn(all.map(({ day }) => day)),
    },
  });
  const condition: fc.Arbitrary<Condition> = fc.oneof(
    fc.record({
      field: fc.constantFrom("category" as const, "tags" as const),
      is: fc.constantFrom("any-of" as const, "none-of" as const),
      values: fc.subarray(["adult", "child", "a", "b"]),
    }),
    fc.record({
      field: fc.constant("value" as const),
      is: fc.constantFrom("at-least" as const, "at-most" as const),
      number: fc.integer({ min: 0, max: 200 }),
    }),
    fc.record({
      field: fc.constant("expiresOn" as const),
      is: fc.constantFrom("in-last" as const, "not-in-last" as const, "in-next" as const),
      days: fc.integer({ min: 0, max: 300 }),
    }),
    fc.record({
      field: fc.constantFrom("value" as const, "category" as const),
      is: fc.constantFrom("known" as const, "unknown" as const),
    }),
  );
  const group = fc.record({
    match: fc.constantFrom("all" as const, "any" as const),
    conditions: fc.array(condition, { minLength: 1, maxLength: 4 }),
  });

  test("by the values of a field, and those without one, partition the readers", () => {
    fc.assert(
      fc.property(fc.array(someone, { maxLength: 40 }), (all) => {
        const columns = columnsOf(all);
        const parts = [
          ...["adult", "child", "senior"].map((value) => one({ field: "category", is: "any-of", values: [value] })),
          one({ field: "category", is: "unknown" }),
        ];
        expect(parts.flatMap((rule) => idsOf(rule, columns)).sort()).toEqual([...columns.readers].sort());
      }),
    );
  });

  test("and its opposite partition the readers: or of rows, and of their opposites", () => {
    const opposite: Partial<Record<Condition["is"], Condition["is"]>> = {
      "any-of": "none-of",
      "none-of": "any-of",
      "in-last": "not-in-last",
      "not-in-last": "in-last",
      known: "unknown",
      unknown: "known",
    };
    const reversible = condition.filter(({ is }) => opposite[is] !== undefined);
    fc.assert(
      fc.property(
        fc.array(someone, { maxLength: 30 }),
        fc.array(reversible, { minLength: 1, maxLength: 4 }),
        (all, conditions) => {
          const columns = columnsOf(all);
          const turned = conditions.map((each) => ({ ...each, is: opposite[each.is] }) as Condition); // the pairs have the same shape
          const first = idsOf(ruleOf("all", { match: "any", conditions }), columns);
          const second = idsOf(ruleOf("all", { match: "all", conditions: turned }), columns);
          expect([...first, ...second].sort()).toEqual([...columns.readers].sort());
        },
      ),
    );
  });

  test("has the same readers whatever their order, counts them right, and explains each as it has them", () => {
    fc.assert(
      fc.property(
        fc.array(someone, { maxLength: 30 }),
        fc.array(group, { minLength: 1, maxLength: 3 }),
        fc.constantFrom("all" as const, "any" as const),
        (all, groups, match) => {
          const rule = ruleOf(match, ...groups);
          const columns = columnsOf(all);
          const segment = compiled(rule, columns);
          const members = membersOf(segment, columns);
          expect(countMembers(segment, columns)).toBe(members.length);
          const back = columnsOf([...all].reverse());
          expect([...membersOf(compiled(rule, back), back)].map((place) => all.length - 1 - place).reverse()).toEqual([
            ...members,
          ]);
          for (let reader = 0; reader < all.length; reader++) {
            const why = segment.why(reader);
            const held = why.groups.map(({ match: inner, conditions, holds }) => {
              expect(holds).toBe(
                inner === "all" ? conditions.every((each) => each.holds) : conditions.some((each) => each.holds),
              );
              return holds;
            });
            expect(segment.has(reader)).toBe(match === "all" ? held.every(Boolean) : held.some(Boolean));
            expect(why.isIn).toBe(segment.has(reader));
          }
        },
      ),
    );
  });

  test("has the same readers whatever the order of its rows and groups, and out always goes before in", () => {
    const hands = fc.subarray(Array.from({ length: 12 }, (_, index) => `reader ${index}`));
    fc.assert(
      fc.property(
        fc.array(someone, { maxLength: 12 }),
        fc.array(group, { minLength: 1, maxLength: 3 }),
        fc.constantFrom("all" as const, "any" as const),
        hands,
        hands,
        (all, groups, match, pinned, excluded) => {
          const columns = columnsOf(all);
          const rule = { ...ruleOf(match, ...groups), pinned, excluded };
          const turned = groups.map((each) => ({ ...each, conditions: each.conditions.toReversed() })).toReversed();
          const found = idsOf(rule, columns);
          expect(idsOf({ ...rule, groups: turned, pinned: pinned.toReversed() }, columns)).toEqual(found);
          expect(found.filter((id) => excluded.includes(id))).toEqual([]);
          expect(
            columns.readers.filter((id) => pinned.includes(id) && !excluded.includes(id) && !found.includes(id)),
          ).toEqual([]);
        },
      ),
    );
  });

  test("columns say of each reader what they were made of", () => {
    expect(valueAt(choiceColumn(["a", undefined, "b", "a"]), 3)).toBe("a");
    expect(valueAt(choiceColumn(["a", undefined]), 1)).toBeUndefined();
    expect(valueAt(numberColumn([Number.POSITIVE_INFINITY, 2]), 0)).toBeUndefined();
    expect(valueAt(dayColumn([5]), 0)).toBe(5);
    expect(valueAt(setColumn([["x"], ["y", "x"]]), 1)).toEqual(["y", "x"]);
    expect(valueAt(setColumn([[]]), 0)).toBeUndefined();
  });
});
