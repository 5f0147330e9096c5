import { describe, expect, it } from "vitest";
import { compileSegment, storedRule } from "#shared/analysis/segments/compile-segment.ts";
import { SEGMENT_FIELDS, type SegmentField } from "#shared/analysis/segments/reader-columns.ts";
import {
  addCondition,
  addGroup,
  draftOf,
  finishedRule,
  isChanged,
  isFinished,
  NEW_DRAFT,
  parseDraft,
  removeCondition,
  type SegmentDraft,
  setCondition,
  waysToAsk,
  withField,
  withIs,
} from "../../../../../renderer/features/readers/segments/segment-draft.ts";
import { TEMPLATES, templateDraft } from "../../../../../renderer/features/readers/segments/templates.ts";
import { FIELDS, SEGMENT_FIELD_GROUPS } from "../../../../../renderer/features/readers/segments/value-choices.ts";

const draft: SegmentDraft = {
  ...NEW_DRAFT,
  name: "儿童",
  groups: [{ match: "all", conditions: [{ field: "category", is: "any-of", values: ["child"] }] }],
};

describe("the draft of a segment", () => {
  it("is no rule while a row lacks its value, and then is what was written", () => {
    const begun = addCondition(draft, 0);
    expect(finishedRule(begun)).toBeNull();
    const done = setCondition(begun, 0, 1, { field: "age", is: "at-most", number: 12 });
    expect(finishedRule(done)).toEqual({
      match: "all",
      groups: [
        {
          match: "all",
          conditions: [
            { field: "category", is: "any-of", values: ["child"] },
            { field: "age", is: "at-most", number: 12 },
          ],
        },
      ],
    });
  });

  it("keeps the only group when its last row goes, and drops another one with its last row", () => {
    expect(removeCondition(draft, 0, 0).groups).toEqual([{ match: "all", conditions: [] }]);
    expect(finishedRule(removeCondition(draft, 0, 0))).toEqual({ match: "all", groups: [] });
    expect(removeCondition(addGroup(draft), 1, 0)).toEqual(draft);
  });

  it("keeps a value where the other way of asking takes it too", () => {
    expect(withIs({ field: "tags", is: "any-of", values: ["a"] }, "none-of")).toEqual({
      field: "tags",
      is: "none-of",
      values: ["a"],
    });
    expect(withIs({ field: "expiresOn", is: "in-next", days: 30 }, "in-last")).toEqual({
      field: "expiresOn",
      is: "in-last",
      days: 30,
    });
    expect(withIs({ field: "expiresOn", is: "in-next", days: 30 }, "known")).toEqual({
      field: "expiresOn",
      is: "known",
    });
  });

  it("is unfinished with an empty list, a day that does not exist, a negative number of days", () => {
    expect(
      [
        { field: "tags", is: "none-of", values: [] },
        { field: "expiresOn", is: "from", day: "2026-02-30" },
        { field: "expiresOn", is: "in-last", days: -1 },
        { field: "age", is: "at-least", number: null },
      ].map(isFinished),
    ).toEqual([false, false, false, false]);
  });

  it("comes back from the address as it was, and nothing else does", () => {
    const written: SegmentDraft = { ...addGroup(draft), openedOn: { name: [["s", 3]] } };
    expect(parseDraft(JSON.stringify(written))).toEqual(written);
    expect([null, "", "{", "{}", JSON.stringify({ ...draft, groups: [] })].map(parseDraft)).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
  });

  it("is changed against its record by another name or rule, and by nothing else", () => {
    const rule = finishedRule(draft);
    const row = { name: "儿童", ...(rule !== null && { rule }) };
    expect(isChanged(draftOf(row), row)).toBe(false);
    // as it may come from another desk
    const turned: NonNullable<typeof rule> = {
      groups: [{ conditions: [{ values: ["child"], is: "any-of", field: "category" }], match: "all" }],
      match: "all",
    };
    expect(isChanged(draft, { name: "儿童", rule: turned })).toBe(false);
    expect(isChanged({ ...draftOf(row), name: "少儿" }, row)).toBe(true);
    expect(isChanged(addCondition(draftOf(row), 0), row)).toBe(true);
  });

  it("offers each field once, each with ways to ask that its column answers, and none that nobody records", () => {
    const offered = SEGMENT_FIELD_GROUPS.flatMap((group) => FIELDS[group]);
    expect(new Set(offered).size).toBe(offered.length);
    const all = Object.keys(SEGMENT_FIELDS) as SegmentField[]; // the keys of a const object
    expect(all.filter((field) => !offered.includes(field))).toEqual(["answeredWaves"]);
    for (const field of offered) expect(withField(field)).toMatchObject({ field, is: waysToAsk(field)[0] });
  });
});

describe("ready-made segments", () => {
  it("are ten finished rules, which ask nothing that a column of their field does not answer", () => {
    expect(TEMPLATES).toHaveLength(10);
    for (const template of TEMPLATES) {
      const rule = finishedRule(templateDraft(template, template));
      expect(rule?.groups[0]?.conditions.length).toBeGreaterThan(0);
      if (rule === null) continue;
      const found = compileSegment(storedRule(rule, { pinned: [], excluded: [] }), { readers: [], columns: EMPTY }, 0);
      expect(found.ok ? [] : found.error).toEqual([]);
    }
  });
});

const column = (kind: (typeof SEGMENT_FIELDS)[SegmentField]) =>
  kind === "choice" || kind === "set"
    ? { kind, codes: new Uint32Array(), starts: new Uint32Array(1), values: [] }
    : { kind, numbers: new Float64Array() };
const EMPTY = Object.fromEntries(Object.entries(SEGMENT_FIELDS).map(([field, kind]) => [field, column(kind)]));
