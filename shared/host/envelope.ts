/**
 * How calls cross a text channel: JSON in which bytes are `{"$bytes": base64}`.
 * Electron's own channel clones bytes and does not need it.
 */

/** In the address of the window that the host itself has opened and may close. */
export const OWN_WINDOW = "window=own";

/** In the address of one that a second start has opened. */
export const SHOWN_WINDOW = "window=shown";

interface BytesText {
  readonly $bytes: string;
}

const isBytesText = (value: unknown): value is BytesText =>
  typeof value === "object" &&
  value !== null &&
  "$bytes" in value &&
  typeof value.$bytes === "string" &&
  Object.keys(value).length === 1;

/** @param toBase64 the platform's encoder; bytes anywhere in `value` are replaced */
export function toWire(value: unknown, toBase64: (bytes: Uint8Array) => string): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    item instanceof Uint8Array ? { $bytes: toBase64(item) } : item,
  );
}

export function fromWire(text: string, fromBase64: (text: string) => Uint8Array): unknown {
  return JSON.parse(text, (_key, item: unknown) => (isBytesText(item) ? fromBase64(item.$bytes) : item));
}
