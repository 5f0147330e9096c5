/** Names and values of cells as a person reads them; protected values masked unless they were asked for. */
import type { Json } from "#shared/kernel/json.ts";
import { CONSENT_PURPOSES } from "#shared/model/consent/purposes.ts";
import { type Kind, RECORDS } from "#shared/model/kinds.ts";
import { CONTACT_CHANNELS } from "#shared/model/reader.ts";
import { maskValue } from "#shared/model/readers/mask-row.ts";
import type { FieldSpec } from "#shared/model/record.ts";
import { TYPED_FIGURES } from "#shared/model/reports/month-figures.ts";
import { parseRule } from "#shared/model/segment.ts";
import type { CellPlace } from "#shared/replication/rows/merge-cells.ts";
import { isRule } from "#shared/rules/rule.ts";
import { codeName } from "../db/read-house.ts";
import type { MessageId } from "../i18n/message-id.ts";
import { anyReferenceText, elementText, momentText, referenceAt, referenceText, wordOf } from "./cell-parts.ts";
import { badWayText } from "./contact-words.ts";
import { ruleText } from "./rule-words.ts";
import type { Words } from "./words.ts";

const specOf = (kind: Kind, field: string): FieldSpec | undefined => {
  const fields: Readonly<Record<string, FieldSpec>> = RECORDS[kind].fields;
  return fields[field];
};

/** Whether the cell holds a value that is masked. */
export const isMasked = (kind: Kind, field: string): boolean => specOf(kind, field)?.masked === true;

/** "Consent: text message · events", "Phones", "Note". */
export function cellName(kind: Kind, place: CellPlace, words: Words): string {
  const { t } = words;
  // every field of every kind has its word; one from a newer version shows its own name
  const name = specOf(kind, place.field) === undefined ? place.field : t(`words.${kind}.${place.field}` as MessageId);
  if (place.element === null) return name;
  if (place.field === "consents") {
    const [channel, purpose] = place.element.split(".");
    const knownChannel = CONTACT_CHANNELS.find((item) => item === channel);
    const knownPurpose = CONSENT_PURPOSES.find((item) => item === purpose);
    if (knownChannel && knownPurpose)
      return t("words.cell", {
        field: name,
        element: `${t(`words.contact.${knownChannel}`)} · ${t(`words.consent.${knownPurpose}`)}`,
      });
  }
  const typed = kind === "month-figures" ? TYPED_FIGURES.find((figure) => figure === place.element) : undefined;
  const element =
    typed === undefined ? elementText(place, specOf(kind, place.field), words) : t(`words.typed.${typed}`);
  return element === null ? name : t("words.cell", { field: name, element });
}

/** The readers whom a cell names as a whole, whose names are looked up before it can be said. */
export function namedReaders(kind: Kind, { field, element }: CellPlace, value: Json): readonly string[] {
  const to = referenceAt(specOf(kind, field), null);
  if (to === "reader") return [element ?? value].filter((id) => typeof id === "string");
  const isReader = to === null && typeof value === "object" && value !== null && "id" in value && "kind" in value;
  return isReader && value.kind === "reader" && typeof value.id === "string" ? [value.id] : [];
}

const NUMBER_LIKE = new Set(["card", "phones", "fax", "otherIds", "registerNo", "paperRef", "externalOrder"]);
/** Read digit by digit, and so set in even ones. */
export const isNumberLike = (field: string): boolean => NUMBER_LIKE.has(field);

const INSTANTS = new Set(["receivedAt", "at", "done", "takenAt"]);
const CODES: Readonly<Record<string, string>> = {
  category: "category",
  topic: "topic",
  purpose: "purpose",
  source: "source",
  department: "department",
};
/** Fields whose values have words of their own, and where these stand. */
const WORDS: Readonly<Record<string, string>> = {
  gender: "gender",
  preferredForm: "form",
  preferredChannel: "contact",
  type: "opinion",
  closedBy: "closed-by",
  direction: "direction",
  accepted: "taken",
  status: "status",
  priority: "priority",
  outcome: "outcome",
  contactResult: "contact-result",
  callerCheck: "caller-check",
  channel: "channel",
  exceptions: "exceptions",
  workdays: "workdays",
  vacations: "vacations",
};

export function cellValue(kind: Kind, field: string, value: Json, plain: boolean, words: Words): string {
  if (value === null) return words.t("words.empty");
  // nobody reads anything in what is derived from it
  if (kind === "staff" && field === "pin") return "••••";
  if (kind === "segment" && field === "rule") {
    const rule = parseRule(value);
    if (rule !== undefined) return ruleText(rule, words);
  }
  const shown = isMasked(kind, field) && !plain ? (maskValue(field, value) as Json) : value; // masking keeps the shape
  return valueText(field, shown, specOf(kind, field), words);
}

function valueText(field: string, value: Json, spec: FieldSpec | undefined, words: Words): string {
  const { t, format, house, locale } = words;
  if (Array.isArray(value))
    return format.list(value.map((each) => (field === "badContact" ? badWayText(String(each), t) : String(each))));
  if (typeof value === "number") return INSTANTS.has(field) ? momentText(value, words) : format.number(value);
  if (typeof value === "boolean") return t(value ? "words.yes" : "words.no");
  if (typeof value === "string") {
    const to = referenceAt(spec, null);
    if (to !== undefined) return referenceText(to, value, words);
    const list = CODES[field];
    if (list !== undefined) return codeName(house, list, value, locale);
    const family = WORDS[field];
    return family === undefined ? format.shownDay(value) : wordOf(family, value, words);
  }
  if (value === null) return t("words.empty");
  return objectText(field, value as Readonly<Record<string, Json>>, spec, words); // what is left is an object
}

function objectText(
  field: string,
  value: Readonly<Record<string, Json>>,
  spec: FieldSpec | undefined,
  words: Words,
): string {
  const { t, house, locale } = words;
  const { kind, id } = value;
  if (kind !== undefined && id !== undefined && referenceAt(spec, null) === null)
    return anyReferenceText({ kind, id }, words);
  if (field === "origin" && value.by === "rule" && typeof id === "string" && isRule(id))
    return `${t("words.by-rule")} · ${t(`rules.name-${id}`)}`;
  if (typeof value.given === "boolean") {
    const said = t(value.given ? "words.agreed" : "words.refused");
    return value.giver === "guardian" ? t("words.how.by-guardian", { said }) : said;
  }
  const said = Object.entries(value).map(([part, item]): Json => {
    if (field === "leaving" && part === "reason" && typeof item === "string")
      return codeName(house, "reason", item, locale);
    if (field === "steps" && part === "department" && typeof item === "string")
      return codeName(house, "department", item, locale);
    const to = typeof item === "string" ? referenceAt(spec, part) : undefined;
    if (to !== undefined) return referenceText(to, String(item), words);
    if (field === "origin" && part === "by") return item === "rule" ? t("words.by-rule") : null;
    if (field === "orderSteps" && typeof item === "string" && (part === "step" || part === "verdict"))
      return wordOf(`order-${part}`, item, words);
    if (part === "at" && typeof item === "number") return momentText(item, words);
    return field === "alert" && part === "level" ? wordOf("alert", String(item), words) : item;
  });
  return said
    .filter((item) => typeof item === "string" || typeof item === "number")
    .map((item) => words.format.shownDay(String(item)))
    .join(" · ");
}
