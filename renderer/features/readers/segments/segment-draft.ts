/**
 * A segment as it is being written: rows may still lack their value. It stands in the address, so that "back" finds it
 * again.
 */
import * as v from "valibot";
import { SEGMENT_FIELDS, type SegmentField } from "#shared/analysis/segments/reader-columns.ts";
import { canonicalJson, type Json } from "#shared/kernel/json.ts";
import {
  parseCondition,
  parseRule,
  type Segment,
  type StoredCondition,
  type StoredRule,
} from "#shared/model/segment.ts";

const condition = v.looseObject({
  field: v.string(),
  is: v.string(),
  values: v.optional(v.array(v.string())),
  number: v.optional(v.nullable(v.number())),
  days: v.optional(v.nullable(v.number())),
  day: v.optional(v.string()),
});
const match = v.picklist(["all", "any"]);
const draft = v.object({
  name: v.string(),
  match,
  groups: v.pipe(v.array(v.object({ match, conditions: v.array(condition) })), v.minLength(1)),
  pinned: v.array(v.string()),
  excluded: v.array(v.string()),
  openedOn: v.optional(v.record(v.string(), v.array(v.tuple([v.string(), v.number()])))),
});
export type DraftCondition = v.InferOutput<typeof condition>;
/**
 * What stands in `pinned` and `excluded` counts until the segment is kept; `openedOn` is what the record said when the
 * writing began.
 */
export type SegmentDraft = v.InferOutput<typeof draft>;

export const IS_BY_KIND = {
  choice: ["any-of", "none-of", "known", "unknown"],
  set: ["any-of", "none-of", "all-of", "known", "unknown"],
  number: ["at-least", "at-most", "known", "unknown"],
  day: ["in-last", "not-in-last", "in-next", "from", "until", "known", "unknown"],
} as const;
export type Is = (typeof IS_BY_KIND)[keyof typeof IS_BY_KIND][number];

/** What can be asked of a field; of whether somebody is a core reader only yes and no. */
export const waysToAsk = (field: SegmentField): readonly Is[] =>
  field === "core" ? ["known", "unknown"] : IS_BY_KIND[SEGMENT_FIELDS[field]];

const NEW_CONDITION: DraftCondition = { field: "category", is: "any-of", values: [] };

/** Who has left is looked for only by those who say so. */
export const STILL_HERE: DraftCondition = { field: "lifeState", is: "none-of", values: ["left", "moved", "deceased"] };

export const NEW_DRAFT: SegmentDraft = {
  name: "",
  match: "all",
  groups: [{ match: "all", conditions: [STILL_HERE, NEW_CONDITION] }],
  pinned: [],
  excluded: [],
};

export function draftOf({ name = "", rule }: Pick<Segment, "name" | "rule">): SegmentDraft {
  const groups = (rule?.groups ?? []).map((group) => ({
    match: group.match,
    conditions: group.conditions.map((each): DraftCondition => ({ ...each })),
  }));
  return {
    name,
    match: rule?.match ?? "all",
    groups: groups.length === 0 ? [{ match: "all", conditions: [] }] : groups,
    pinned: [],
    excluded: [],
  };
}

/** Null for what is none. */
export function parseDraft(text: string | null): SegmentDraft | null {
  if (text === null) return null;
  try {
    const parsed = v.safeParse(draft, JSON.parse(text));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}

/** Another field asks in its own first way. */
export const withField = (field: SegmentField): DraftCondition =>
  withIs({ field, is: "" }, waysToAsk(field)[0] ?? "known");

/** The value stays where the other way of asking takes it too. */
export function withIs({ field, values, number, days, day }: DraftCondition, is: Is): DraftCondition {
  switch (is) {
    case "any-of":
    case "none-of":
    case "all-of":
      return { field, is, values: values ?? [] };
    case "at-least":
    case "at-most":
      return { field, is, number: number ?? null };
    case "in-last":
    case "not-in-last":
    case "in-next":
      return { field, is, days: days ?? null };
    case "from":
    case "until":
      return { field, is, day: day ?? "" };
    default:
      return { field, is };
  }
}

export const isFinished = (each: DraftCondition): boolean => parseCondition(each) !== undefined;

/** The rule as it is kept and asked; null while a row lacks its value. */
export function finishedRule({ match: all, groups }: SegmentDraft): StoredRule | null {
  const asking = groups
    .filter(({ conditions }) => conditions.length > 0)
    .map((group) => ({ match: group.match, conditions: group.conditions as StoredCondition[] })); // parsed in the next line
  return parseRule({ match: all, groups: asking }) ?? null;
}

export const changeGroup = (
  from: SegmentDraft,
  at: number,
  change: (group: SegmentDraft["groups"][number]) => SegmentDraft["groups"][number],
): SegmentDraft => ({
  ...from,
  groups: from.groups.map((group, place) => (place === at ? change(group) : group)),
});

export const addCondition = (from: SegmentDraft, at: number): SegmentDraft =>
  changeGroup(from, at, (group) => ({ ...group, conditions: [...group.conditions, NEW_CONDITION] }));

export const setCondition = (from: SegmentDraft, at: number, row: number, to: DraftCondition): SegmentDraft =>
  changeGroup(from, at, (group) => ({
    ...group,
    conditions: group.conditions.map((each, place) => (place === row ? to : each)),
  }));

/** With its last row a group goes, but for the only one. */
export function removeCondition(from: SegmentDraft, at: number, row: number): SegmentDraft {
  const changed = changeGroup(from, at, (group) => ({
    ...group,
    conditions: group.conditions.filter((_, place) => place !== row),
  }));
  return changed.groups.length === 1
    ? changed
    : { ...changed, groups: changed.groups.filter(({ conditions }) => conditions.length > 0) };
}

export const addGroup = (from: SegmentDraft): SegmentDraft => ({
  ...from,
  groups: [...from.groups, { match: "any", conditions: [NEW_CONDITION] }],
});

/** Whether keeping it would change the record; the order of keys is another after an exchange. */
export const isChanged = (now: SegmentDraft, row: Pick<Segment, "name" | "rule">): boolean =>
  now.name !== (row.name ?? "") || textOf(finishedRule(now)) !== textOf(row.rule);

const textOf = (rule: StoredRule | null | undefined): string => canonicalJson((rule ?? null) as Json); // a rule holds only JSON values
