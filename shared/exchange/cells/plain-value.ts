/** A value by what it says: width, outer spaces and the order of keys are form, not content. */
import { canonicalJson } from "../../kernel/json.ts";

export function plainValue(value: unknown): string {
  return canonicalJson(plain(value));
}

const plain = (item: unknown): unknown => {
  if (typeof item === "string") return item.normalize("NFKC").trim();
  if (Array.isArray(item)) return item.map(plain);
  if (typeof item === "object" && item !== null)
    return Object.fromEntries(Object.entries(item).map(([key, inner]) => [key, plain(inner)]));
  return item;
};
