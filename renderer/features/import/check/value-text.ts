/** A value of a record in words, for before → after. */
import type { Json } from "#shared/kernel/json.ts";

const OUTER_DEPTH = 3;

/** @param wordOf the name of a code, where the field holds one */
export function valueText(value: Json, wordOf: (text: string) => string, depth = 0): string {
  if (value === null) return "";
  if (typeof value === "string") return wordOf(value);
  if (typeof value === "boolean" || typeof value === "number") return String(value);
  if (depth > OUTER_DEPTH) return "…";
  if (Array.isArray(value)) return value.map((item: Json) => valueText(item, wordOf, depth + 1)).join("、");
  return Object.values(value)
    .map((item) => valueText(item, wordOf, depth + 1))
    .join("，");
}
