/** The rule of a segment as a person reads it: its fields, its rows, and why a reader is in. */
import { AGE_BANDS, ageBandOf } from "#shared/analysis/age-band.ts";
import { SERVICES } from "#shared/analysis/breadth.ts";
import { isSensitive } from "#shared/analysis/interests.ts";
import { LIFE_STATES } from "#shared/analysis/life/life-state.ts";
import type { WhyIn } from "#shared/analysis/segments/compile-segment.ts";
import { SEGMENT_FIELDS, type SegmentField } from "#shared/analysis/segments/reader-columns.ts";
import { numberToDay } from "#shared/kernel/day.ts";
import { CONSENT_PURPOSES } from "#shared/model/consent/purposes.ts";
import { FEEDBACK_TYPES } from "#shared/model/feedback.ts";
import type { Jurisdiction } from "#shared/model/house.ts";
import { mainClassesOf } from "#shared/model/main-classes.ts";
import { CONTACT_CHANNELS } from "#shared/model/reader.ts";
import type { StoredCondition, StoredRule } from "#shared/model/segment.ts";
import { codeName } from "../db/read-house.ts";
import type { Translate } from "../i18n/i18n.ts";
import type { MessageId } from "../i18n/message-id.ts";
import { classText } from "./class-words.ts";
import type { Words } from "./words.ts";

const FIELD_WORDS: Readonly<Record<SegmentField, MessageId>> = {
  category: "words.reader.category",
  branch: "words.reader.branch",
  gender: "words.reader.gender",
  ageBand: "words.reader.ageBand",
  language: "words.reader.language",
  organisation: "words.reader.organisation",
  unit: "words.reader.unit",
  source: "words.reader.source",
  owner: "words.reader.owner",
  preferredChannel: "words.reader.preferredChannel",
  lifeState: "conditions.field-lifeState",
  path: "conditions.field-path",
  core: "conditions.field-core",
  age: "conditions.field-age",
  r: "conditions.field-r",
  f: "conditions.field-f",
  v: "conditions.field-v",
  frequency: "conditions.field-frequency",
  value: "conditions.field-value",
  breadth: "conditions.field-breadth",
  participation: "conditions.field-participation",
  probabilityActive: "conditions.field-probabilityActive",
  expectedVisits: "conditions.field-expectedVisits",
  openOpinions: "conditions.field-openOpinions",
  visits: "conditions.field-visits",
  enrolledOn: "words.reader.enrolledOn",
  expiresOn: "words.reader.expiresOn",
  lastUseOn: "conditions.field-lastUseOn",
  lastVisitOn: "conditions.field-lastVisitOn",
  lastContactedOn: "conditions.field-lastContactedOn",
  lastOpinionOn: "conditions.field-lastOpinionOn",
  interests: "words.reader.interests",
  consents: "words.reader.consents",
  mayContact: "conditions.field-mayContact",
  tags: "words.reader.tags",
  serviceNeeds: "words.reader.serviceNeeds",
  offers: "words.reader.offers",
  services: "conditions.field-services",
  openOpinionTypes: "conditions.field-openOpinionTypes",
  answeredWaves: "conditions.field-answeredWaves",
};

export const isSegmentField = (field: string): field is SegmentField => Object.hasOwn(SEGMENT_FIELDS, field);

/** A field from a newer version shows its own name. */
export const segmentFieldName = (field: string, t: Translate): string =>
  isSegmentField(field) ? t(FIELD_WORDS[field]) : field;

/** Main classes that a rule may ask for where the library is, in the order of the classification. */
export const ruleClassesOf = (place: Jurisdiction): readonly string[] =>
  mainClassesOf(place).filter((code) => !isSensitive(code));

const GENDERS = ["female", "male", "other"] as const;
const PATHS = ["potential", "actual", "loyal"] as const;

/** What a value is called; one that has no name shows itself. */
export function ruleValue(
  field: string,
  value: string,
  { t, house, locale }: Pick<Words, "t" | "house" | "locale">,
): string {
  switch (field) {
    case "category":
    case "source":
      return codeName(house, field, value, locale);
    case "branch":
      return house.branches.get(value) ?? value;
    case "owner":
      return house.staff.get(value) ?? value;
    case "gender":
      return named(GENDERS, value, (known) => t(`words.gender.${known}`));
    case "ageBand":
      return named(AGE_BANDS, value, (known) => t(`conditions.age-${known}`));
    case "lifeState":
      return named(LIFE_STATES, value, (known) => t(`life.state-${known}`));
    case "path":
      return named(PATHS, value, (known) => t(`conditions.path-${known}`));
    case "preferredChannel":
      return named(CONTACT_CHANNELS, value, (known) => t(`words.contact.${known}`));
    case "services":
      return named(SERVICES, value, (known) => t(`conditions.service-${known}`));
    case "interests":
      return classText(value, t, house.place);
    case "openOpinionTypes":
      return named(FEEDBACK_TYPES, value, (known) => t(`words.opinion.${known}`));
    case "consents":
    case "mayContact": {
      const [channel = "", purpose = ""] = value.split(".");
      return `${named(CONTACT_CHANNELS, channel, (known) => t(`words.contact.${known}`))} · ${named(CONSENT_PURPOSES, purpose, (known) => t(`words.consent.${known}`))}`;
    }
    default:
      return value;
  }
}

const named = <T extends string>(all: readonly T[], value: string, name: (known: T) => string): string => {
  const known = all.find((each) => each === value);
  return known === undefined ? value : name(known);
};

/** One row, as a sentence begins. */
export function conditionText(
  condition: StoredCondition,
  words: Pick<Words, "t" | "house" | "locale" | "format">,
): string {
  const { t, format } = words;
  const field = segmentFieldName(condition.field, t);
  if (condition.field === "core" && condition.is === "known") return field;
  if (condition.field === "core" && condition.is === "unknown") return t("conditions.not-core");
  if ("values" in condition && Array.isArray(condition.values)) {
    const values = condition.values.map((value) => ruleValue(condition.field, String(value), words)).join(" / ");
    return condition.is === "none-of"
      ? t("conditions.say-none-of", { field, values })
      : condition.is === "all-of"
        ? t("conditions.say-all-of", { field, values })
        : t("conditions.say-any-of", { field, values });
  }
  if (condition.is === "at-least" || condition.is === "at-most")
    return t(`conditions.say-${condition.is}`, { field, number: format.number(Number(condition.number)) });
  if (condition.is === "in-last" || condition.is === "not-in-last" || condition.is === "in-next")
    return t(`conditions.say-${condition.is}`, { field, days: Number(condition.days) });
  if (condition.is === "from" || condition.is === "until")
    return t(`conditions.say-${condition.is}`, { field, day: String(condition.day) });
  if (condition.is === "known" || condition.is === "unknown") return t(`conditions.say-${condition.is}`, { field });
  return t("conditions.say-newer", { field });
}

/** The whole rule in one sentence; groups of several rows in brackets. */
export function ruleText(rule: StoredRule, words: Pick<Words, "t" | "house" | "locale" | "format">): string {
  const { t } = words;
  const groups = rule.groups.filter(({ conditions }) => conditions.length > 0);
  if (groups.length === 0) return t("conditions.say-nobody");
  const texts = groups.map(({ match, conditions }) => {
    const text = joined(
      conditions.map((condition) => conditionText(condition, words)),
      match,
      t,
    );
    return groups.length > 1 && conditions.length > 1 ? t("conditions.group", { rule: text }) : text;
  });
  return joined(texts, rule.match, t);
}

const joined = (texts: readonly string[], match: "all" | "any", t: Translate): string =>
  texts.reduce((first, next) =>
    t("conditions.joined", { first, word: t(match === "all" ? "conditions.and" : "conditions.or"), next }),
  );

/**
 * What of the rule holds for a reader, with what was found; who was put in by hand, or stands on a list, says so first.
 */
export function whyText(why: WhyIn, words: Pick<Words, "t" | "house" | "locale" | "format">): string {
  const { t } = words;
  const holding = why.groups
    .filter(({ holds }) => holds)
    .flatMap(({ conditions }) => conditions.filter(({ holds }) => holds));
  const texts = [...new Set(holding.map(({ condition: { field }, found }) => foundText(field, found, words)))];
  if (why.because === "rule") return texts.join(" · ");
  const hand = t(`conditions.why-${why.because}`);
  return texts.length === 0 ? hand : t("conditions.why-but", { hand, why: texts.join(" · ") });
}

function foundText(
  field: SegmentField,
  found: string | number | readonly string[] | undefined,
  words: Pick<Words, "t" | "house" | "locale" | "format">,
): string {
  const { t, format } = words;
  const name = segmentFieldName(field, t);
  if (field === "core") return found === undefined ? t("conditions.not-core") : name;
  if (found === undefined) return t("conditions.found-none", { field: name });
  // how old exactly is protected like the birthday
  if (field === "age" && typeof found === "number")
    return t("conditions.found", { field: name, found: ruleValue("ageBand", ageBandOf(found) ?? "", words) });
  if (typeof found === "number")
    return t("conditions.found", {
      field: name,
      found: SEGMENT_FIELDS[field] === "day" ? numberToDay(found) : format.number(Math.round(found * 10) / 10),
    });
  const values = typeof found === "string" ? [found] : found;
  return t("conditions.found", {
    field: name,
    found: values.map((value) => ruleValue(field, value, words)).join(" / "),
  });
}
