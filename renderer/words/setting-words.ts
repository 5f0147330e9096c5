/** The values of a setting of the library as a person reads them: of several only what differs. */
import { DEFAULT_VALUE_RULES, type ValueRules } from "#shared/analysis/value-rules.ts";
import { canonicalJson, type Json } from "#shared/kernel/json.ts";
import { FEEDBACK_TYPES } from "#shared/model/feedback.ts";
import { JURISDICTION_ID, JURISDICTIONS } from "#shared/model/house.ts";
import {
  DEADLINES_ID,
  DEFAULT_DEADLINES,
  type DeadlineDays,
  deadlineDaysOf,
} from "#shared/model/settings/deadline-days.ts";
import { JOURNEYS_ID, journeySwitchesOf } from "#shared/model/settings/journey-switches.ts";
import { DEFAULT_PRESETS, type Preset, parsePresets, presetKey } from "#shared/model/settings/quick-log-presets.ts";
import {
  SENSITIVE_CLASSES_ID,
  sensitiveClassesOf,
  usualSensitiveClasses,
} from "#shared/model/settings/sensitive-classes.ts";
import { parseValueRules, VALUE_RULES_ID } from "#shared/model/settings/stored-value-rules.ts";
import { isTemplateSetting, parseTemplate, type TextTemplate } from "#shared/model/settings/text-templates.ts";
import { JOURNEYS } from "#shared/outreach/journey.ts";
import { journeyOf, RULES, type RuleId } from "#shared/rules/rule.ts";
import { ruleSettingId } from "#shared/rules/switches.ts";
import { boundsOf, shapeOf } from "#shared/rules/thresholds.ts";
import { codeName } from "../db/read-house.ts";
import { cellValue } from "./record-words.ts";
import { isPresets, shapedRule } from "./setting-name.ts";
import type { Words } from "./words.ts";

/** Tells of any value of a setting what differs between some: of one with parts each of these by its name. */
export function differenceOf(id: string, between: readonly Json[], words: Words): (value: Json) => string {
  const parts = between.map((value) => new Map(partsOf(id, value, words)));
  const names = [...new Set(parts.flatMap((of) => [...of.keys()]))];
  const differing = names.filter((name) => new Set(parts.map((of) => of.get(name))).size > 1);
  const lacking = words.t(id === SENSITIVE_CLASSES_ID ? "words.no" : "words.empty");
  return (value) => {
    const of = new Map(partsOf(id, value, words));
    if (value === null && of.size === 0) return words.t("words.empty");
    const said = differing.map((name) =>
      name === WHOLE
        ? (of.get(name) ?? lacking)
        : words.t("words.cell", { field: name, element: of.get(name) ?? lacking }),
    );
    return said.length > 0 ? said.join("\n") : words.t("words.empty");
  };
}

/** The name of a value that has no parts. */
const WHOLE = "";

type Part = readonly [name: string, text: string];

function partsOf(id: string, value: Json, words: Words): readonly Part[] {
  const { t, format } = words;
  if (value === null) return usualParts(id, words);
  const rules = id === VALUE_RULES_ID ? parseValueRules(value) : undefined;
  if (rules !== undefined) return valueParts(rules, words);
  const shaped = shapedRule(id);
  if (shaped !== undefined) return shapeParts(shaped, value, words);
  if (isPresets(id)) return presetParts(parsePresets(value), words);
  const template = isTemplateSetting(id) ? parseTemplate(value) : undefined;
  if (template !== undefined) return templateParts(template, words);
  if (id === DEADLINES_ID) return deadlineParts(deadlineDaysOf(value), words);
  if (id === JOURNEYS_ID)
    return journeySwitchesOf(value).map((journey) => {
      const known = JOURNEYS.find((each) => each === journey);
      return [known === undefined ? journey : t(`outreach.goal-${known}`), t("words.yes")];
    });
  if (id === SENSITIVE_CLASSES_ID)
    return sensitiveClassesOf(value, words.house.place).map((code) => [code, t("words.yes")]);
  const jurisdiction = id === JURISDICTION_ID ? JURISDICTIONS.find((one) => one === value) : undefined;
  if (jurisdiction !== undefined) return [[WHOLE, t(`settings.jurisdiction-${jurisdiction}`)]];
  if (Array.isArray(value) && value.every((item) => typeof item !== "object"))
    return [[WHOLE, format.list(value.map(String))]];
  if (typeof value === "object") return leavesOf(value, words);
  return [[WHOLE, cellValue("setting", "value", value, true, words)]];
}

/** Of a setting that nobody has made what holds then, where that is known. */
function usualParts(id: string, words: Words): readonly Part[] {
  const shaped = shapedRule(id);
  if (shaped !== undefined) return shapeParts(shaped, null, words);
  if (id === VALUE_RULES_ID) return valueParts(DEFAULT_VALUE_RULES, words);
  if (isPresets(id)) return presetParts(DEFAULT_PRESETS, words);
  if (id === DEADLINES_ID) return deadlineParts(DEFAULT_DEADLINES, words);
  if (id === SENSITIVE_CLASSES_ID) return partsOf(id, [...usualSensitiveClasses(words.house.place)], words);
  return RULES.some((rule) => ruleSettingId(rule) === id) ? [[WHOLE, words.t("words.yes")]] : [];
}

const templateParts = ({ use, name, texts }: TextTemplate, { t }: Words): readonly Part[] => [
  [t("settings.templates-name"), name],
  [t("settings.templates-for"), t(`settings.templates-${use}`)],
  ...Object.entries(texts).flatMap(([language, text]): readonly Part[] =>
    text === undefined ? [] : [[language, text]],
  ),
];

const deadlineParts = (within: DeadlineDays, { t, format }: Words): readonly Part[] =>
  FEEDBACK_TYPES.map((type) => {
    const days = within[type];
    return [t(`words.opinion.${type}`), days === null ? t("settings.deadlines-none") : format.number(days)];
  });

const presetParts = (presets: readonly Preset[], { t, house, locale }: Words): readonly Part[] =>
  presets.map(({ purpose }, index) => [
    t("settings.preset-of", { key: presetKey(index) }),
    codeName(house, "purpose", purpose, locale),
  ]);

function shapeParts(rule: RuleId, value: Json, { t, format, house }: Words): readonly Part[] {
  const { thresholds, segment, starts } = shapeOf(rule, { value });
  const journey = journeyOf(rule);
  return [
    ...(starts && journey !== undefined
      ? [[t("outreach.journeys"), t(`outreach.goal-${journey}`)] satisfies Part]
      : []),
    ...boundsOf(rule).map(([name]): Part => [t(`rules.threshold-${name}`), format.number(thresholds[name])]),
    [
      t("rules.start"),
      segment === null ? t("rules.start-everybody") : (house.segments.get(segment) ?? t("rules.start-gone")),
    ],
  ];
}

const WEIGHTS = ["visitDay", "item", "event", "enquiry", "participation"] as const;
const CUTS = ["recency", "frequency", "value"] as const;

function valueParts({ weights, cuts, scoring }: ValueRules, { t, format }: Words): readonly Part[] {
  return [
    [t("settings.value-scoring"), t(`settings.value-by-${scoring}`)],
    ...WEIGHTS.map((weight): Part => [t(`settings.value-weight-${weight}`), format.number(weights[weight])]),
    ...CUTS.flatMap((cut) =>
      cuts[cut].map(
        (bound, place): Part => [
          t("settings.value-cut-for", { of: t(`settings.value-cut-${cut}`), score: 5 - place }),
          format.number(bound),
        ],
      ),
    ),
  ];
}

/** What has no words of its own: each number and text by where it stands. */
function leavesOf(value: Json, words: Words, at: readonly string[] = []): readonly Part[] {
  if (typeof value === "object" && value !== null)
    return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, words, [...at, key]));
  return [[at.join(" · "), typeof value === "string" ? value : canonicalJson(value)]];
}
