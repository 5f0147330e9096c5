/**
 * What a library may set of a rule: its thresholds, within bounds, and the segment of readers that it starts from. A
 * setting of its own for each rule, so that two colleagues who shape two rules agree.
 */
import { parseRuleShape, type StoredRuleShape } from "../model/settings/rule-shape.ts";
import { settingValue } from "../model/settings/setting-value.ts";
import { journeyOf, RULES, type RuleId, type RuleJourney } from "./rule.ts";

/**
 * Days until the rule speaks (`after`), or before a day from which it speaks (`ahead`); visits up to which it does;
 * days in which its task is to be done; and its open tasks, which are work enough.
 */
export const THRESHOLDS = ["after", "ahead", "visits", "due", "open"] as const;
export type Threshold = (typeof THRESHOLDS)[number];
/** 0 where the rule has none of the name. */
export type Thresholds = Readonly<Record<Threshold, number>>;

export interface Bounds {
  readonly usual: number;
  readonly least: number;
  readonly most: number;
}

export interface RuleShape {
  readonly thresholds: Thresholds;
  /** Null for all readers. */
  readonly segment: string | null;
  /** Whoever it names begins the rule's steps over weeks, and there is no task about her. */
  readonly starts: boolean;
}

const bounds = (usual: number, least: number, most: number): Bounds => ({ usual, least, most });
const due = (usual: number): Bounds => bounds(usual, 1, 90);
const ahead = bounds(30, 1, 180);
const open = bounds(30, 1, 500);

/** New readers are called so for ninety days: beyond, their rule could not speak. */
export const BOUNDS: Readonly<Record<RuleId, Readonly<Partial<Record<Threshold, Bounds>>>>> = {
  "core-not-seen": { due: due(14), open },
  "core-inactive": { due: due(14), open },
  returned: { due: due(7), open },
  "new-no-return": { after: bounds(30, 1, 90), visits: bounds(1, 0, 20), due: due(14), open },
  "potential-no-step": { after: bounds(7, 0, 365), due: due(14), open },
  "card-expires": { ahead, open },
  "child-card": { ahead, open },
  "complaint-closed": { after: bounds(30, 1, 365), due: due(14), open },
  "promise-late": { due: due(7), open },
  "keep-in-touch": {},
};

export const shapeSettingId = (rule: RuleId): string => `setting-rule-shape-${rule}`;

export const usualShape = (rule: RuleId): RuleShape => ({
  thresholds: thresholdsOf(rule, ({ usual }) => usual),
  segment: null,
  starts: false,
});

/** What cannot be, from whatever desk, is as usual. */
export function shapeOf(
  rule: RuleId,
  setting: { readonly value?: unknown; readonly gone?: 1 | undefined } | null | undefined,
): RuleShape {
  const stored = parseRuleShape(settingValue(setting));
  if (stored === undefined || !hasShape(rule)) return usualShape(rule);
  const numberOf = (name: Threshold, of: Bounds): number => {
    const number = stored.thresholds[name];
    return number !== undefined && isWithin(number, of) ? number : of.usual;
  };
  return {
    thresholds: thresholdsOf(rule, (of, name) => numberOf(name, of)),
    segment: stored.segment,
    starts: stored.starts === true && journeyOf(rule) !== undefined,
  };
}

/** In the order of the settings, as `RULES`. */
export function shapesOf(
  settings: Iterable<{ readonly id: string; readonly value?: unknown; readonly gone?: 1 | undefined } | undefined>,
): Readonly<Record<RuleId, RuleShape>> {
  const byId = new Map([...settings].flatMap((row) => (row === undefined ? [] : [[row.id, row] as const])));
  return Object.fromEntries(RULES.map((rule) => [rule, shapeOf(rule, byId.get(shapeSettingId(rule)))])) as Record<
    RuleId,
    RuleShape
  >; // one of each rule
}

/** The journeys that some of the rules begin, each once; a rule that is off begins none. */
export const journeysBegun = (
  on: ReadonlySet<RuleId>,
  shapes: Readonly<Record<RuleId, RuleShape>>,
): ReadonlySet<RuleJourney> =>
  new Set(RULES.flatMap((rule) => (on.has(rule) && shapes[rule].starts ? (journeyOf(rule) ?? []) : [])));

/** Whether the numbers fit; one that is no number fits nothing. */
export const isShapeFit = (rule: RuleId, { thresholds }: RuleShape): boolean =>
  boundsOf(rule).every(([name, of]) => isWithin(thresholds[name], of));

/** A rule without thresholds is shaped elsewhere: a rhythm stands with each reader. */
export const hasShape = (rule: RuleId): boolean => boundsOf(rule).length > 0;

/** As it is kept: only what the rule has. */
export const storedShape = (rule: RuleId, { thresholds, segment, starts }: RuleShape): StoredRuleShape => ({
  thresholds: Object.fromEntries(boundsOf(rule).map(([name]) => [name, thresholds[name]])),
  segment,
  ...(starts && { starts }),
});

/**
 * What the sentence of when a rule speaks names; `until`: days after which it is too late and the rule speaks no more.
 */
export const whenValues = (thresholds: Thresholds): Thresholds & { readonly until: number } => ({
  ...thresholds,
  until: thresholds.after + thresholds.due,
});

/** The thresholds that a rule has, in their order. */
export const boundsOf = (rule: RuleId): readonly (readonly [Threshold, Bounds])[] =>
  THRESHOLDS.flatMap((name) => (BOUNDS[rule][name] === undefined ? [] : [[name, BOUNDS[rule][name]] as const]));

const isWithin = (number: number, { least, most }: Bounds): boolean =>
  Number.isInteger(number) && number >= least && number <= most;

const thresholdsOf = (rule: RuleId, numberOf: (of: Bounds, name: Threshold) => number): Thresholds =>
  Object.fromEntries(
    THRESHOLDS.map((name) => [name, BOUNDS[rule][name] === undefined ? 0 : numberOf(BOUNDS[rule][name], name)]),
  ) as Record<Threshold, number>; // one of each name
