/**
 * How the fields of the record page are typed and read back. What does not fit its declaration is told to
 * the person, never stored.
 */

import type { Jurisdiction } from "#shared/model/house.ts";
import { groupedPhone, splitPhones } from "#shared/model/input/phones.ts";
import { type DayKind, readTypedDay } from "#shared/model/input/typed-day.ts";
import { fitsField } from "#shared/model/parse-value.ts";
import type { Reader } from "#shared/model/reader.ts";

type ChoiceKind = "category" | "branch" | "staff" | "gender" | "channel" | "form" | "source";
/** `pairs` are lines of name and number; `reader` is another person; `alert` and `leaving` have parts. */
export type FieldKind =
  | "line"
  | "text"
  | "list"
  | "pairs"
  | "number"
  | "reader"
  | "alert"
  | "leaving"
  | DayKind
  | ChoiceKind;

export interface FieldPlan {
  readonly field: keyof Reader;
  readonly kind: FieldKind;
}

const plan = (kind: FieldKind, ...fields: readonly (keyof Reader)[]): readonly FieldPlan[] =>
  fields.map((field) => ({ field, kind }));

export const FIELD_GROUPS = [
  {
    id: "identity",
    fields: [
      ...plan("line", "name", "reading", "preferredName"),
      ...plan("list", "formerNames"),
      ...plan("line", "card"),
      ...plan("pairs", "otherIds"),
      ...plan("category", "category"),
      ...plan("branch", "branch"),
      ...plan("gender", "gender"),
      ...plan("past-day", "birthDate"),
      ...plan("line", "ageBand", "language"),
      ...plan("reader", "household", "guardian"),
    ],
  },
  {
    id: "reach",
    fields: [
      ...plan("list", "phones"),
      ...plan("line", "email", "wechat", "line", "fax"),
      ...plan("text", "address"),
      ...plan("channel", "preferredChannel"),
      ...plan("list", "badContact"),
    ],
  },
  { id: "belongs", fields: plan("line", "organisation", "unit", "position") },
  {
    id: "card",
    fields: [
      ...plan("past-day", "enrolledOn"),
      ...plan("coming-day", "expiresOn"),
      ...plan("leaving", "leaving"),
      ...plan("source", "source"),
    ],
  },
  {
    id: "care",
    fields: [
      ...plan("alert", "alert"),
      ...plan("staff", "owner"),
      ...plan("number", "keepInTouchDays"),
      ...plan("coming-day", "contactFrom"),
      ...plan("form", "preferredForm"),
      ...plan("list", "serviceNeeds", "tags"),
      ...plan("text", "offers", "plan", "note"),
    ],
  },
] as const satisfies readonly { readonly id: string; readonly fields: readonly FieldPlan[] }[];

/** The value as a person edits it. */
export function toTyped(value: unknown): string {
  if (value === undefined || value === null) return "";
  if (Array.isArray(value)) return value.map(String).join("，");
  if (typeof value !== "object") return String(value);
  return Object.entries(value)
    .map(([name, text]) => `${name}：${String(text)}`)
    .join("\n");
}

export type TypedValue = { readonly ok: true; readonly value: unknown } | { readonly ok: false };

/** Null clears the field. */
export function fromTyped({ field, kind }: FieldPlan, typed: string, today: string, place?: Jurisdiction): TypedValue {
  const text = typed.trim();
  if (text === "") return { ok: true, value: kind === "pairs" ? {} : null };
  if (kind === "pairs") return typedPairs(field, text);
  if (field === "phones") return typedPhones(text, place);
  const value = typedValue(kind, text, today, place);
  // nobody was born tomorrow
  if (kind === "past-day" && typeof value === "string" && value > today) return { ok: false };
  const elements = Array.isArray(value) ? value : [value];
  return elements.every((element) => fitsField("reader", field, element)) ? { ok: true, value } : { ok: false };
}

function typedValue(kind: FieldKind, text: string, today: string, place: Jurisdiction | undefined): unknown {
  switch (kind) {
    case "list":
      return [...new Set(parts(text, /[,，、;；\n]+/))];
    case "number":
      return Number(text.normalize("NFKC"));
    case "past-day":
    case "coming-day":
      return readTypedDay(kind, text, today, place) ?? text;
    default:
      return text;
  }
}

function typedPhones(text: string, place: Jurisdiction = "other"): TypedValue {
  const phones = splitPhones(text).map((phone) => groupedPhone(phone, place));
  const isWhole = phones.every((phone) => phone !== null);
  return isWhole && fitsField("reader", "phones", phones) ? { ok: true, value: phones } : { ok: false };
}

/** `学号：2023001`, one a line or parted by semicolons. */
function typedPairs(field: keyof Reader, text: string): TypedValue {
  const pairs = parts(text, /[;；\n]+/).map((line) => /^(.+?)\s*[:：=\s]\s*(\S.*)$/.exec(line));
  const value: Record<string, string> = {};
  for (const pair of pairs) {
    const [, name = "", number = ""] = pair ?? [];
    if (name === "" || !fitsField("reader", field, name) || !fitsField("reader", field, number)) return { ok: false };
    value[name] = number;
  }
  return { ok: true, value };
}

const parts = (text: string, separator: RegExp): readonly string[] =>
  text
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== "");
