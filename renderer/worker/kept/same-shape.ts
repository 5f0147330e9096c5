/**
 * Whether a kept value is built as an example is: what an earlier program kept, or a disk has damaged, is not counted
 * by.
 */

/** What stands in a map is not looked at: an example has nothing in its own. */
export function isSameShape<T>(example: T, value: unknown): value is T {
  if (typeof example !== "object" || example === null) return typeof value === typeof example;
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.getPrototypeOf(example))
    return false;
  if (example instanceof Map) return true;
  if (ArrayBuffer.isView(example)) return ArrayBuffer.isView(value) && example.byteLength === value.byteLength;
  const [wanted, there] = [new Map(Object.entries(example)), new Map(Object.entries(value))];
  return (
    wanted.size === there.size &&
    [...wanted].every(([key, part]) => there.has(key) && isSameShape(part, there.get(key)))
  );
}
