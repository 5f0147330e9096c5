/**
 * How the fields of the record page are typed and read back. What does not fit its declaration is told to
 * the person, never stored.
 */
import { fitsField } from "#shared/model/parse-value.ts";
import type { Reader } from "#shared/model/reader.ts";

export type FieldKind = "line" | "text" | "list" | "day" | "number" | "category" | "branch" | "staff" | "gender" | "channel" | "form" | "source";

export interface FieldPlan {
  readonly field: keyof Reader;
  readonly kind: FieldKind;
}

const plan = (kind: FieldKind, ...fields: readonly (keyof Reader)[]): readonly FieldPlan[] => fields.map((field) => ({ field, kind }));

export const FIELD_GROUPS = [
  {
    id: "identity",
    fields: [
      ...plan("line", "name", "reading", "preferredName", "card"),
      ...plan("category", "category"),
      ...plan("branch", "branch"),
      ...plan("gender", "gender"),
      ...plan("day", "birthDate"),
      ...plan("line", "ageBand", "language"),
    ],
  },
  { id: "reach", fields: [...plan("list", "phones"), ...plan("line", "email", "wechat", "fax"), ...plan("text", "address"), ...plan("channel", "preferredChannel"), ...plan("list", "badContact")] },
  { id: "belongs", fields: plan("line", "organisation", "unit", "position") },
  { id: "card", fields: [...plan("day", "enrolledOn", "expiresOn"), ...plan("source", "source")] },
  {
    id: "care",
    fields: [...plan("staff", "owner"), ...plan("number", "keepInTouchDays"), ...plan("form", "preferredForm"), ...plan("list", "serviceNeeds", "tags"), ...plan("text", "offers", "note")],
  },
] as const satisfies readonly { readonly id: string; readonly fields: readonly FieldPlan[] }[];

/** The value as a person edits it. */
export function toTyped(value: unknown): string {
  if (value === undefined || value === null) return "";
  return Array.isArray(value) ? value.map(String).join("，") : String(value);
}

export type Typed = { readonly ok: true; readonly value: unknown } | { readonly ok: false };

/** Null clears the field. */
export function fromTyped({ field, kind }: FieldPlan, typed: string): Typed {
  const text = typed.trim();
  if (text === "") return { ok: true, value: null };
  const value = typedValue(kind, text);
  const elements = Array.isArray(value) && field !== "phones" ? value : [value];
  return elements.every((element) => fitsField("reader", field, element)) ? { ok: true, value } : { ok: false };
}

function typedValue(kind: FieldKind, text: string): unknown {
  switch (kind) {
    case "list":
      return [
        ...new Set(
          text
            .split(/[,，、;；\n]+/)
            .map((part) => part.trim())
            .filter((part) => part !== ""),
        ),
      ];
    case "number":
      return Number(text.normalize("NFKC"));
    case "day":
      return typedDay(text.normalize("NFKC"));
    default:
      return text;
  }
}

/** 2026-1-5, 2026/1/5, 2026年1月5日 and 20260105 as days. */
function typedDay(text: string): string {
  const match = /^(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))$/.exec(text);
  if (match === null) return text;
  const [, year = "", month = match[4] ?? "", day = match[5] ?? ""] = match;
  return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}
