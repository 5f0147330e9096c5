/** Finds the class in a call number: `I247.5/12`, `儿I287/3`, `J-TP311`, `857.7 8765`. */

/** The twenty-two letters of the Chinese Library Classification begin a class; others are marks of a collection. */
const CLC_CLASS = /(?:^|[^A-Z])([A-KN-VXZ](?:[A-Z]?\d|[A-Z]?[./\s]|[A-Z]?-\d|[A-Z]?$).*)$/u;
const DECIMAL_CLASS = /(?:^|[^\d])(\d{3}(?:\D.*)?)$/u;

/** @returns the call number from its class on; undefined where it has none */
export function classIn(callNumber: string): string | undefined {
  const text = callNumber.normalize("NFKC").toUpperCase().trim();
  return CLC_CLASS.exec(text)?.[1] ?? DECIMAL_CLASS.exec(text)?.[1];
}
