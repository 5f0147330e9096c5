/**
 * Everybody in the order of names. Many have one name: each is put in its place once, which takes half the time of
 * comparing all with all. In steps, so that a scan that comes meanwhile need not wait for a hundred thousand.
 */

/** What is done in about ten milliseconds on an old computer. */
const STEP = 2_000;

/**
 * @param slots with keys and names that no step finds changed: whoever writes one begins anew
 * @param keys by slot
 * @param compare slots of one key
 */
export function* slotsByName(
  slots: Iterable<number>,
  keys: readonly string[],
  compare: (a: number, b: number) => number,
): Generator<undefined, readonly number[]> {
  const slotsBy = new Map<string, number[]>();
  let count = 0;
  for (const slot of slots) {
    if (++count % STEP === 0) yield;
    const key = keys[slot] ?? "";
    const same = slotsBy.get(key);
    if (same === undefined) slotsBy.set(key, [slot]);
    else same.push(slot);
  }
  const sorted = [...slotsBy.keys()].sort();
  const listed: number[] = [];
  for (const key of sorted) {
    if (++count % STEP === 0) yield;
    for (const slot of (slotsBy.get(key) ?? []).sort(compare)) listed.push(slot);
  }
  return listed;
}
