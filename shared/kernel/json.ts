/** Values that survive a journal, a batch and a share unchanged. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * Serialises with sorted object keys and without `undefined`, so that equal values give equal text on
 * every device. Used for digests and for telling whether two values are the same.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    const parts = Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`);
    return `{${parts.join(",")}}`;
  }
  return JSON.stringify(value ?? null);
}

/** A value by what it says, for comparing: width, outer spaces and the order of keys are form, not content. */
export const comparableValue = (value: unknown): string => canonicalJson(contentOf(value));

function contentOf(value: unknown): unknown {
  if (typeof value === "string") return value.normalize("NFKC").trim();
  if (Array.isArray(value)) return value.map(contentOf);
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, contentOf(item)]));
  return value;
}

/** An object with fields, as parsed from JSON. */
export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Levels; what is deeper no desk takes from a batch either. */
const MAX_DEPTH = 32;

/**
 * Whether a value is one that JSON holds: no bytes, dates, big integers or rings in it. A field that is `undefined` is
 * not there.
 */
export function isJson(value: unknown, levels = MAX_DEPTH): boolean {
  if (typeof value !== "object" || value === null)
    return value === null || ["boolean", "number", "string", "undefined"].includes(typeof value);
  const isPlain = Array.isArray(value) || Object.prototype.toString.call(value) === "[object Object]";
  return isPlain && levels > 0 && Object.values(value).every((item) => isJson(item, levels - 1));
}
