/**
 * Fields with several parts: the alert with its level and its last day, and leaving with its reason and day.
 * Parts are typed as texts; the first one left empty clears the field.
 */
import type { Jurisdiction } from "#shared/model/house.ts";
import { readTypedDay } from "#shared/model/input/typed-day.ts";
import { fitsField } from "#shared/model/parse-value.ts";
import type { Reader } from "#shared/model/reader.ts";
import type { TypedValue } from "./reader-fields.ts";

export const ALERT_LEVELS = ["must", "soon", "info"] as const;

export type PartsKind = "alert" | "leaving";
export type PartId = "text" | "level" | "until" | "reason" | "on";
export type Parts = Readonly<Partial<Record<PartId, string>>>;

export const PARTS: Readonly<Record<PartsKind, readonly PartId[]>> = {
  alert: ["text", "level", "until"],
  leaving: ["reason", "on"],
};

export function toParts(kind: PartsKind, { alert, leaving }: Pick<Reader, "alert" | "leaving">, today: string): Parts {
  return kind === "alert"
    ? { text: alert?.text ?? "", level: alert?.level ?? "soon", until: alert?.until ?? "" }
    : { reason: leaving?.reason ?? "", on: leaving?.on ?? today };
}

export type TypedParts = TypedValue | { readonly ok: false; readonly wrong: PartId };

/** Null clears the field. */
export function fromParts(
  kind: PartsKind,
  { text = "", level = "", until = "", reason = "", on = "" }: Parts,
  today: string,
  place?: Jurisdiction,
): TypedParts {
  if (kind === "leaving") {
    if (reason === "") return { ok: true, value: null };
    const day = readTypedDay("past-day", on, today, place);
    return day === null ? { ok: false, wrong: "on" } : { ok: true, value: { reason, on: day } };
  }
  if (text.trim() === "") return { ok: true, value: null };
  const day = until.trim() === "" ? undefined : readTypedDay("coming-day", until, today, place);
  if (day === null) return { ok: false, wrong: "until" };
  const value = { text: text.trim(), level, ...(day !== undefined && { until: day }) };
  return fitsField("reader", "alert", value) ? { ok: true, value } : { ok: false, wrong: "text" };
}
